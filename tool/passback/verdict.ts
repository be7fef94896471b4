import type { PlatformFamily } from '../lti/platform-family.js';
import { isRateLimit, retryAfterMs } from '../lti/retry-after.js';
import type { ServiceAnswer } from '../lti/service-call.js';
import { jsonOrNull, type TokenFault } from '../lti/tokens.js';

/** Why a score waits or was given up; stored in the row, put into words by score-status.rules. */
export type ScoreFault =
  | 'busy' | 'away' | 'keys_unread' | 'sign_in_refused' | 'suspended' | 'later_there' | 'column_pending' | 'internal'
  | 'not_enrolled' | 'attempts_used' | 'closed' | 'no_reason' | 'not_allowed' | 'column_gone' | 'no_column' | 'refused' | 'gave_up' | 'newer_there'; // prettier-ignore

export type Verdict =
  | { kind: 'accepted' }
  /** The platform holds a later timestamp. Nothing was stored. */
  | { kind: 'stale'; platformSecond: number | null }
  /** Not stored, for certain; try again later. `pause` holds back every row for this platform. */
  | { kind: 'not-sent'; fault: ScoreFault; detail: string; waitMs: number | null; pause: boolean }
  /** Perhaps stored: read the result before anything else. `perhapsLocked`: Moodle's silent 500. */
  | { kind: 'unknown'; fault: ScoreFault; detail: string; perhapsLocked: boolean }
  | { kind: 'column-gone'; detail: string }
  /** Trying again cannot help until a person does something. */
  | { kind: 'failed'; fault: ScoreFault; detail: string };

const tokenFaults: Record<TokenFault, ScoreFault> = {
  suspended: 'suspended', busy: 'busy', away: 'away', 'keys-unread': 'keys_unread', 'sign-in-refused': 'sign_in_refused', 'clock-differs': 'sign_in_refused',
  'scope-refused': 'not_allowed',
}; // prettier-ignore

const secondOf = (date: string | undefined): number | null => {
  const ms = Date.parse(date ?? '');
  return Number.isNaN(ms) ? null : Math.floor(ms / 1_000);
};

/** What every service has in common; null where the answer is the service's own to judge. */
function judgeCommon(answer: ServiceAnswer, now: Date): Verdict | null {
  if (!answer.ok) {
    if (answer.fault === 'no-token') {
      const { fault, detail, retryAfterMs: waitMs } = answer.refusal;
      if (fault === 'scope-refused') return { kind: 'failed', fault: 'not_allowed', detail };
      return { kind: 'not-sent', fault: tokenFaults[fault], detail, waitMs, pause: fault === 'busy' };
    }
    if (answer.reached) return { kind: 'unknown', fault: 'away', detail: answer.fault, perhapsLocked: false };
    return { kind: 'not-sent', fault: 'away', detail: answer.fault, waitMs: null, pause: false };
  }
  const { status } = answer;
  const detail = `HTTP ${status}`;
  if (isRateLimit(answer)) {
    return { kind: 'not-sent', fault: 'busy', detail, waitMs: retryAfterMs(answer.headers['retry-after'], now), pause: true };
  }
  if (status === 401) return { kind: 'not-sent', fault: 'sign_in_refused', detail, waitMs: null, pause: false };
  if (status === 403) return { kind: 'failed', fault: 'not_allowed', detail };
  if (status === 404) return { kind: 'column-gone', detail };
  if (status === 410) return { kind: 'failed', fault: 'column_gone', detail };
  if (status === 408 || status === 425 || status >= 500) return { kind: 'unknown', fault: 'away', detail, perhapsLocked: false };
  // A redirect is not followed, so the service behind it was not asked: a log-in page, or a site being moved.
  if (status >= 300 && status < 400) return { kind: 'not-sent', fault: 'away', detail, waitMs: null, pause: false };
  return null;
}

/** What the answer to a posted score means. lti-facts 4.1; what Moodle and Canvas really answer is in their recorded transcripts. */
export function judgeScore(answer: ServiceAnswer, family: PlatformFamily, now: Date): Verdict {
  if (answer.ok && answer.status >= 500 && family === 'moodle' && answer.text.trim() === '[]') {
    return { kind: 'unknown', fault: 'away', detail: `HTTP ${answer.status} []`, perhapsLocked: true };
  }
  const common = judgeCommon(answer, now);
  if (common || !answer.ok) return common ?? { kind: 'unknown', fault: 'internal', detail: 'unjudged', perhapsLocked: false };
  const { status, reason, text } = answer;
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) {
    // Moodle's success is empty, Canvas's is JSON; a page of HTML is somebody in between.
    const understood = text.trim() === '' || jsonOrNull(text) !== null;
    return understood ? { kind: 'accepted' } : { kind: 'unknown', fault: 'away', detail: `${detail} without JSON`, perhapsLocked: false };
  }
  const stale: Verdict = { kind: 'stale', platformSecond: secondOf(answer.headers['date']) };
  if (status === 409) return stale;
  const said = `${reason.slice(0, 300)} ${text.slice(0, 1_000)}`;
  if (status === 400) {
    // Checked first: this reason echoes the posted score, the word timestamp included.
    if (/incorrect score received/i.test(reason) || (family === 'moodle' && text.trim() === '[]')) {
      return { kind: 'failed', fault: 'not_enrolled', detail };
    }
    if (/earlier timestamp|before last updated/i.test(said)) return stale;
    return { kind: 'failed', fault: 'refused', detail };
  }
  if (status === 412 || status === 422) {
    if (/attempt/i.test(said)) return { kind: 'failed', fault: 'attempts_used', detail };
    if (/closed|locked|concluded/i.test(said)) return { kind: 'failed', fault: 'closed', detail };
    if (/user|student|enrol/i.test(said)) return { kind: 'failed', fault: 'not_enrolled', detail };
  }
  return { kind: 'failed', fault: 'refused', detail };
}

/** What the answer of the line item service means for a score that needs its column. */
export function judgeLineItem(answer: ServiceAnswer, now: Date): Verdict {
  const common = judgeCommon(answer, now);
  if (common) return common;
  const detail = answer.ok ? `line items HTTP ${answer.status}` : answer.fault;
  if (answer.ok && answer.status === 409) return { kind: 'not-sent', fault: 'away', detail, waitMs: null, pause: false };
  return { kind: 'failed', fault: 'refused', detail };
}

/** What an unreadable result means: null where results cannot be read here at all, so that the score is simply sent. */
export function judgeResult(answer: ServiceAnswer, now: Date): Verdict | null {
  const common = judgeCommon(answer, now);
  if (common?.kind === 'failed') return null;
  if (common) return common;
  return answer.ok && answer.status === 409
    ? { kind: 'not-sent', fault: 'away', detail: 'results HTTP 409', waitMs: null, pause: false }
    : null;
}
