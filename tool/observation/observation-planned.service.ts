import type { Reader } from '../access/viewer.js';
import type { PlannedLesson, PlannedLessons } from '../calendar/calendar-source.js';
import { instantNow } from '../clock.js';
import { factsOf } from './observation-lock.js';
import type { Parts } from './observation-parts.js';
import { accessTo } from './observation.policy.js';

const mostLessons = 200;

const placementsAs = (reader: Reader, role: 'mentor' | 'trainee'): string[] =>
  reader.roles.flatMap((held) => (held.role === role && held.placementId !== null ? [held.placementId] : []));

/**
 * When somebody's lessons are watched, or when they watch one: a day, a time and a school. What they knew of and may not know of any more was
 * withdrawn, or left by its mentor; it is cancelled, with the details it had.
 */
export const createPlannedLessons = (parts: Parts): PlannedLessons => ({
  async plannedLessons(reader, from) {
    const { partnershipId, personId } = reader;
    const [asMentor, asTrainee] = [placementsAs(reader, 'mentor'), placementsAs(reader, 'trainee')];
    const rows = await parts.observations.planned({ partnershipId, personId }, asMentor, asTrainee, from, mostLessons);
    const lessons = await parts.lessons.find(
      partnershipId,
      rows.map((row) => row.lesson_id),
    );
    const placements = new Map((await parts.placements.listForViewer(reader)).map((placement) => [placement.id, placement]));
    const now = instantNow(parts.ground.clock);
    return rows.flatMap((row): PlannedLesson[] => {
      const [lesson, placement] = [lessons.get(row.lesson_id), placements.get(row.placement_id)];
      if (!lesson || !placement) return [];
      const { day, starts, period } = lesson.details;
      const cancelled = row.state === 'withdrawn' || accessTo(reader, factsOf(row, now)) === 'none';
      const { school, timeZone } = placement;
      return [{ id: row.id, day, starts, period, school: school.name, timeZone, revision: lesson.revision, cancelled }];
    });
  },
});
