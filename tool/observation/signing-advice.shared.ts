import type { LessonDetails } from '../lesson/lesson.shared.js';
import type { TargetBody } from '../target/target.shared.js';
import type { SectionView } from './observation.shared.js';

/** What would be worth a look before signing; nothing of it stops anybody. */
export type Advice = 'lesson_unnamed' | 'no_targets' | 'target_without_evidence' | 'target_without_wording' | 'no_impact';

interface Draft {
  lesson: Pick<LessonDetails, 'starts' | 'period' | 'className'>;
  sections: readonly Pick<SectionView, 'section' | 'body'>[];
  targets: readonly Pick<TargetBody, 'wording' | 'actions' | 'support' | 'noteIds'>[];
}

const filled = (text: string): boolean => text.trim() !== '';

/** One written part of the feedback is all a signature needs; the focus alone says nothing of the lesson. */
export const hasFeedback = (sections: Draft['sections']): boolean =>
  sections.some(({ section, body }) => section !== 'focus' && filled(body));

/** Pure and shared, so that the page and the server never disagree. */
export function signingAdvice({ lesson, sections, targets }: Draft): Advice[] {
  const real = targets.filter(({ wording, actions, support }) => filled(wording) || filled(actions) || filled(support));
  const advice: Advice[] = [];
  // Nobody can say later which of a day’s lessons a signed record is about.
  if ([lesson.starts, lesson.period, lesson.className].every((one) => one === null || !filled(one))) advice.push('lesson_unnamed');
  if (real.length === 0) advice.push('no_targets');
  if (real.some(({ wording }) => !filled(wording))) advice.push('target_without_wording');
  if (real.some(({ noteIds }) => noteIds.length === 0)) advice.push('target_without_evidence');
  if (!sections.some(({ section, body }) => section === 'impact' && filled(body))) advice.push('no_impact');
  return advice;
}
