import type { FieldProblem } from '../errors.js';
import type { FormContent, FormOption, FormPart } from './form.shared.js';
import { focusKey, lineLength, mostOptions } from './limits.shared.js';

const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const tidyPart = ({ options, ...part }: FormPart): FormPart => ({
  ...part,
  heading: tidy(part.heading),
  hint: tidy(part.hint),
  ...(options ? { options: options.map(({ key, label }) => ({ key, label: tidy(label) })) } : {}),
});

/** The same form as it is stored: blanks at the ends and doubled ones say nothing. */
export const settledForm = ({ name, sections, unused }: FormContent): FormContent => ({
  name: tidy(name),
  sections: sections.map(tidyPart),
  unused: unused.map(tidyPart),
});

const twice = (values: readonly string[]): number => values.findIndex((value, at) => values.indexOf(value) !== at);
const chosen = ({ answer }: Pick<FormPart, 'answer'>): boolean => answer === 'choice' || answer === 'scale';

function optionProblems(options: readonly FormOption[] | undefined, at: string): FieldProblem[] {
  if (!options || options.length < 2)
    return [{ pointer: `${at}/options`, detail: `needs two answers at least; ${mostOptions} is the most` }];
  const blank = options.findIndex(({ label }) => label === '');
  if (blank !== -1) return [{ pointer: `${at}/options/${blank}/label`, detail: 'needs a word: people read labels, not numbers' }];
  const again = Math.max(twice(options.map(({ key }) => key)), twice(options.map(({ label }) => label.toLowerCase())));
  return again === -1 ? [] : [{ pointer: `${at}/options/${again}/label`, detail: 'is there twice' }];
}

function partProblems(part: FormPart, at: string): FieldProblem[] {
  if (part.heading === '') return [{ pointer: `${at}/heading`, detail: 'needs a heading' }];
  if (chosen(part)) return optionProblems(part.options, at);
  return part.options ? [{ pointer: `${at}/options`, detail: 'belongs to a choice or a scale' }] : [];
}

/** What keeps a form from being published; each names its place. @param form settled */
export function formProblems({ name, sections, unused }: FormContent): FieldProblem[] {
  const problems: FieldProblem[] = name === '' ? [{ pointer: '/name', detail: 'needs a name' }] : [];
  const [first, ...others] = sections;
  if (first?.section !== focusKey || first.part !== 'plan' || chosen(first) || first.answer === 'line') {
    problems.push({ pointer: '/sections/0', detail: 'must be the focus, in free text: the two agree on it before the lesson' });
  }
  if (others.length === 0) problems.push({ pointer: '/sections', detail: 'needs one question beside the focus' });
  const early = others.findIndex(({ part }) => part === 'plan');
  if (early !== -1)
    problems.push({ pointer: `/sections/${early + 1}/part`, detail: 'is written after the lesson; only the focus is agreed before' });
  const keys = [...sections, ...unused].map(({ section }) => section);
  const again = twice(keys);
  if (again !== -1) {
    const list = again < sections.length ? `/sections/${again}` : `/unused/${again - sections.length}`;
    problems.push({ pointer: `${list}/section`, detail: 'is there twice' });
  }
  return [...problems, ...sections.flatMap((part, at) => partProblems(part, `/sections/${at}`))];
}

/** Why a body is no answer to a question; null where it is one. Nothing is an answer to every question. */
export function answerProblem(part: Pick<FormPart, 'answer' | 'options'>, body: string): string | null {
  if (body === '') return null;
  if (part.options) return part.options.some(({ key }) => key === body) ? null : 'is not one of the answers';
  if (part.answer !== 'line') return null;
  if (body.length > lineLength) return `is longer than ${lineLength} characters`;
  return /[\r\n]/.test(body) ? 'is more than one line' : null;
}
