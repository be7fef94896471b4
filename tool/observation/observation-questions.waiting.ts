import type { Reader } from '../access/viewer.js';
import { dayIn } from '../attention/day.rules.js';
import { addMs, toInstant } from '../clock.js';
import type { WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { Parts } from './observation-parts.js';
import { accessTo } from './observation.policy.js';
import { aboutOf, factsOf, localeOf, placementsAs } from './observation.waiting.js';

const dayMs = 24 * 60 * 60_000;
/** Answering is offered and not asked for: a question that nobody answers is let rest. */
const restsAfterMs = 14 * dayMs;
const mostItems = 20;

/** `Wednesday’s lesson`, `today’s lesson`; `the lesson on 12 November` where it is longer ago. */
function lessonNamed(day: string, today: string, locale: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  const apart = (new Date(`${today}T12:00:00Z`).getTime() - date.getTime()) / dayMs;
  if (apart === 0) return 'today’s lesson';
  const named = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
  return apart > 0 && apart < 7 ? `${named({ weekday: 'long' })}’s lesson` : `the lesson on ${named({ day: 'numeric', month: 'long' })}`;
}

const inWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const questionsInWords = (count: number): string => (count === 1 ? 'a question' : `${inWords[count] ?? count} questions`);

/** What a mentor asked in a record that the trainee can read, until it is answered or a fortnight has passed. */
export const createObservationQuestions = (parts: Parts): WaitingSource => ({
  async waitingFor(viewer: Reader) {
    const asTrainee = placementsAs(viewer, 'trainee');
    if (asTrainee.length === 0) return [];
    const now = parts.ground.clock.now();
    const since = toInstant(addMs(now, -restsAfterMs));
    const found = await parts.notes.unanswered(viewer.partnershipId, asTrainee, since, mostItems);
    const rows = found.filter((row) => accessTo(viewer, factsOf({ ...row, observer_until: null }, parts)) === 'record');
    if (rows.length === 0) return [];
    const placements = new Map((await parts.placements.listForViewer(viewer)).map((placement) => [placement.id, placement]));
    const names = await parts.people.namesOf(viewer.partnershipId, [...new Set(rows.map((row) => row.observer_person_id))]);
    const today = dayIn(now, viewer.timeZone);
    return rows.flatMap((row): WaitingItem[] => {
      const placement = placements.get(row.placement_id);
      if (!placement) return [];
      const observer = names.get(row.observer_person_id)?.givenName ?? 'Your mentor';
      const lesson = lessonNamed(row.lesson_on, today, localeOf(viewer));
      return [
        {
          key: `observation:${row.id}:questions`,
          sentence: `${observer} asked you ${questionsInWords(row.questions)} about ${lesson}`,
          href: `#/observations/${row.id}`,
          about: aboutOf(placement.trainee),
          due: { kind: 'since', at: row.released_at },
          minutes: 5,
        },
      ];
    });
  },
});
