import { shownName } from '../partnership/person-name.rules.js';
import { openAfterEndDays } from '../partnership/placement.rules.js';
import type { Activity, AttentionFacts } from './attention-source.js';
import type { AttentionDays, Flag, TraineeRow } from './attention.shared.js';
import { dayIn, daysBetween, earlier, later } from './day.rules.js';

interface Named {
  personId: string;
  name: string;
  givenName: string;
}

/** One placement and what is known of it. Days are ISO days of the school's zone. */
export interface Subject {
  trainee: Named;
  mentors: readonly Named[];
  startsOn: string;
  endsOn: string;
  timeZone: string;
  today: string;
  facts: Partial<AttentionFacts>;
}

export const whenOf = ({ startsOn, endsOn, today }: Pick<Subject, 'startsOn' | 'endsOn' | 'today'>): TraineeRow['when'] => {
  if (today < startsOn) return 'future';
  return today > endsOn ? 'ended' : 'now';
};

/** Silence begins with the placement or with the last thing on record, whichever is later. */
const silentSinceOf = (subject: Subject, lastOn: string | null | undefined): string => later(lastOn ?? subject.startsOn, subject.startsOn);

/** Nothing of any kind is on record since `since`; counted until today, or until the placement ends. */
export function silenceOf(subject: Subject): { since: string; days: number } {
  const lastDays = [subject.facts.observation?.lastOn, subject.facts.meeting?.lastOn].map((lastOn) => silentSinceOf(subject, lastOn));
  const since = lastDays.reduce(later, subject.startsOn);
  return { since, days: Math.max(0, daysBetween(since, earlier(subject.today, subject.endsOn))) };
}

/** `3 November`, with the year where it is another one. */
export const dayWords = (day: string, today: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));

const isOver = (limit: number | null, since: string, today: string): boolean => limit !== null && daysBetween(since, today) >= limit;

function silenceFlag(subject: Subject, rule: 'observation' | 'meeting', limit: number | null, activity: Activity | undefined): Flag[] {
  const since = silentSinceOf(subject, activity?.lastOn);
  if (!isOver(limit, since, subject.today)) return [];
  const hadAny = activity !== undefined && activity.lastOn !== null && activity.lastOn >= subject.startsOn;
  const from = hadAny ? dayWords(since, subject.today) : `the placement began on ${dayWords(since, subject.today)}`;
  return [{ rule, sentence: `No ${rule} recorded since ${from}`, since }];
}

function mentorFlag(subject: Subject, limit: number | null): Flag[] {
  const { startsOn, today, facts, timeZone } = subject;
  if (subject.mentors.length > 0 || !isOver(limit, startsOn, today)) return [];
  const [code] = facts.codes ?? [];
  const sentence = code
    ? `${code.nameGiven ?? 'The mentor'} has not used the mentor code made on ${dayWords(dayIn(code.madeAt, timeZone), today)}`
    : `No mentor yet, and no open code. The placement began on ${dayWords(startsOn, today)}`;
  return [{ rule: 'mentor', sentence, since: startsOn }];
}

function unreadFlags(subject: Subject, limit: number | null): Flag[] {
  const { facts, timeZone, today, trainee } = subject;
  return [facts.observation, facts.meeting].flatMap((activity): Flag[] => {
    if (!activity?.unreadSince) return [];
    const since = dayIn(activity.unreadSince, timeZone);
    if (!isOver(limit, since, today)) return [];
    return [{ rule: 'unread', sentence: `Signed on ${dayWords(since, today)}, not read by ${trainee.givenName} yet`, since }];
  });
}

function targetFlag({ facts, timeZone, today, startsOn }: Subject, limit: number | null): Flag[] {
  const { targets } = facts;
  if (!targets || targets.current === 0 || targets.changedAt === null) return [];
  const since = later(dayIn(targets.changedAt, timeZone), startsOn);
  return isOver(limit, since, today) ? [{ rule: 'target', sentence: `No target changed since ${dayWords(since, today)}`, since }] : [];
}

const gradeFlags = ({ facts, timeZone, today }: Subject, limit: number | null): Flag[] =>
  (facts.gradebook ?? []).flatMap((status): Flag[] => {
    if (status.state !== 'not_sent') return [];
    const since = status.at === null ? today : dayIn(status.at, timeZone);
    return isOver(limit, since, today) ? [{ rule: 'grade', sentence: status.sentence, since }] : [];
  });

/**
 * Why this trainee needs their tutor, in sentences; nothing is added up and nothing weighed. Silence stops when the placement ends; what was
 * signed and not read, or not sent, is told for two months more.
 */
export function flagsOf(subject: Subject, days: AttentionDays): Flag[] {
  const open = [...unreadFlags(subject, days.unread), ...gradeFlags(subject, days.grade)];
  const when = whenOf(subject);
  if (when === 'future') return [];
  if (when === 'ended') return daysBetween(subject.endsOn, subject.today) <= openAfterEndDays ? open : [];
  const { observation, meeting } = subject.facts;
  return [
    ...mentorFlag(subject, days.mentor),
    ...silenceFlag(subject, 'observation', days.observation, observation),
    ...(meeting ? silenceFlag(subject, 'meeting', days.meeting, meeting) : []),
    ...targetFlag(subject, days.target),
    ...open,
  ];
}

/** Whose turn it is and for what, under the rule that tells the tutor of it when it takes long. */
export interface Turn {
  rule: 'mentor' | 'unread' | 'grade' | 'observation' | 'meeting';
  /** Any one of these can do it; nobody where a letter names nobody, null where it is the tutor's own turn. */
  people: readonly (Omit<Named, 'personId'> & { personId: string | null })[] | null;
  /** In words: `Priya Nair or James Boyle`, `You`. */
  who: string;
  /** The rest of *Priya Nair, …*. */
  what: string;
  /** ISO day. */
  since: string;
}

function mentorTurn({ mentors, facts, startsOn, timeZone }: Subject): Turn[] {
  const [code] = facts.codes ?? [];
  if (mentors.length > 0) return [];
  if (!code) return [{ rule: 'mentor', people: null, who: 'You', what: 'to make a mentor code', since: startsOn }];
  const { nameGiven, madeAt } = code;
  const people =
    nameGiven === null ? [] : [{ personId: null, ...shownName([{ name: nameGiven, givenName: null, studentNumber: null }], '') }];
  return [{ rule: 'mentor', people, who: nameGiven ?? 'The mentor', what: 'to use the mentor code', since: dayIn(madeAt, timeZone) }];
}

const unreadTurns = ({ facts, trainee, today, timeZone }: Subject): Turn[] =>
  [facts.observation, facts.meeting].flatMap((activity): Turn[] => {
    if (!activity?.unreadSince) return [];
    const since = dayIn(activity.unreadSince, timeZone);
    return [
      { rule: 'unread', people: [trainee], who: trainee.givenName, what: `to read what was signed on ${dayWords(since, today)}`, since },
    ];
  });

function silenceTurns({ mentors }: Subject, flags: readonly Flag[]): Turn[] {
  const who = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(mentors.map((one) => one.name));
  return flags.flatMap(({ rule, since }): Turn[] =>
    mentors.length > 0 && (rule === 'observation' || rule === 'meeting')
      ? [{ rule, people: mentors, who, what: `to record ${rule === 'observation' ? 'an observation' : 'a meeting'}`, since }]
      : [],
  );
}

/** Every turn that is somebody's, the one that holds up the rest first. */
function turnsOf(subject: Subject, flags: readonly Flag[]): Turn[] {
  const { gradebook = [] } = subject.facts;
  const sendAgain: Turn = { rule: 'grade', people: null, who: 'You', what: 'to send it to the gradebook again', since: subject.today };
  return [
    ...(whenOf(subject) === 'ended' ? [] : mentorTurn(subject)),
    ...unreadTurns(subject),
    ...(gradebook.some((status) => status.state === 'not_sent') ? [sendAgain] : []),
    ...silenceTurns(subject, flags),
  ];
}

/** Whose turn it is and for what: one person, the first of those that hold up the rest. Null where nobody is waited for. */
export function waitingFor(subject: Subject, flags: readonly Flag[]): string | null {
  const [first] = turnsOf(subject, flags);
  return first ? `${first.who}, ${first.what}` : null;
}

/** The first turn that is somebody else's and has taken as long as its rule allows. Null where there is none. */
export const heldUpBy = (subject: Subject, flags: readonly Flag[]): Turn | null =>
  turnsOf(subject, flags).find((turn) => turn.people !== null && flags.some((flag) => flag.rule === turn.rule)) ?? null;

/** The same for a list of several trainees; the day it waits since stands beside it. */
export function heldUpSentence({ trainee }: Subject, turn: Turn): string {
  if (turn.rule === 'mentor') return `${trainee.name}: ${turn.who} has not used the mentor code`;
  if (turn.rule === 'unread') return `${trainee.name} has not read what was signed`;
  return `${trainee.name}: no ${turn.rule === 'meeting' ? 'meeting' : 'observation'} recorded by ${turn.who}`;
}

/** The longest silence first, then by name: nothing else decides the order. */
export const longestSilenceFirst = (one: TraineeRow, other: TraineeRow): number => {
  if (one.silentSince !== other.silentSince) return one.silentSince < other.silentSince ? -1 : 1;
  return one.trainee.name.localeCompare(other.trainee.name, 'en-GB') || (one.placementId < other.placementId ? -1 : 1);
};
