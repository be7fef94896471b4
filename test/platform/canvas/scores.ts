import type { RequestHandler } from 'express';
import type { Cell, Column } from '../gradebook.js';
import type { Site } from '../site.js';
import { scope } from '../vocabulary.js';
import { ApiError, authorise } from './api.js';
import { findColumn, itemUrl } from './line-items.js';
import { textOf } from '../text.js';

const extensionName = 'https://canvas.instructure.com/lti/submission';

interface Extension {
  new_submission?: boolean;
  preserve_score?: boolean;
  prioritize_non_tool_grade?: boolean;
  submission_type?: string;
  submitted_at?: string;
}

interface Score {
  userId?: unknown;
  timestamp?: unknown;
  activityProgress?: unknown;
  gradingProgress?: unknown;
  scoreGiven?: number | string | null;
  scoreMaximum?: number | string | null;
  comment?: unknown;
  submission?: { submittedAt?: string };
  [extensionName]?: Extension;
}

interface Checked {
  score: Score;
  userId: string;
  at: number;
  value: number | null;
  extension: Extension;
  submittedAt: string | undefined;
}

function check(site: Site, column: Column, score: Score): Checked {
  const at = typeof score.timestamp === 'string' ? Date.parse(score.timestamp) : NaN;
  if (Number.isNaN(at)) throw new ApiError(400, 'Provided timestamp of value is not a valid timestamp');
  if (!score.activityProgress || !score.gradingProgress) throw new ApiError(400, 'activityProgress and gradingProgress are required');
  const userId = textOf(score.userId);
  const role = site.enrolment(column.courseId, userId)?.role;
  if (role !== 'student' && role !== 'student-view') throw new ApiError(422, 'User not found in course or is not a student');
  const given = score.scoreGiven ?? null;
  if (given !== null) {
    const maximum = Number(score.scoreMaximum ?? 0);
    if (!(maximum > 0)) throw new ApiError(422, 'ScoreMaximum must be greater than 0');
    if (!(Number(given) >= 0)) throw new ApiError(422, 'ScoreGiven must be greater than or equal to 0');
  }
  const extension = score[extensionName] ?? {};
  const submittedAt = score.submission?.submittedAt ?? extension.submitted_at;
  if (submittedAt !== undefined && !(Date.parse(submittedAt) <= site.now().getTime() + 60_000)) {
    throw new ApiError(400, 'Provided submitted_at timestamp of value is not a valid timestamp or is in the future');
  }
  const final = ['FullyGraded', 'PendingManual'].includes(textOf(score.gradingProgress));
  const value = given === null || !final ? null : (Number(given) * column.maximum) / Number(score.scoreMaximum);
  return { score, userId, at, value, extension, submittedAt };
}

function startsAttempt({ extension, submittedAt }: Checked, before: Cell | undefined): boolean {
  const wanted = extension.new_submission ?? extension.submission_type !== 'none';
  return wanted && (submittedAt === undefined || submittedAt !== before?.submittedAt);
}

/** Stores a score by Canvas's rules: each accepted one is an attempt unless told otherwise, each comment is appended. */
export function postScore(site: Site): RequestHandler {
  return (request, response) => {
    const { clientId } = authorise(site, request, [scope.score]);
    const column = findColumn(site, request, clientId);
    const checked = check(site, column, (request.body ?? {}) as Score);
    const { score, userId, at, value, extension, submittedAt } = checked;
    const before = site.gradebook.cell(column.id, userId);
    if (before?.stampedAt != null && at < before.stampedAt)
      throw new ApiError(400, 'Unable to set score: timestamp before last updated timestamp');
    const attempt = startsAttempt(checked, before);
    if (column.locked || before?.locked) throw new ApiError(422, 'The grading period is closed');
    if (attempt && column.maximumAttempts !== undefined && (before?.attempts ?? 0) >= column.maximumAttempts) {
      throw new ApiError(422, 'The maximum number of allowed attempts has been reached for this submission');
    }
    site.gradebook.write(column.id, userId, (cell) => {
      cell.history.push(site.gradebook.record(column.id, userId, score));
      cell.stampedAt = at;
      cell.modifiedAt = Math.floor(at / 1000);
      if (attempt) cell.attempts += 1;
      if (submittedAt !== undefined) cell.submittedAt = submittedAt;
      if (typeof score.comment === 'string' && score.comment !== '') {
        cell.comment = score.comment;
        cell.comments = [...cell.comments, score.comment].slice(-500);
      }
      if (extension.preserve_score) return;
      cell.raw = value;
      if (extension.prioritize_non_tool_grade && cell.overridden) return;
      cell.value = value;
      cell.overridden = false;
    });
    response.json({ resultUrl: `${itemUrl(site, column)}/results/${userId}` });
  };
}
