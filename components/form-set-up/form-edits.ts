import type { AnswerKind, FormContent, FormOption, FormPart } from '../../tool/framework/form.shared.js';
import { focusKey } from '../../tool/framework/limits.shared.js';

/** @param key not yet used in the form; it stays with the question through all its versions */
export function newPart(key: string, answer: AnswerKind, options: FormOption[]): FormPart {
  const part: FormPart = { section: key, heading: '', hint: '', part: 'feedback' };
  if (answer === 'choice' || answer === 'scale') return { ...part, answer, options };
  return answer === 'line' ? { ...part, answer } : part;
}

export const optionsOf = (labels: readonly string[]): FormOption[] => labels.map((label, at) => ({ key: `answer_${at + 1}`, label }));

/** A key that no answer of this question has, also when some were taken out. */
export function freeOptionKey(options: readonly FormOption[]): string {
  let at = options.length + 1;
  while (options.some(({ key }) => key === `answer_${at}`)) at += 1;
  return `answer_${at}`;
}

/** A form to begin with: the focus, which every form has. */
export const emptyForm = (focus: { heading: string; hint: string }): FormContent => ({
  name: '',
  sections: [{ section: focusKey, ...focus, part: 'plan' }],
  unused: [],
});

export const addPart = (form: FormContent, part: FormPart): FormContent => ({ ...form, sections: [...form.sections, part] });

export const changePart = (form: FormContent, key: string, change: Partial<FormPart>): FormContent => ({
  ...form,
  sections: form.sections.map((part) => (part.section === key ? { ...part, ...change } : part)),
});

/** The focus stays first, and nothing goes before it or past the end. @param by -1 up, 1 down */
export function movePart(form: FormContent, key: string, by: -1 | 1): FormContent {
  const from = form.sections.findIndex(({ section }) => section === key);
  const to = from + by;
  if (from < 1 || to < 1 || to >= form.sections.length) return form;
  const sections = form.sections.filter(({ section }) => section !== key);
  const part = form.sections[from];
  return part ? { ...form, sections: sections.toSpliced(to, 0, part) } : form;
}

/** Out of the form, and kept to be used again. */
export function takeOut(form: FormContent, key: string): FormContent {
  const part = form.sections.find(({ section }) => section === key);
  if (!part || key === focusKey) return form;
  return { ...form, sections: form.sections.filter((one) => one !== part), unused: [...form.unused, part] };
}

export function useAgain(form: FormContent, key: string): FormContent {
  const part = form.unused.find(({ section }) => section === key);
  return part ? { ...form, sections: [...form.sections, part], unused: form.unused.filter((one) => one !== part) } : form;
}
