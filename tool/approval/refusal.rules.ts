import type { Asked, RefusalReason } from './approval.rules.js';
import type { ApprovalAudience, ApprovalContent, ApprovalDevice, ApprovalKind } from './approval.shared.js';

const kindWord: Record<ApprovalKind, string> = { photo: 'photos', sound: 'sound recording', video: 'filming' };
const deviceWord: Record<ApprovalDevice, string> = {
  school: 'a school device',
  university: 'a university device',
  personal: 'a personal phone',
};
const audienceWord: Record<ApprovalAudience, string> = {
  mentor: 'the mentor',
  tutor: 'the tutor',
  coach: 'the coach',
  peers: 'other trainees',
};

const dayWord = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
const either = (words: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);

/** Who to ask, at most three of them. */
const whoWord = (ask: readonly string[]): string => (ask.length === 0 ? 'Your university' : either(ask.slice(0, 3)));

/** What was refused, in plain words, with the person who can change it. @param ask names */
export function refusalSentence(
  reason: RefusalReason,
  asked: Pick<Asked, 'kind' | 'className' | 'device' | 'audience'>,
  school: string,
  agreed: Pick<ApprovalContent, 'fromOn' | 'untilOn' | 'classes' | 'devices'> | null,
  ask: readonly string[],
): string {
  const who = whoWord(ask);
  const what = kindWord[asked.kind];
  const [from, until] = agreed ? [dayWord(agreed.fromOn), dayWord(agreed.untilOn)] : ['', ''];
  switch (reason) {
    case 'none':
    case 'kind':
      return `${school} has not agreed to ${what} yet. ${who} can do that.`;
    case 'withdrawn':
      return `${school} no longer agrees to ${what}. ${who} can change that.`;
    case 'ended':
      return `${school} agreed until ${until}. ${who} can agree for longer.`;
    case 'not-yet':
      return `${school} agreed from ${from}, not before. ${who} can change that.`;
    case 'own':
      return `Somebody else has to agree for ${school}. ${who} can do that.`;
    case 'day':
      return `${school} agreed from ${from} to ${until}, not to this lesson’s day. ${who} can change that.`;
    case 'class':
      return asked.className === null
        ? `${school} agreed to certain classes only. Name the class of this lesson, or ask: ${who} can change that.`
        : `${school} has not agreed to ${what} in ${asked.className}. ${who} can change that.`;
    case 'device':
      return `${school} allows ${either((agreed?.devices ?? []).map((one) => deviceWord[one]))} only. ${who} can change that.`;
    case 'audience':
      return `${school} has not agreed to showing this to ${asked.audience ? audienceWord[asked.audience] : 'others'}. ${who} can change that.`;
  }
}
