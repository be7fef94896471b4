import type { Column } from '../gradebook.js';
import { media } from '../vocabulary.js';
import { DatabaseFailure, Refusal } from './answers.js';
import { findColumn } from './line-items.js';
import type { Answer, Call } from './services.js';
import { textOf } from '../text.js';

interface Score {
  userId: unknown;
  timestamp: string;
  gradingProgress: unknown;
  activityProgress: unknown;
  scoreGiven?: number | string | null;
  scoreMaximum?: number | string | null;
  comment?: unknown;
}

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?(\d\d)?)?)?$/i;

/** Whole seconds of a timestamp; without a zone it is the server's own, UTC. */
function secondsOf(timestamp: string): number {
  const zoned = /(Z|[+-]\d\d:?(\d\d)?)$/i.test(timestamp) ? timestamp : `${timestamp}Z`;
  return Math.floor(Date.parse(zoned) / 1000);
}

const numeric = (value: unknown): boolean => value !== '' && ['number', 'string'].includes(typeof value) && Number.isFinite(Number(value));
const round = (value: number): number => Number(value.toFixed(5));

function parse(call: Call): Score {
  const refusal = new Refusal(400, `Incorrect score received${call.body}`, 'empty-list');
  let score: Score | null = null;
  try {
    score = JSON.parse(call.body) as Score | null;
  } catch {
    /* refused below */
  }
  if (!score || typeof score !== 'object' || score.userId == null || score.gradingProgress == null || score.activityProgress == null)
    throw refusal;
  if (typeof score.timestamp !== 'string' || !iso.test(score.timestamp) || Number.isNaN(secondsOf(score.timestamp))) throw refusal;
  if (score.scoreGiven != null && (!numeric(score.scoreGiven) || score.scoreMaximum == null)) throw refusal;
  if (score.scoreMaximum != null && !numeric(score.scoreMaximum)) throw refusal;
  const userId = textOf(score.userId);
  if (!/^\d+$/.test(userId)) throw new DatabaseFailure('a user id is a number in this database');
  if (call.site.enrolment(call.parts[0] ?? '', userId)?.role !== 'student') throw refusal;
  return score;
}

function scaled(score: Score, column: Column): number | null {
  if (score.scoreGiven == null || score.gradingProgress !== 'FullyGraded') return null;
  const maximum = Number(score.scoreMaximum);
  return round(maximum === 0 ? Number(score.scoreGiven) : (Number(score.scoreGiven) * column.maximum) / maximum);
}

/** Stores a score by Moodle's rules: no value wipes what was there, no comment erases the comment. */
export function postScore(call: Call): Answer {
  if (call.type !== media.score) throw new Refusal(400, 'No context or unsupported content type');
  const column = findColumn(call);
  const score = parse(call);
  const { gradebook, now } = call.site;
  const userId = textOf(score.userId);
  const seconds = secondsOf(score.timestamp);
  const before = gradebook.cell(column.id, userId);
  if (before?.modifiedAt != null && before.modifiedAt >= seconds) {
    throw new Refusal(409, `Refusing score with an earlier timestamp for item ${column.id} and user ${userId}`, 'empty-list');
  }
  if (column.locked || before?.locked) throw new Refusal(500, 'Internal Server Error', 'empty-list');
  const existed = before !== undefined && before.modifiedAt !== null;
  const value = scaled(score, column);
  const comment = typeof score.comment === 'string' && score.comment !== '' ? score.comment : null;
  gradebook.write(column.id, userId, (cell) => {
    cell.history.push(gradebook.record(column.id, userId, score));
    const coupled = column.coupledTo !== undefined;
    if (coupled) cell.raw = value;
    // A teacher's own grade in an activity's column stands; only what the tool sent changes beside it.
    if (coupled && cell.overridden) return;
    cell.overridden = false;
    const held = [cell.value, cell.comment];
    cell.value = value === null || column.maximum <= 0 ? value : Math.min(Math.max(value, 0), column.maximum);
    cell.comment = comment;
    const same = held[0] === cell.value && held[1] === cell.comment;
    // In a column the tool made, a score that changes nothing leaves the stored time as it was (measured).
    if (!coupled && existed && same) return;
    const own = Math.floor(now().getTime() / 1000);
    if (value !== null) cell.modifiedAt = seconds;
    else cell.modifiedAt = coupled && comment === null ? null : own;
  });
  return { status: 200, type: media.score };
}
