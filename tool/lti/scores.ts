import { z } from 'zod';
import { agsMedia, underLineItem } from './ags.js';
import type { PlatformFamily } from './platform-family.js';
import { callService, readPages, type ServiceAnswer, type ServiceClient, type ServiceTarget } from './service-call.js';
import { jsonOrNull } from './tokens.js';

export interface Score {
  userId: string;
  /** Unix time in whole seconds: Moodle compares no finer and refuses one that is not later. */
  second: number;
  given: number;
  maximum: number;
  /** Null leaves the member out: Canvas appends every comment, Moodle erases the old one. */
  comment: string | null;
  /** Instant; the same for every send of one value, so that Canvas counts no further attempt. */
  submittedAt: string;
}

/**
 * The body of a score. `FullyGraded` with a score is the only pair that no platform reads as "take the grade away".
 * Platforms rescale `given` of `maximum` to their column.
 */
export function scoreBody(score: Score, family: PlatformFamily): Record<string, unknown> {
  return {
    userId: score.userId,
    timestamp: new Date(score.second * 1_000).toISOString(),
    scoreGiven: score.given,
    scoreMaximum: score.maximum,
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    ...(score.comment === null ? {} : { comment: score.comment }),
    submission: { submittedAt: score.submittedAt },
    ...(family === 'moodle' ? {} : { 'https://canvas.instructure.com/lti/submission': { new_submission: false } }),
  };
}

/** AGS 2.0, 3.4. @param beforeSending runs once a token is there, right before each POST leaves; throws to give up */
export const sendScore = (
  client: ServiceClient,
  target: ServiceTarget,
  lineItemUrl: string,
  body: Record<string, unknown>,
  beforeSending: () => Promise<void>,
): Promise<ServiceAnswer> =>
  callService(
    client,
    target,
    { method: 'POST', url: underLineItem(lineItemUrl, 'scores'), headers: { 'content-type': agsMedia.score }, body: JSON.stringify(body) },
    beforeSending,
  );

const resultShape = z.object({
  userId: z.coerce.string(),
  resultScore: z.coerce.number().nullish(),
  resultMaximum: z.coerce.number().nullish(),
  timestamp: z.string().nullish(),
});

export interface Result {
  /** Null where the cell is empty. */
  score: number | null;
  maximum: number;
  /** Unix time in whole seconds, where the platform tells it. */
  second: number | null;
}

/** The result of one person, or null where there is none. Never with `limit`: Moodle answers that with an error page. */
export async function readResult(
  client: ServiceClient,
  target: ServiceTarget,
  lineItemUrl: string,
  userId: string,
): Promise<{ ok: true; result: Result | null } | { ok: false; answer: ServiceAnswer }> {
  const list = { url: underLineItem(lineItemUrl, 'results', { user_id: userId }), accept: agsMedia.results, maximumPages: 100 };
  const found = await readPages(client, target, list);
  if (!found.ok) return found;
  for (const page of found.pages) {
    const parsed = z.array(z.unknown()).safeParse(jsonOrNull(page));
    if (!parsed.success) return { ok: false, answer: { ok: false, fault: 'reset', reached: true, detail: 'results are not JSON' } };
    for (const entry of parsed.data) {
      const one = resultShape.safeParse(entry);
      if (!one.success || one.data.userId !== userId) continue;
      const at = Date.parse(one.data.timestamp ?? '');
      const { resultScore, resultMaximum } = one.data;
      return {
        ok: true,
        result: { score: resultScore ?? null, maximum: resultMaximum ?? 1, second: Number.isNaN(at) ? null : Math.floor(at / 1_000) },
      };
    }
  }
  if (!found.complete) return { ok: false, answer: { ok: false, fault: 'too-large', reached: true, detail: 'results without an end' } };
  return { ok: true, result: null };
}

/** Platforms keep five decimals at the column's own scale. */
export const showsScore = (result: Result | null, given: number, maximum: number): boolean =>
  result !== null && result.score !== null && result.maximum > 0 && Math.abs(result.score / result.maximum - given / maximum) < 0.00005;
