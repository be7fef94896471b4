import type { NoteView, ObservationView } from '../../tool/observation/observation.shared.js';

const person = (number: number, name: string) => ({
  personId: `01930000-0000-7000-8000-00000000000${number}`,
  name,
  givenName: name.split(' ')[0] ?? name,
});
const id = (kind: string, number: number): string => `01930000-0000-7000-8000-${kind}${String(number).padStart(12 - kind.length, '0')}`;

const section = (name: ObservationView['sections'][number]['section'], body: string, noteIds: string[] = []) => ({
  section: name, body, revision: body === '' ? 0 : 1, changedAt: '2026-11-11T10:31:00.000Z', noteIds, erasedAt: null,
}); // prettier-ignore

const said = [
  'Q: “Why did the second bulb stay dim?” and waits',
  'Seat 4 starts before the instruction ends',
  'Three hands, same side of the room',
  'Calm voice when R. calls out',
];

/** Notes as a lesson leaves them, as many as asked for. */
export const exampleNotes = (count: number): NoteView[] =>
  Array.from({ length: count }, (_, index) => ({
    id: id('d', index + 1),
    tag: (['question', 'develop', 'none', 'strength'] as const)[index % 4] ?? 'none',
    body: said[index % said.length] ?? '',
    minuteMs: 95_000 * (index + 1),
    notedAt: '2026-11-11T09:10:00.000Z',
    position: index + 1,
    revision: 1,
    withdrawn: false,
    erasedAt: null,
  }));

const none = { write: false, sign: false, read: false, differ: false, correct: false, withdraw: false };

/** Amara's lesson as Priya has it on her page: planned, with a focus. */
export const examplePlanned = (change: Partial<ObservationView> = {}): ObservationView => ({
  id: id('e', 1),
  placementId: '01930000-0000-7000-8000-0000000000c1',
  kind: 'formal',
  state: 'planned',
  access: 'own',
  may: { ...none, write: true, withdraw: true },
  form: {
    name: 'Lesson observation',
    version: 1,
    sections: [
      { section: 'focus', heading: 'Focus', hint: 'What the two of you agreed to look at. One thing is enough.', part: 'plan' },
      { section: 'strengths', heading: 'Strengths', hint: 'What went well, and how you could tell.', part: 'feedback' },
      { section: 'areas_to_develop', heading: 'Areas to develop', hint: 'What would make the next lesson better.', part: 'feedback' },
      { section: 'impact', heading: 'Impact on pupils’ learning', hint: 'What pupils knew, did or said that shows it.', part: 'feedback' },
    ],
  },
  lesson: {
    id: id('f', 1),
    day: '2026-11-11',
    starts: '09:05',
    period: 'P2',
    className: '8B',
    subject: 'Science',
    topic: 'Circuits',
    revision: 1,
  },
  trainee: person(1, 'Amara Okafor'),
  observer: person(2, 'Priya Nair'),
  school: 'Harbour Academy',
  timeZone: 'Europe/London',
  liveStartedAt: null,
  liveEndedAt: null,
  signedAt: null,
  readAt: null,
  withdrawnAt: null,
  changedAt: '2026-11-11T08:00:00.000Z',
  revision: 3,
  notes: [],
  sections: [
    section('focus', 'Waiting after a question'),
    section('strengths', ''),
    section('areas_to_develop', ''),
    section('impact', ''),
  ],
  targets: [],
  remarks: [],
  signatures: [],
  keptUntil: null,
  visibleTo: { now: [], planOnly: ['Amara Okafor'], onceSigned: ['Amara Okafor', 'Helen Ward'] },
  now: '2026-11-11T09:12:00.000Z',
  ...change,
});

/** The lesson is running. @param count how many notes */
export const exampleLive = (count: number): ObservationView =>
  examplePlanned({
    state: 'live',
    liveStartedAt: '2026-11-11T09:05:00.000Z',
    notes: exampleNotes(count),
    visibleTo: { now: [], planOnly: [], onceSigned: ['Amara Okafor', 'Helen Ward'] },
  });

/** The feedback, half written. */
export const exampleFeedback = (): ObservationView =>
  examplePlanned({
    state: 'feedback',
    may: { ...none, write: true, sign: true, withdraw: true },
    notes: exampleNotes(4),
    sections: [
      section('focus', 'Waiting after a question'),
      section('strengths', 'You waited five seconds after “why”, and two more hands went up.', [id('d', 1)]),
      section('areas_to_develop', 'Start only when everyone has the instruction.', [id('d', 2)]),
      section('impact', ''),
    ],
    targets: [
      {
        id: id('a', 1), wording: 'Wait until all eyes are on you before the instruction', actions: 'Count to three', support: 'Priya models it on Thursday',
        byOn: '2026-11-18', position: 0, noteIds: [id('d', 2)], status: 'draft', revision: 1, erasedAt: null,
      },
    ],
    visibleTo: { now: [], planOnly: [], onceSigned: ['Amara Okafor', 'Helen Ward'] },
  }); // prettier-ignore

/** Signed, as the trainee opens it. */
export const exampleSigned = (change: Partial<ObservationView> = {}): ObservationView => {
  const draft = exampleFeedback();
  return {
    ...draft,
    state: 'signed',
    access: 'record',
    may: { ...none, read: true, differ: true },
    signedAt: '2026-11-11T15:40:00.000Z',
    targets: draft.targets.map((target) => ({ ...target, status: 'active' })),
    signatures: [{ meaning: 'signed', by: draft.observer, role: 'mentor', signedAt: '2026-11-11T15:40:00.000Z', digest: 'k7Qw0ZbT3n' }],
    visibleTo: { now: ['Priya Nair', 'Helen Ward'], planOnly: [], onceSigned: [] },
    ...change,
  };
};

/** Read, seen differently, and corrected. */
export const exampleRead = (): ObservationView => {
  const signed = exampleSigned();
  return {
    ...signed,
    state: 'read',
    may: { ...none, differ: true },
    readAt: '2026-11-11T17:02:00.000Z',
    remarks: [
      {
        id: id('b', 1),
        kind: 'differs',
        body: 'Seat 4 had asked me before the lesson.',
        by: signed.trainee,
        createdAt: '2026-11-11T17:01:00.000Z',
        erasedAt: null,
      },
      {
        id: id('b', 2),
        kind: 'correction',
        body: 'It was the third bulb.',
        by: signed.observer,
        createdAt: '2026-11-12T08:10:00.000Z',
        erasedAt: null,
      },
    ],
    signatures: [
      ...signed.signatures,
      { meaning: 'read', by: signed.trainee, role: 'trainee', signedAt: '2026-11-11T17:02:00.000Z', digest: 'p2Xs9LmQ4r' },
    ],
  };
};
