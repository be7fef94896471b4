import { lineNames, type LineName, type LineState } from './connection.shared.js';

/** Why a service could not be used, whichever it was. */
export const troubles = [
  'suspended', 'busy', 'late', 'away', 'unreachable', 'certificate', 'too-large', 'keys-unread', 'sign-in-refused', 'clock-differs', 'not-allowed',
  'gone', 'moved', 'refused',
] as const; // prettier-ignore
export type Trouble = (typeof troubles)[number];

const others = [
  'opened', 'never-opened', 'people', 'nameless', 'no-course', 'no-roster', 'empty', 'half', 'made', 'no-grades', 'no-columns', 'answered', 'accepted', 'odd',
  'no-column', 'no-scores', 'removed', 'left-behind', 'nothing-made', 'review', 'no-review', 'no-own-column', 'no-such-link', 'grew', 'same-height',
  'cookies-blocked', 'own-tab', 'elsewhere', 'sign-in-first', 'failed-here',
] as const; // prettier-ignore

export const codes: readonly [string, ...string[]] = [...troubles, ...others];
export type Code = Trouble | (typeof others)[number];

/** What one line of a check came to, as it is kept. No text of the platform's is in it. */
export interface Finding {
  name: LineName;
  state: Exclude<LineState, 'waiting'>;
  code: Code;
  /** People of the list, columns taken away, seconds by which the clocks differ. */
  count?: number;
  /** Of the people of the list, how many cannot open the activity. */
  shut?: number;
  /** How the launch was carried. */
  way?: string;
}

/** Farther apart, a platform with no leeway refuses what this tool signs, which is dated back by half a minute. */
export const mostClockSeconds = 25;

/** What the launch itself shows of signing in; null fields where the check was not begun from one. */
export function signInFinding(launch: { carriedBy: string | null; clockAhead: number | null } | null): Finding {
  if (launch === null) return { name: 'sign-in', state: 'works', code: 'never-opened' };
  const { carriedBy, clockAhead } = launch;
  const differ = Math.abs(clockAhead ?? 0);
  if (differ > mostClockSeconds) return { name: 'sign-in', state: 'fault', code: 'clock-differs', count: differ };
  return { name: 'sign-in', state: 'works', code: 'opened', count: differ, ...(carriedBy === null ? {} : { way: carriedBy }) };
}

/** What the page found of its frame; null while it has not said. */
export function frameFinding(report: { framed: boolean; grew: boolean; cookie: boolean } | null, here: boolean): Finding | null {
  if (!here) return { name: 'frame', state: 'not-tried', code: 'elsewhere' };
  if (report === null) return null;
  if (!report.framed) return { name: 'frame', state: 'not-tried', code: 'own-tab' };
  if (!report.cookie) return { name: 'frame', state: 'works', code: 'cookies-blocked' };
  return { name: 'frame', state: 'works', code: report.grew ? 'grew' : 'same-height' };
}

/** Whether a whole check found nothing that keeps people or grades away; the frame is this browser's, and the review link a comfort. */
export const allWorks = (findings: readonly Finding[]): boolean =>
  lineNames
    .filter((name) => name !== 'frame' && name !== 'review')
    .every((name) => findings.some((one) => one.name === name && (one.state === 'works' || one.state === 'not-needed')));
