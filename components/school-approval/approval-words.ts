import type {
  ApprovalAudience, ApprovalDevice, ApprovalKind, ApprovalState, ApprovalVersion, LawfulBasis,
} from '../../tool/approval/approval.shared.js'; // prettier-ignore
import { msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { longDay } from '../shared/times.js';

export const kindName = (kind: ApprovalKind): string => ({ photo: msg('Photos'), sound: msg('Sound'), video: msg('Video') })[kind];

/** *Photos, sound and video*, for the middle of a sentence. */
export const kindNames = (kinds: readonly ApprovalKind[]): string => listOfNames(kinds.map((kind) => kindName(kind).toLowerCase()));

export const deviceName = (device: ApprovalDevice): string =>
  ({ school: msg('A school device'), university: msg('A university device'), personal: msg('A personal phone') })[device];

export const audienceName = (audience: ApprovalAudience): string =>
  ({ mentor: msg('The mentor'), tutor: msg('The tutor'), coach: msg('The coach'), peers: msg('Other trainees') })[audience];

export const basisName = (basis: LawfulBasis): string =>
  ({ public_task: msg('Public task'), legitimate_interests: msg('Legitimate interests'), consent: msg('Consent') })[basis];

/** What is named one after the other: `The mentor and the tutor`. */
export const together = (words: readonly string[]): string =>
  listOfNames(words.map((word, index) => (index === 0 ? word : word.charAt(0).toLowerCase() + word.slice(1))));

/** `18 December`, with the year where it is another one. */
export const dayNear = (day: string, today: string): string => longDay(day, day.slice(0, 4) !== today.slice(0, 4));

/** Who can change it, as a sentence of its own; empty where nobody is known. */
function canChange(state: ApprovalState, ask: readonly string[]): string {
  if (ask.length === 0) return '';
  const who = listOfNames(ask.slice(0, 3));
  if (state === 'none') return ` ${msg(str`${who} can do that.`)}`;
  return ` ${state === 'ended' ? msg(str`${who} can agree for longer.`) : msg(str`${who} can change that.`)}`;
}

/** Where a school stands, in a sentence or two. @param ask names of those who can change it; none for the reader who can */
export function stateSentence(
  school: string,
  state: ApprovalState,
  days: Pick<ApprovalVersion, 'covers' | 'fromOn' | 'untilOn'> | null,
  today: string,
  ask: readonly string[],
): string {
  if (state === 'none' || days === null) return msg(str`${school} has not agreed to pictures or video yet.`) + canChange('none', ask);
  if (state === 'withdrawn') return msg(str`${school} no longer agrees to pictures or video.`) + canChange(state, ask);
  const until = dayNear(days.untilOn, today);
  if (state === 'ended') return msg(str`${school} agreed until ${until}, no longer.`) + canChange(state, ask);
  const kinds = kindNames(days.covers);
  if (state === 'not-yet')
    return msg(str`${school} has agreed to ${kinds} from ${dayNear(days.fromOn, today)}, not before.`) + canChange(state, ask);
  return msg(str`${school} has agreed to ${kinds} until ${until}.`);
}
