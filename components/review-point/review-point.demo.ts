import { html } from 'lit';
import type { ReviewPointList } from '../../tool/review/review-point.shared.js';
import type { ReviewList, ReviewView } from '../../tool/review/review.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './review-point.js';

const id = (digits: string): string => `01930000-0000-7000-8000-0000000000${digits}`;
const amara = { personId: id('01'), name: 'Amara Okafor', givenName: 'Amara' };
const priya = { personId: id('02'), name: 'Priya Nair', givenName: 'Priya' };
const helen = { personId: id('03'), name: 'Helen Ward', givenName: 'Helen' };
const ruth = demoMe({ name: 'Ruth Adler', roles: [{ id: 'r', role: 'coordinator', placementId: null, schoolId: null }] });
const none = { write: false, ownWords: false, sign: false, reopen: false, differ: false, sendAgain: false };

const strengths = { section: 'strengths', heading: 'Strengths', hint: 'What goes well over many lessons.', part: 'feedback' as const };
const attendance = { section: 'attendance', heading: 'Attendance', hint: 'Days.', part: 'feedback' as const, answer: 'line' as const };
const written = (section: string, body: string, by: typeof amara | null = priya) => ({
  section, body, revision: body === '' ? 0 : 1, changedAt: '2026-11-12T09:31:00.000Z', by: body === '' ? null : by, erasedAt: null,
}); // prettier-ignore

const review = (changes: Partial<ReviewView> = {}): ReviewView => ({
  id: id('e1'), kind: 'review', placementId: id('c1'), name: 'Interim review', state: 'open',
  form: { versionId: id('f1'), name: 'Progress review', version: 1, sections: [attendance, strengths] },
  outcomes: [{ key: 'on', label: 'On track' }, { key: 'support', label: 'On track with support' }, { key: 'off', label: 'Not yet on track' }],
  sends: true,
  sections: [
    written('attendance', '58 of 60'), written('strengths', 'Calm routines, and questions that make pupils think.'),
    written('trainee_words', 'I feel at home here.', amara), written('outcome', 'on', helen),
  ],
  evidence: [
    { kind: 'observation', id: id('d1'), recordId: id('d1'), on: '2026-11-05', wording: 'History, 8B (seen by Priya Nair)', erasedAt: null },
    { kind: 'target', id: id('d2'), recordId: id('d1'), on: '2026-11-05', wording: 'Wait for silence before giving a task', erasedAt: null },
  ],
  signatures: [], missing: [{ role: 'trainee', names: ['Amara Okafor'] }, { role: 'mentor', names: ['Priya Nair'] }, { role: 'tutor', names: ['Helen Ward'] }],
  reopenings: [], remarks: [], may: { ...none, write: true, sign: true }, trainee: amara, school: 'Harbour Academy', timeZone: 'Europe/London',
  openedAt: '2026-11-10T09:00:00.000Z', completedAt: null, revision: 5, gradebook: null,
  visibleTo: { now: ['Amara Okafor', 'Helen Ward'], onceAll: ['Jo Marsh', 'Ruth Adler'] },
  ...changes,
}); // prettier-ignore
const signed = (role: 'trainee' | 'mentor' | 'tutor', by: typeof amara) => ({
  role,
  by,
  signedAt: '2026-11-12T10:02:00.000Z',
  digest: 'abc',
});
const sealed = review({
  state: 'sealed', signatures: [signed('mentor', priya)], may: { ...none, sign: true, reopen: true, differ: true },
  missing: [{ role: 'trainee', names: ['Amara Okafor'] }, { role: 'tutor', names: [] }],
  reopenings: [{ by: helen, reason: 'Attendance was wrong.', signatures: 1, reopenedAt: '2026-11-11T10:02:00.000Z', erasedAt: null }],
}); // prettier-ignore
const complete = review({
  state: 'complete', missing: [], completedAt: '2026-11-12T14:02:00.000Z', may: none,
  signatures: [signed('mentor', priya), signed('trainee', amara), signed('tutor', helen)],
  remarks: [{ id: id('a9'), by: amara, body: 'I was ill for two days.', createdAt: '2026-11-12T11:02:00.000Z', erasedAt: null }],
  gradebook: { state: 'sent', sentence: 'Sent to Moodle {at}: On track', at: '2026-11-12T14:02:00.000Z', nextTryAt: null, canSendAgain: false },
  visibleTo: { now: ['Amara Okafor', 'Helen Ward', 'Jo Marsh', 'Ruth Adler'], onceAll: [] },
}); // prettier-ignore
const notSent = review({
  ...complete, may: { ...none, sendAgain: true },
  gradebook: { state: 'not_sent', sentence: 'Not sent: Moodle gave no reason. The grade may be locked.', at: null, nextTryAt: null, canSendAgain: true },
}); // prettier-ignore

const list = (changes: Partial<ReviewList> = {}): ReviewList => ({
  placementId: id('c1'), trainee: amara, mayOpen: true, visibleTo: ['Amara Okafor', 'Helen Ward'],
  lines: [
    { reviewId: id('e1'), pointId: id('b1'), kind: 'review', name: 'Interim review', dueOn: '2026-11-20', state: 'complete', openedAt: null, outcome: 'On track' },
    { reviewId: null, pointId: id('b2'), kind: 'review', name: 'Final report', dueOn: '2026-12-11', state: null, openedAt: null, outcome: null },
  ],
  ...changes,
}); // prettier-ignore
const points: ReviewPointList = {
  forms: [{ versionId: id('f1'), name: 'Progress review', version: 1 }],
  points: [
    {
      id: id('b1'), name: 'Interim review', dueOn: '2026-11-20', formVersionId: id('f1'), leadSigns: false, maximum: 2, revision: 1, ended: false,
      formName: 'Progress review', opened: 12, outcomes: [{ key: 'on', label: 'On track', score: 2 }, { key: 'off', label: 'Not yet on track', score: 0 }],
    },
  ],
}; // prettier-ignore
const setting = { formativeOnly: true, mayChange: true };

const sheet = (view: ReviewView) => () =>
  html`<review-point .api=${demoApi({ [`GET /api/reviews/${view.id}`]: view })} .me=${demoMe()} path="reviews/${view.id}"></review-point>`;
const of = (shown: ReviewList) => () =>
  html`<review-point
    .api=${demoApi({ [`GET /api/placements/${id('c1')}/reviews`]: shown })}
    .me=${demoMe()}
    path="reviews/of/${id('c1')}"
  ></review-point>`;
const setUp = (shown: ReviewPointList) => () =>
  html`<review-point
    .api=${demoApi({ 'GET /api/review-points': shown, 'GET /api/gradebook-setting': setting })}
    .me=${ruth}
    path="review-points"
  ></review-point>`;
const errors = [
  { pointer: '/name', detail: 'needs a name' },
  { pointer: '/maximum', detail: 'is needed, because an outcome has a number' },
];

export const demo: Demo = {
  element: 'review-point',
  states: [
    { name: 'list', render: of(list()) },
    { name: 'list-empty', render: of(list({ lines: [], mayOpen: false })) },
    { name: 'being-written', render: sheet(review()) },
    {
      name: 'own-words',
      render: sheet(
        review({
          may: { ...none, ownWords: true, sign: true },
          sections: [written('trainee_words', ''), written('outcome', '')],
          evidence: [],
        }),
      ),
    },
    { name: 'waiting-for-signatures', render: sheet(sealed) },
    { name: 'complete', render: sheet(complete) },
    { name: 'not-sent', render: sheet(notSent) },
    {
      name: 'somebody-else-wrote',
      render: () =>
        html`<review-text
          .view=${review()}
          .draft=${{ bodyOf: () => 'Mine', clashes: new Map([['strengths', { yours: 'Mine', theirs: 'Theirs' }]]) }}
        ></review-text>`,
    },
    { name: 'set-up', render: setUp(points) },
    { name: 'set-up-empty', render: setUp({ ...points, points: [] }) },
    {
      name: 'set-up-not-right-yet',
      render: () => html`<review-point-editor .forms=${points.forms} .errors=${errors}></review-point-editor>`,
    },
    { name: 'not-there', render: () => html`<review-point .api=${demoApi({})} .me=${demoMe()} path="reviews/${id('e1')}"></review-point>` },
  ],
};
