import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerInWords } from '../../../tool/framework/answer.shared.js';
import { formOfFile, schemaOf } from '../../../tool/framework/form-schema.rules.js';
import { shippedTemplates } from '../../../tool/framework/form-template.rules.js';
import { answerProblem, formProblems, settledForm } from '../../../tool/framework/form.rules.js';
import type { AnswerKind, FormContent, FormPart } from '../../../tool/framework/form.shared.js';
import { sure } from '../../sure.js';

const focus: FormPart = { section: 'focus', heading: 'Focus', hint: '', part: 'plan' };
const strengths: FormPart = { section: 'strengths', heading: 'Strengths', hint: 'What went well.', part: 'feedback' };
const scale: FormPart = {
  section: 'routines', heading: 'Routines', hint: '', part: 'feedback', answer: 'scale',
  options: [{ key: 'a', label: 'Beginning' }, { key: 'b', label: 'Secure' }],
}; // prettier-ignore
const form = (...sections: FormPart[]): FormContent => ({ name: 'Ours', sections, unused: [] });
const places = (content: FormContent): string[] => formProblems(content).map(({ pointer }) => pointer);

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
const words = (most: number) => fc.string({ unit: 'grapheme', maxLength: most }).filter((text) => text.length <= most && !/\0/.test(text));
const part = (section: string): fc.Arbitrary<FormPart> =>
  fc
    .record({
      heading: words(60).map((text) => `Q ${text}`),
      hint: words(90),
      answer: fc.constantFrom<AnswerKind>('text', 'line', 'choice', 'scale'),
      options: fc.uniqueArray(fc.record({ key, label: words(40).map((text) => `A ${text}`) }), {
        minLength: 2, maxLength: 8, selector: (one) => one.key,
      }), // prettier-ignore
    })
    .map(({ heading, hint, answer, options }) => {
      const asked = { section, heading, hint, part: 'feedback' as const };
      if (answer === 'choice' || answer === 'scale') return { ...asked, answer, options };
      return answer === 'line' ? { ...asked, answer } : asked;
    });
const forms: fc.Arbitrary<FormContent> = fc
  .uniqueArray(
    key.filter((one) => one !== 'focus'),
    { minLength: 1, maxLength: 29 },
  )
  .chain((keys) => fc.tuple(words(60), ...keys.map(part)))
  .map(([name, ...asked]) => ({ name: `F ${name}`, sections: [focus, ...asked], unused: [] }));

describe('a form as a file', () => {
  it('comes back question by question, in its order, whatever it asks', () => {
    fc.assert(
      fc.property(forms, (content) => {
        expect(formOfFile(JSON.stringify(schemaOf(content)))).toEqual({ form: content });
      }),
    );
  });

  it('is every form that ships, and one that was made before our own keyword', () => {
    for (const { name, schema, layout } of shippedTemplates) {
      const { sections } = layout;
      expect(formOfFile(JSON.stringify(schemaOf({ name, sections })))).toEqual({ form: { name, sections, unused: [] } });
      const read = formOfFile(JSON.stringify(schema));
      expect('form' in read ? read.form.sections.map(({ section }) => section) : read).toEqual(sections.map(({ section }) => section));
    }
    expect(sure(shippedTemplates[0]).schema).not.toHaveProperty('x-critical-friend');
  });

  it.each<[string, object, string]>([
    ['another dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }, '/$schema'],
    ['a keyword nobody here reads', { patternProperties: {} }, '/patternProperties'],
    ['a number to be given', { properties: { mark: { type: 'integer', title: 'Mark' } } }, '/properties/mark/type'],
    ['a question that is a text and a choice', { properties: { mark: { type: 'string', title: 'M', maxLength: 5, oneOf: [{ const: 'a', title: 'A' }, { const: 'b', title: 'B' }] } } }, '/properties/mark'], // prettier-ignore
    ['one answer to choose from', { properties: { mark: { type: 'string', title: 'M', oneOf: [{ const: 'a', title: 'A' }] } } }, '/properties/mark/oneOf'], // prettier-ignore
    ['a heading that is too long', { properties: { mark: { type: 'string', title: 'M'.repeat(121) } } }, '/properties/mark/title'],
    ['a reference to be fetched', { properties: { mark: { $ref: 'https://example.org/schema' } } }, '/properties/mark/$ref'],
    ['a key that is no name', { properties: { 'Mark/1': { type: 'string', title: 'M' } } }, '/properties/Mark~11'],
  ])('is refused by its place with %s', (_what, change, pointer) => {
    const read = formOfFile(JSON.stringify({ ...schemaOf(form(focus, strengths)), ...change }));
    expect('problems' in read ? read.problems.map((one) => one.pointer) : []).toContain(pointer);
  });

  it('is refused where it is no JSON, and where it is deeper or larger than a form', () => {
    expect(formOfFile('{')).toEqual({ problems: [{ pointer: '', detail: 'is not JSON' }] });
    expect(formOfFile('['.repeat(50_000) + ']'.repeat(50_000))).toHaveProperty('problems');
    const many = Object.fromEntries(Array.from({ length: 31 }, (_one, at) => [`q${at}`, { type: 'string', title: 'Q' }]));
    expect(formOfFile(JSON.stringify({ ...schemaOf(form(focus)), properties: many }))).toHaveProperty('problems');
  });

  it('names nothing that every object has', () => {
    const file = '{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","type":"object","additionalProperties":false,"properties":{"strengths":{"type":"string","title":"S"}},"x-critical-friend":{"format":"form/1","order":["constructor","valueof","strengths"],"scales":["constructor"]}}'; // prettier-ignore
    expect(formOfFile(file)).toEqual({ form: { name: 'T', sections: [{ ...strengths, heading: 'S', hint: '' }], unused: [] } });
  });
});

describe('a form to be published', () => {
  it('is right as each of the shipped ones is', () => {
    for (const { name, layout } of shippedTemplates.filter(({ kind }) => kind === 'observation'))
      expect(places({ name, sections: layout.sections, unused: [] })).toEqual([]);
  });

  it('begins with the focus in free text, and asks something beside it', () => {
    expect(places(form(strengths, focus))).toEqual(['/sections/0', '/sections/1/part']);
    expect(places(form({ ...focus, answer: 'line' }, strengths))).toEqual(['/sections/0']);
    expect(places(form(focus))).toEqual(['/sections']);
    expect(places(form(focus, { ...strengths, part: 'plan' }))).toEqual(['/sections/1/part']);
  });

  it('has a name, a heading for each question and a word for each answer', () => {
    expect(places({ ...form(focus, strengths), name: '' })).toEqual(['/name']);
    expect(places(settledForm(form(focus, { ...strengths, heading: '  ' })))).toEqual(['/sections/1/heading']);
    const options = (...labels: string[]) => labels.map((label, at) => ({ key: `a${at}`, label }));
    expect(places(form(focus, { ...scale, options: options('Beginning', '') }))).toEqual(['/sections/1/options/1/label']);
    expect(places(form(focus, { ...scale, options: options('Secure', 'secure') }))).toEqual(['/sections/1/options/1/label']);
    expect(places(form(focus, { ...scale, options: options('Secure') }))).toEqual(['/sections/1/options']);
    expect(places(form(focus, { ...strengths, options: options('Yes', 'No') }))).toEqual(['/sections/1/options']);
  });

  it('asks nothing twice, not even among what it keeps for later', () => {
    expect(places(form(focus, strengths, strengths))).toEqual(['/sections/2/section']);
    expect(places({ ...form(focus, strengths), unused: [strengths] })).toEqual(['/unused/0/section']);
  });
});

describe('an answer', () => {
  it('is one of the labels’ keys, one line, or anything written; none at all is always one', () => {
    expect(answerProblem(scale, 'b')).toBeNull();
    expect(answerProblem(scale, 'Secure')).toBe('is not one of the answers');
    expect(answerProblem({ answer: 'line' }, 'two\nlines')).toBe('is more than one line');
    expect(answerProblem({ answer: 'line' }, 'x'.repeat(301))).toBe('is longer than 300 characters');
    expect(answerProblem(strengths, 'two\nlines')).toBeNull();
    for (const asked of [scale, strengths, { answer: 'line' as const }]) expect(answerProblem(asked, '')).toBeNull();
  });

  it('is read in the words of its label', () => {
    expect([answerInWords(scale, 'a'), answerInWords(scale, ''), answerInWords(scale, 'gone'), answerInWords(strengths, 'Calm.')]).toEqual([
      'Beginning', '', '', 'Calm.',
    ]); // prettier-ignore
  });
});
