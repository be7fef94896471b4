import type { AttentionDays, AttentionRule } from '../../tool/attention/attention.shared.js';
import { msg, str } from '../shared/localize.js';

/** What a rule is called where one is chosen. */
export const ruleName = (rule: AttentionRule): string =>
  ({
    mentor: msg('No mentor yet'),
    observation: msg('No observation recorded'),
    meeting: msg('No meeting recorded'),
    target: msg('No target changed'),
    unread: msg('Signed, not read yet'),
    grade: msg('Not sent to the gradebook'),
  })[rule];

export const ruleOrder: readonly AttentionRule[] = ['mentor', 'observation', 'meeting', 'target', 'unread', 'grade'];

const wait = (days: number): string => (days === 1 ? msg('for 1 day') : msg(str`for ${days} days`));

/** Each rule that applies, in a sentence. */
export function ruleSentences(days: AttentionDays, meetings: boolean): string[] {
  const { mentor, observation, meeting, target, unread, grade } = days;
  return [
    mentor === null ? '' : mentor === 0 ? msg('The placement has begun and has no mentor.') : msg(str`The placement has had no mentor ${wait(mentor)}.`),
    observation === null ? '' : msg(str`No lesson observation was recorded ${wait(observation)}, counted from the start of the placement.`),
    meeting === null || !meetings ? '' : msg(str`No meeting was recorded ${wait(meeting)}, counted from the start of the placement.`),
    target === null ? '' : msg(str`There are targets, and none was made or changed ${wait(target)}.`),
    unread === null ? '' : msg(str`A signed record has not been read ${wait(unread)}.`),
    grade === null ? '' : grade === 0 ? msg('The gradebook did not take what was sent.') : msg(str`The gradebook has not taken what was sent ${wait(grade)}.`),
  ].filter((sentence) => sentence !== ''); // prettier-ignore
}
