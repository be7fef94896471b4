import type { HeldRole } from '../access/viewer.js';

/** Three times a week: enough for a second course and a mistake. */
export const requestsAllowed = 3;
export const requestsWindowMs = 7 * 24 * 60 * 60_000;

/**
 * Who is offered *Ask to be added*: somebody without a role, in a course they teach as far as the platform says. The platform's word gives
 * no right; it only keeps the button from students.
 */
export const mayAskToBeAdded = (
  viewer: { roles: readonly HeldRole[]; contextRef: string | null },
  courseRole: 'teacher' | 'student' | null,
): boolean => viewer.roles.length === 0 && viewer.contextRef !== null && courseRole === 'teacher';

/**
 * When the next request is allowed, in milliseconds from now; 0 where one is allowed at once.
 * @param askedAt instants of the requests of the last week, oldest first
 */
export function waitBeforeAsking(askedAt: readonly string[], nowMs: number): number {
  const oldestThatCounts = askedAt[askedAt.length - requestsAllowed];
  return oldestThatCounts === undefined ? 0 : Math.max(1, Date.parse(oldestThatCounts) + requestsWindowMs - nowMs);
}
