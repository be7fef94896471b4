import { html, type TemplateResult } from 'lit';
import type { IntakeRow, IntakeView, LetterCounts, MentorLetter } from '../../tool/partnership/placement-intake.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './placement-upload.js';

const id = '01930000-0000-7000-8000-0000000000d1';
const coordinator = demoMe({
  name: 'Ruth Adeyemi',
  roles: [{ id: 'r1', role: 'coordinator', placementId: null, schoolId: null }],
});

const noCounts = { new: 0, change: 0, unchanged: 0, waiting: 0, error: 0, made: 0, changed: 0, failed: 0, replaced: 0 };
const list = (changes: Partial<IntakeView> = {}): IntakeView => ({
  id, fileName: 'placements-2026.csv', state: 'draft', revision: 1, createdAt: '2026-09-01T09:00:00.000Z', createdBy: 'Ruth Adeyemi',
  platform: 'Northbridge Moodle', ignored: ['Bus route'], newSchools: ['Harbour Academy', 'Millbrook School'], total: 86,
  counts: { ...noCounts, new: 81, change: 2, unchanged: 1, waiting: 1, error: 1 }, flagged: 3, ...changes,
}); // prettier-ignore
const row = (changes: Partial<IntakeRow> = {}): IntakeRow => ({
  line: 2, state: 'new', problem: null, notes: [], trainee: 'Amara Okafor', studentNumber: '0012345', email: null, school: 'Harbour Academy',
  subject: 'Mathematics', phase: 'Secondary', startsOn: '2026-09-07', endsOn: '2026-12-18', tutor: 'Helen Ward', mentor: 'Ms Nair', changes: [],
  placementId: null, ...changes,
}); // prettier-ignore
const rows: IntakeRow[] = [
  row(),
  row({
    line: 3, state: 'change', trainee: 'Dylan Morris', studentNumber: '0012346',
    changes: [
      { field: 'school', from: 'Hilltop Primary', to: 'Harbour Academy' }, { field: 'endsOn', from: '2026-12-11', to: '2026-12-18' },
      { field: 'tutor', from: null, to: 'Helen Ward' },
    ],
    notes: ['Helen Ward becomes a tutor here.'],
  }),
  row({ line: 4, state: 'unchanged', trainee: 'Lowri Hughes', studentNumber: '0012347', email: 'lhughes@northbridge.example' }),
  row({ line: 5, state: 'waiting', trainee: 'Jamal Khan', studentNumber: '0012348', tutor: null }),
  row({
    line: 6, state: 'error', trainee: 'Beatriz Santos', studentNumber: '0012349', startsOn: null, mentor: null,
    problem: '“9/25/2026” has the month first. Write 2026-09-25 or 25/9/2026.',
  }),
]; // prettier-ignore
const letter = (changes: Partial<MentorLetter> = {}): MentorLetter => ({
  line: 2, mentor: 'Ms Nair', mentorEmail: 'p.nair@harbour.example', code: 'K7PM-3XQT', expiresAt: '2026-10-01T09:00:00.000Z',
  trainee: 'Amara Okafor', school: 'Harbour Academy', startsOn: '2026-09-07', endsOn: '2026-12-18', timeZone: 'Europe/London',
  tutor: 'Helen Ward', csv: '', ...changes,
}); // prettier-ignore
const codes = [
  letter(),
  letter({ line: 3, code: 'D4HT-9WQC', trainee: 'Dylan Morris' }),
  letter({ line: 4, mentor: 'Mr Price', mentorEmail: null }),
];

const address = `/api/placement-intakes/${id}`;
const page = (shown: IntakeView | null, letters: LetterCounts = { toMake: 0, open: 0, joined: 0, waiting: 0 }): TemplateResult => {
  const answers = {
    'GET /api/placement-intakes': { intakes: [list({ state: 'done', counts: { ...noCounts, made: 84, waiting: 2 } }), list()] },
    ...(shown === null ? {} : { [`GET ${address}`]: shown }),
    [`GET ${address}/rows?after=0`]: { rows, next: 6 },
    [`GET ${address}/letters`]: letters,
  };
  const path = shown === null ? 'placement-upload' : `placement-upload/${id}`;
  return html`<placement-upload .api=${demoApi(answers)} .me=${coordinator} .path=${path}></placement-upload>`;
};
const done = (changes: Partial<IntakeView> = {}): IntakeView => list({ state: 'done', newSchools: [], ...changes });

export const demo: Demo = {
  element: 'placement-upload',
  states: [
    { name: 'choose', render: () => page(null) },
    { name: 'trial', render: () => page(list()) },
    { name: 'nothing-right', render: () => page(list({ total: 4, counts: { ...noCounts, error: 4 }, flagged: 4 })) },
    { name: 'under-way', render: () => page(list({ state: 'confirmed', counts: { ...noCounts, new: 40, made: 41, changed: 2 } })) },
    {
      name: 'done',
      render: () =>
        page(done({ counts: { ...noCounts, made: 83, unchanged: 1, waiting: 1, failed: 1 } }), {
          toMake: 80,
          open: 3,
          joined: 2,
          waiting: 1,
        }),
    },
    {
      name: 'missing',
      render: () => html`<placement-upload .api=${demoApi({})} .me=${coordinator} .path=${`placement-upload/${id}`}></placement-upload>`,
    },
    {
      name: 'letters',
      render: () =>
        html`<h1>Letters</h1>
          <placement-upload-letters
            .codes=${codes}
            .partnership=${'Northbridge University'}
            .platform=${'Northbridge Moodle'}
            .support=${'01234 567890'}
          ></placement-upload-letters>`,
    },
  ],
};
