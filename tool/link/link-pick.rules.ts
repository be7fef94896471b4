import type { LinkChoice } from './link.shared.js';
import { countTag } from './link.rules.js';

/** Our id of the choice, in the link's own parameters and in its address: whichever a platform keeps. */
const choiceField = 'cf_choice';
const choiceParameter = 'choice';
/** Filled in by the platform at each opening: the courses this one was copied from. The tool's own parameters name it too (`lti-config/`). */
const historyField = 'context_history';

/** What teachers search an activity list for stands in the title or the description of each. */
const words: Record<LinkChoice['shows'], { title: string; text: string }> = {
  everything: {
    title: 'Critical Friend: lesson observation, video and mentoring',
    text: 'Plan and write lesson observations, talk about moments of a lesson video, and keep mentor meetings and coaching in one place.',
  },
  observations: {
    title: 'Lesson observations',
    text: 'Plan an observation, take notes, agree targets and sign. Critical Friend: lesson observation, video, mentoring and coaching.',
  },
};

/** The link as the platform is asked to keep it; a column only where the gradebook shall show something. */
export function itemFor(id: string, choice: LinkChoice, launchUrl: string) {
  const { title, text } = words[choice.shows];
  const url = `${launchUrl}?${choiceParameter}=${id}`;
  const custom = { [choiceField]: id, [historyField]: '$Context.id.history' };
  const item = { type: 'ltiResourceLink' as const, title, text, url, custom };
  if (choice.sends === 'nothing') return item;
  const submissionReview = { reviewableStatus: ['InProgress', 'Submitted', 'Completed'], url };
  const lineItem = { label: title, scoreMaximum: choice.requiredCount, resourceId: id, tag: countTag, submissionReview };
  return { ...item, lineItem };
}

const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id a link names, in what form whoever edits links may leave it; whether there is such a choice is asked of the database. */
export function choiceNamed(launch: { custom: Readonly<Record<string, string>>; targetLinkUri: string }): string | null {
  const named = launch.custom[choiceField] ?? new URL(launch.targetLinkUri).searchParams.get(choiceParameter);
  return named !== null && isId.test(named) ? named : null;
}

const mostCourses = 50;

/** The platform's ids of the courses this one was copied from, the nearest first. */
export const coursesBefore = (custom: Readonly<Record<string, string>>): string[] =>
  (custom[historyField] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '' && id.length <= 255)
    .slice(0, mostCourses);
