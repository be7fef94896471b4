import { html } from 'lit';
import type { CurriculumTrial, FrameworkLine } from '../../tool/framework/curriculum.shared.js';
import type { FormLine, FormPart, FormVersionView } from '../../tool/framework/form.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './form-set-up.js';

const ruth = demoMe({ name: 'Ruth Adler', roles: [{ id: 'r', role: 'coordinator', placementId: null, schoolId: null }] });
const id = (digits: string): string => `01930000-0000-7000-8000-0000000000${digits}`;

const focus: FormPart = { section: 'focus', heading: 'Focus', hint: 'What the two of you agreed to look at.', part: 'plan' };
const strengths: FormPart = { section: 'strengths', heading: 'Strengths', hint: 'What went well.', part: 'feedback' };
const routines: FormPart = {
  section: 'q_routines', heading: 'Routines', hint: 'How the lesson began and ended.', part: 'feedback', answer: 'scale',
  options: ['Not seen yet', 'Beginning', 'Secure', 'Strong'].map((label, at) => ({ key: `answer_${at + 1}`, label })),
}; // prettier-ignore
const year: FormPart = { section: 'q_year', heading: 'Year group', hint: '', part: 'feedback', answer: 'line' };

const line = (changes: Partial<FormLine>): FormLine => ({
  id: id('f1'), name: 'Lesson observation', version: 1, versionId: id('a1'), own: false, shown: true,
  headings: ['Focus', 'Strengths', 'Areas to develop', 'Impact on pupils’ learning'],
  versions: [{ versionId: id('a1'), version: 1, name: 'Lesson observation', publishedAt: '2026-09-01T08:00:00.000Z' }],
  ...changes,
}); // prettier-ignore
const own = line({
  id: id('f2'), name: 'Northbridge observation', version: 2, versionId: id('a3'), own: true, headings: ['Focus', 'Strengths', 'Routines'],
  versions: [
    { versionId: id('a3'), version: 2, name: 'Northbridge observation', publishedAt: '2026-11-02T08:00:00.000Z' },
    { versionId: id('a2'), version: 1, name: 'Our observation', publishedAt: '2026-09-02T08:00:00.000Z' },
  ],
}); // prettier-ignore
const forms = [own, line({}), line({ id: id('f3'), name: 'Classroom observation (United States)', versionId: id('a4'), shown: false })];

const area = (code: string, name: string) => ({ id: code, frameworkVersionId: id('c1'), code, name });
const standards: FrameworkLine = {
  id: id('b1'), versionId: id('c1'), name: 'Teachers’ Standards', version: 1, own: false, inForce: true,
  attribution: 'Teachers’ Standards, Department for Education, 2011. © Crown copyright.',
  areas: [area('TS1', 'Set high expectations which inspire, motivate and challenge pupils')],
}; // prettier-ignore
const curriculum: FrameworkLine = {
  ...standards,
  id: id('b2'),
  name: 'Northbridge curriculum',
  attribution: '',
  own: true,
  inForce: false,
};

const version: FormVersionView = {
  formId: id('f2'), versionId: id('a3'), version: 2, own: true, name: 'Northbridge observation', sections: [focus, strengths, routines], unused: [year],
}; // prettier-ignore
const trial: CurriculumTrial = {
  areas: [
    { code: 'C1', name: 'Behaviour', change: 'same' },
    { code: 'C2', name: 'How pupils learn', change: 'changed' },
    { code: 'C4', name: 'Assessment', change: 'new' },
  ],
  left: [{ code: 'C3', name: 'Planning' }],
  problems: [],
  ignored: ['Week'],
};

const answers = {
  'GET /api/forms': { forms },
  'GET /api/frameworks': { frameworks: [standards, curriculum] },
  [`GET /api/form-versions/${version.versionId}`]: version,
};
const page = (path: string) => () => html`<form-set-up .api=${demoApi(answers)} .me=${ruth} .path=${path}></form-set-up>`;
const wrong = [
  { pointer: '/name', detail: 'needs a name' },
  { pointer: '/sections/2/options/1/label', detail: 'needs a word: people read labels, not numbers' },
];

export const demo: Demo = {
  element: 'form-set-up',
  states: [
    { name: 'list', render: page('forms') },
    { name: 'version', render: page(`forms/version/${version.versionId}`) },
    { name: 'change', render: page(`forms/change/${version.versionId}`) },
    { name: 'new', render: page('forms/new') },
    { name: 'not-right-yet', render: () => html`<form-editor .start=${{ ...version, name: '' }} .errors=${wrong}></form-editor>` },
    {
      name: 'question-with-answers',
      render: () =>
        html`<form-part-editor
          .asked=${routines}
          .errors=${[{ pointer: '/options/1/label', detail: 'is there twice' }]}
        ></form-part-editor>`,
    },
    { name: 'curriculum', render: page('forms/curriculum') },
    { name: 'curriculum-tried', render: () => html`<framework-upload .earlier=${curriculum} .trial=${trial}></framework-upload>` },
    {
      name: 'curriculum-with-problems',
      render: () =>
        html`<framework-upload .trial=${{ ...trial, problems: [{ line: 4, problem: 'The code is missing.' }] }}></framework-upload>`,
    },
    { name: 'not-there', render: () => html`<form-set-up .api=${demoApi({})} .me=${ruth} path="forms"></form-set-up>` },
  ],
};
