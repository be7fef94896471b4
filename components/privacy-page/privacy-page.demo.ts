import { html } from 'lit';
import type { Holds, Notice, PeopleFound, Prepared, Processing, Receipts } from '../../tool/privacy/privacy.shared.js';
import type { Retention } from '../../tool/privacy/retention.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './privacy-erase.js';
import './privacy-hold.js';
import './privacy-page.js';

const id = (last: string): string => `01930000-0000-7000-8000-0000000000${last}`;
const notice: Notice = {
  version: 1, read: true, body: 'Northbridge University is responsible for your training record.\nQuestions about your data: Dana Frost, 01234 567891.',
  link: 'https://northbridge.example/privacy', partnership: 'Northbridge Partnership', recordYears: 7, draftDays: 90,
}; // prettier-ignore
const processing: Processing = {
  areas: [
    {
      area: 'Lesson observations',
      tables: [
        {
          table: 'observation_note', purpose: 'What was seen and heard in the lesson.', whose: 'The trainee, and who wrote it',
          readers: 'A draft: who writes it. Once signed: the trainee, the placement’s mentors and tutor', kept: '7 years after the trainee’s last placement ends',
          holds: [{ use: 'What people wrote', columns: ['body'] }, { use: 'Dates, states and settings', columns: ['tag', 'minute_ms', 'noted_at', 'position', 'revision'] }],
          exported: true, erased: 'words and names are emptied; dates and numbers stay',
        },
      ],
    },
  ],
}; // prettier-ignore
const amara: PeopleFound['people'][number] = {
  personId: id('01'), name: 'Amara Okafor', roles: ['trainee'], erasedAt: null,
  placements: [{ placementId: id('c1'), school: 'Harbour Academy', startsOn: '2026-09-09', endsOn: '2026-12-19' }],
}; // prettier-ignore
const counts = [
  { table: 'person', purpose: 'Who somebody is in this partnership, so that records carry a name.', deleted: 0, emptied: 1 },
  { table: 'observation_note', purpose: 'What was seen and heard in the lesson.', deleted: 0, emptied: 42 },
  { table: 'session', purpose: 'That somebody has the tool open, and where they opened it.', deleted: 2, emptied: 0 },
];
const hold: Holds['holds'][number] = {
  id: id('d1'), person: null, placement: { placementId: id('c1'), trainee: 'Jamal Hussain', school: 'Harbour Academy' }, reason: 'Appeal 3',
  placedBy: 'Ruth Adeyemi', placedAt: '2026-11-03T09:00:00.000Z', liftedBy: null, liftedAt: null,
}; // prettier-ignore
const holds: Holds = {
  holds: [hold, { ...hold, id: id('d2'), placement: null, person: { personId: id('03'), name: 'Priya Nair' }, reason: 'Complaint 7', liftedBy: 'Ruth Adeyemi', liftedAt: '2026-11-10T09:00:00.000Z' }],
  next: null,
}; // prettier-ignore
const receipts: Receipts = {
  receipts: [
    {
      id: id('e1'), personId: id('09'), former: 'A former trainee', because: 'Erased at the person’s request', reference: 'DSR 14',
      preparedAt: '2026-11-09T09:00:00.000Z', doneAt: '2026-11-09T09:05:00.000Z', confirmedBy: 'Ruth Adeyemi', counts,
    },
  ],
  next: null,
}; // prettier-ignore
const retention: Retention = {
  settings: { recordYears: 7, draftDays: 90, rosterDays: 365, auditYears: 8 },
  revision: 1,
  pausedUntil: null,
  lines: [
    { what: 'Records of trainees whose last placement ended', kept: '7 years', now: 3, in30Days: 3, in365Days: 61, held: 1 },
    { what: 'Words of drafts that were withdrawn', kept: '90 days', now: 0, in30Days: 12, in365Days: 12, held: 0 },
    { what: 'Names on letters whose code has ended', kept: '90 days', now: 4, in30Days: 10, in365Days: 86, held: 0 },
  ],
  lastRun: { ranOn: '2026-11-11', removed: [{ what: 'Names on letters whose code has ended', rows: 6 }] },
};
const prepared: Prepared = {
  id: id('f1'), person: { personId: amara.personId, name: amara.name }, former: 'A former trainee', counts, stays: [], holds: [],
}; // prettier-ignore

const answers = {
  'GET /api/privacy/notice': notice,
  'GET /api/privacy/processing': processing,
  'GET /api/privacy/retention': retention,
  'GET /api/privacy/holds': holds,
  'GET /api/privacy/erasures': receipts,
  'GET /api/privacy/people?search=am': { people: [amara], more: false } satisfies PeopleFound,
  'POST /api/privacy/holds': hold,
  'POST /api/privacy/erasures': prepared,
  [`POST /api/privacy/erasures/${prepared.id}/confirm`]: { ...receipts.receipts[0], id: prepared.id },
};
const coordinator = demoMe({ name: 'Ruth Adeyemi', roles: [{ id: id('b9'), role: 'coordinator', placementId: null, schoolId: null }] });
const page = (path: string, given: object = answers, me = coordinator) =>
  html`<privacy-page .api=${demoApi(given as Record<string, unknown>)} .me=${me} .path=${path}></privacy-page>`;

export const demo: Demo = {
  element: 'privacy-page',
  states: [
    { name: 'mentor', render: () => page('privacy', answers, demoMe()) },
    { name: 'coordinator', render: () => page('privacy') },
    { name: 'nobody-yet', render: () => page('privacy', answers, demoMe({ personId: null, roles: [] })) },
    { name: 'record', render: () => page('privacy/record') },
    { name: 'people', render: () => page('privacy/people') },
    {
      name: 'people-none',
      render: () =>
        page('privacy/people', {
          'GET /api/privacy/holds': { holds: [], next: null },
          'GET /api/privacy/erasures': { receipts: [], next: null },
        }),
    },
    { name: 'retention', render: () => page('privacy/retention') },
    {
      name: 'retention-paused',
      render: () =>
        page('privacy/retention', {
          'GET /api/privacy/retention': { ...retention, pausedUntil: '2026-11-19T09:00:00.000Z', lastRun: null },
        }),
    },
    { name: 'words', render: () => page('privacy/words') },
    { name: 'keep', render: () => html`<privacy-hold .api=${demoApi({})} .person=${amara}></privacy-hold>` },
    { name: 'erase', render: () => html`<privacy-erase .api=${demoApi({})} .person=${amara}></privacy-erase>` },
    { name: 'erase-seen', render: () => html`<privacy-erase .api=${demoApi({})} .person=${amara} .prepared=${prepared}></privacy-erase>` },
    {
      name: 'erase-held',
      render: () => html`<privacy-erase .api=${demoApi({})} .person=${amara} .prepared=${{ ...prepared, holds: [hold] }}></privacy-erase>`,
    },
  ],
};
