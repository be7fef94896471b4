import type { ScoreFault } from './verdict.js';

import type { ScoreStatus } from './score-status.shared.js';
import type { ScoreRow } from './score.js';

interface Words {
  /** `Moodle`, `Canvas`, or what the operator called it. */
  platform: string;
  /** The trainee's given name. */
  trainee: string;
}

type Said = (words: Words) => { because: string; remedy: string | null };

const waiting: Partial<Record<ScoreFault, Said>> = {
  busy: ({ platform }) => ({ because: `${platform} is busy`, remedy: null }),
  away: ({ platform }) => ({ because: `${platform} did not answer`, remedy: null }),
  keys_unread: ({ platform }) => ({
    because: `${platform} could not read our keys`,
    remedy: `Ask who runs ${platform} to check the key set address.`,
  }),
  sign_in_refused: ({ platform }) => ({
    because: `${platform} refused our sign-in`,
    remedy: `Ask who runs ${platform} to check the connection.`,
  }),
  suspended: ({ platform }) => ({ because: `the connection to ${platform} is switched off`, remedy: null }),
  later_there: ({ platform }) => ({ because: `${platform} holds a later entry`, remedy: null }),
  column_pending: ({ platform }) => ({ because: `the column in ${platform} is being made`, remedy: null }),
};

const failed: Partial<Record<ScoreFault, Said>> = {
  not_enrolled: ({ platform, trainee }) => ({
    because: `${trainee} is not enrolled in this ${platform} course`,
    remedy: `Enrol ${trainee}, then press Send again.`,
  }),
  attempts_used: ({ platform }) => ({
    because: `${platform} allows no further attempt`,
    remedy: 'Allow more attempts, then press Send again.',
  }),
  closed: ({ platform }) => ({ because: `the grading period in ${platform} is closed`, remedy: 'Open it, then press Send again.' }),
  no_reason: ({ platform }) => ({ because: `${platform} gave no reason`, remedy: 'The grade may be locked.' }),
  not_allowed: ({ platform }) => ({
    because: `${platform} does not allow this activity to send`,
    remedy: 'Allow grades in its settings, then press Send again.',
  }),
  column_gone: ({ platform }) => ({
    because: `the column in ${platform} was removed`,
    remedy: 'Open the activity once from the course, then press Send again.',
  }),
  no_column: ({ platform }) => ({
    because: `this activity has no column in ${platform}`,
    remedy: 'Allow grades in its settings, open it once, then press Send again.',
  }),
  newer_there: ({ platform }) => ({
    because: `${platform} may show something newer than this copy knows`,
    remedy: 'Look at it there. To replace it, press Send again.',
  }),
  gave_up: ({ platform }) => ({ because: `${platform} did not answer for seven days`, remedy: 'Press Send again.' }),
};

const otherwise: Said = ({ platform }) => ({
  because: `${platform} did not accept it`,
  remedy: 'Press Send again, or tell who runs this tool.',
});

/** How far somebody is towards what a link asks for. */
export interface Progress {
  value: number;
  maximum: number;
}

/** The words of one row; `null` is a link that sends and has nothing to send yet, which says how far somebody is where that is known. */
export function statusOf(
  link: { id: string; title: string | null },
  row: ScoreRow | null,
  words: Words,
  progress: Progress | null = null,
): ScoreStatus {
  const common = { linkId: link.id, linkTitle: link.title };
  if (!row || row.state === 'superseded') {
    return {
      ...common, state: 'nothing', sentence: progress ? `${progress.value} of ${progress.maximum} signed and read` : 'Nothing to send yet.',
      value: progress?.value ?? null, maximum: progress?.maximum ?? null, at: null, nextTryAt: null, reason: null,
      remedy: null, canSendAgain: false,
    }; // prettier-ignore
  }
  const { platform } = words;
  const numbers = { value: row.score, maximum: row.maximum, at: row.decidedAt };
  const fault = row.fault as ScoreFault | null;
  if (row.state === 'delivered') {
    const count = `${row.score} of ${row.maximum}`;
    const sentence = `Sent to ${platform} {at}: ${row.score >= row.maximum ? `done (${count})` : count}`;
    return { ...common, ...numbers, state: 'sent', sentence, nextTryAt: null, reason: null, remedy: null, canSendAgain: false };
  }
  if (row.state === 'failed') {
    const { because, remedy } = ((fault && failed[fault]) ?? otherwise)(words);
    const sentence = `Not sent: ${because}. ${remedy ?? ''}`.trim();
    return { ...common, ...numbers, state: 'not_sent', sentence, nextTryAt: null, reason: fault, remedy, canSendAgain: true };
  }
  const said = fault === null ? null : (waiting[fault] ?? waiting.away)?.(words);
  const sentence = said ? `Waiting: ${said.because}, next try {nextTryAt}` : `Waiting: on its way to ${platform}`;
  return {
    ...common,
    ...numbers,
    state: 'waiting',
    sentence,
    nextTryAt: row.nextTryAt,
    reason: fault,
    remedy: said?.remedy ?? null,
    canSendAgain: said !== null && said !== undefined,
  };
}
