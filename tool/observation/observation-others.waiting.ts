import { addDays, dayIn } from '../attention/day.rules.js';
import type { WaitingOther } from '../home/home.shared.js';
import type { WaitingOthersSource } from '../home/waiting.js';
import { openAfterEndDays } from '../partnership/placement.rules.js';
import type { WaitingRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { accessTo } from './observation.policy.js';
import { aboutOf, factsOf, lessonTime, localeOf, placementsAs } from './observation.waiting.js';

const mostLines = 20;

/** What is still to be done, where the trainee may know it: the day and that nothing is signed, and no word of what is written. */
const stillUnsigned = (state: WaitingRow['state'], observer: string): string =>
  state === 'planned' ? `${observer} has not written it up yet` : `${observer} has not signed it yet`;

/**
 * A mentor learns who has not read what they signed, from the moment they signed it. A trainee learns from the day after the lesson that it
 * is not signed yet. Both until two months after the placement's last day. A tutor learns of both from the rules of their table.
 */
export const createObservationOthers = (parts: Parts): WaitingOthersSource => ({
  async waitingForOthers(viewer) {
    const { partnershipId, personId } = viewer;
    const [asMentor, asTrainee] = [placementsAs(viewer, 'mentor'), placementsAs(viewer, 'trainee')];
    if (asMentor.length + asTrainee.length === 0) return [];
    const today = dayIn(parts.ground.clock.now(), viewer.timeZone);
    const days = { today, endedFrom: addDays(today, -openAfterEndDays) };
    const found = await parts.observations.waitingForOthers({ partnershipId, personId }, asMentor, asTrainee, days, mostLines);
    const rows = found.filter((row) => accessTo(viewer, factsOf(row, parts)) !== 'none');
    if (rows.length === 0) return [];
    const [lessons, listed] = await Promise.all([
      parts.lessons.find(
        partnershipId,
        rows.map((row) => row.lesson_id),
      ),
      parts.placements.listForViewer(viewer),
    ]);
    const placements = new Map(listed.map((placement) => [placement.id, placement]));
    return rows.flatMap((row): WaitingOther[] => {
      const [lesson, placement] = [lessons.get(row.lesson_id), placements.get(row.placement_id)];
      if (!lesson || !placement) return [];
      const own = row.observer_person_id === personId;
      const observer = placement.people.find((one) => one.role === 'mentor' && one.personId === row.observer_person_id);
      const one = own ? placement.trainee : observer;
      if (!one) return [];
      const when = lessonTime(lesson.details, today, localeOf(viewer));
      const waits = own ? `${one.givenName} has not pressed “I have read this” yet` : stillUnsigned(row.state, one.givenName);
      return [
        {
          key: `observation:${row.id}:${own ? 'unread' : 'unsigned'}`,
          sentence: `${when}: ${waits}`,
          href: `#/observations/${row.id}`,
          about: aboutOf(placement.trainee),
          due: { kind: 'since', at: row.signed_at ?? row.lesson_on },
          placementId: placement.id,
          people: [{ personId: one.personId, name: one.name, givenName: one.givenName }],
        },
      ];
    });
  },
});
