import { isRateLimit } from '../lti/retry-after.js';
import type { ServiceAnswer } from '../lti/service-call.js';
import type { Trouble } from './finding.rules.js';

const ofFault: Record<string, Trouble> = {
  timeout: 'late', 'not-found': 'unreachable', refused: 'unreachable', certificate: 'certificate', 'too-large': 'too-large',
}; // prettier-ignore

/** What stands in the way where a service gave no answer that could be used; null where its answer is the line's own to judge. */
export function troubleOf(answer: ServiceAnswer): Trouble | null {
  if (!answer.ok) {
    if (answer.fault !== 'no-token') return ofFault[answer.fault] ?? 'away';
    const { fault, detail } = answer.refusal;
    if (fault === 'scope-refused') return 'not-allowed';
    return fault === 'away' ? (ofFault[detail] ?? 'away') : fault;
  }
  const { status } = answer;
  if (isRateLimit(answer)) return 'busy';
  if (status === 401 || status === 403) return 'not-allowed';
  if (status === 408 || status === 425 || status >= 500) return 'away';
  if (status >= 300 && status < 400) return 'moved';
  return null;
}

/** The same where nothing else is to be judged. */
export const anyTroubleOf = (answer: ServiceAnswer): Trouble =>
  troubleOf(answer) ?? (answer.ok && (answer.status === 404 || answer.status === 410) ? 'gone' : 'refused');
