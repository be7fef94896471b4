import type { AreaChoice } from '../observation-areas/recent-areas.js';
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
    position: (index + 1) * 1000,
    areaIds: [],
    why: '',
    revision: 1,
    withdrawn: false,
    erasedAt: null,
  }));

/** As many as a partnership has in force. */
export const exampleAreas: AreaChoice = {
  known: [],
  frameworks: [
    {
      id: id('6', 1),
      versionId: id('7', 1),
      name: 'Teachers’ Standards',
      version: 1,
      attribution: '',
      areas: (
        [
          ['TS1', 'Set high expectations which inspire, motivate and challenge pupils'],
          ['TS2', 'Promote good progress and outcomes by pupils'],
          ['TS3', 'Demonstrate good subject and curriculum knowledge'],
          ['TS4', 'Plan and teach well structured lessons'],
          ['TS5', 'Adapt teaching to respond to the strengths and needs of all pupils'],
          ['TS6', 'Make accurate and productive use of assessment'],
          ['TS7', 'Manage behaviour effectively to ensure a good and safe learning environment'],
          ['TS8', 'Fulfil wider professional responsibilities'],
        ] as const
      ).map(([code, name], index) => ({ id: id('8', index + 1), frameworkVersionId: id('7', 1), code, name })),
    },
  ],
};

export const examplePrompts = ['Wait', 'Ask the back row', 'Check before you go on'];

/** What nobody may do. */
export const none = {
  write: false, sign: false, release: false, read: false, differ: false, correct: false, withdraw: false, viewFirst: false,
}; // prettier-ignore

/** Amara's lesson as Priya has it on her page: planned, with a focus. */
export const examplePlanned = (change: Partial<ObservationView> = {}): ObservationView => ({
  id: id('e', 1),
  placementId: '01930000-0000-7000-8000-0000000000c1',
  kind: 'formal',
  state: 'planned',
  access: 'own',
  may: { ...none, write: true, withdraw: true },
  form: {
    versionId: '019ab000-0000-7000-8000-000000000101',
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
  release: null,
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
  prompts: { texts: [], revision: 0, erasedAt: null },
  areas: [],
  earlier: [],
  remarks: [],
  answers: [],
  traineeView: null,
  redaction: null,
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

/** What was agreed before: one answered, one not yet. */
export const exampleEarlier = (): ObservationView['earlier'] => [
  {
    id: id('a', 11), wording: 'Ask everybody: a name after ten seconds of silence', nowWording: null, actions: 'Four questions in each plan', status: 'active',
    answer: { outcome: 'done', because: 'Eleven different names in twenty minutes.', noteIds: [id('d', 1)], revision: 1, erasedAt: null },
  },
  {
    id: id('a', 12), wording: 'Have the next thing ready for those who finish first', nowWording: null, actions: 'One card a lesson', status: 'active',
    answer: null,
  },
]; // prettier-ignore

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
        id: id('a', 1), wording: 'Wait until all eyes are on you before the instruction', why: 'Nobody has to ask what to do.', actions: 'Count to three',
        support: 'Priya models it on Thursday', byOn: '2026-11-18', areaIds: [], link: { url: 'https://example.org/routines', title: 'Starting a task' },
        position: 0, noteIds: [id('d', 2)], status: 'draft', revision: 1, nowWording: null, erasedAt: null,
      },
    ],
    earlier: exampleEarlier(),
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
    release: { how: 'talked', at: '2026-11-11T16:10:00.000Z', released: true },
    targets: draft.targets.map((target) => ({ ...target, status: 'active' })),
    earlier: draft.earlier.filter((one) => one.answer !== null).map((one) => ({ ...one, status: 'closed' })),
    redaction: { decides: false, deciders: ['Jo Marsh', 'Ruth Adeyemi'], removals: [] },
    signatures: [{ meaning: 'signed', by: draft.observer, role: 'mentor', signedAt: '2026-11-11T15:40:00.000Z', digest: 'k7Qw0ZbT3n' }],
    visibleTo: { now: ['Priya Nair', 'Helen Ward'], planOnly: [], onceSigned: [] },
    ...change,
  };
};

/** Signed, and not released: as the trainee opens it. */
export const exampleWaiting = (change: Partial<ObservationView> = {}): ObservationView =>
  examplePlanned({
    state: 'signed',
    access: 'announcement',
    may: { ...none, viewFirst: true },
    signedAt: '2026-11-11T15:40:00.000Z',
    release: { how: 'talked', at: '2026-11-25T15:40:00.000Z', released: false },
    visibleTo: { now: ['Priya Nair'], planOnly: [], onceSigned: ['Helen Ward'] },
    ...change,
  });

/** Read, seen differently, and corrected. */
export const exampleRead = (): ObservationView => {
  const signed = exampleSigned();
  return {
    ...signed,
    state: 'read',
    may: { ...none, differ: true },
    readAt: '2026-11-11T17:02:00.000Z',
    traineeView: {
      givenAt: '2026-11-11T12:20:00.000Z',
      answers: [
        { section: 'strengths', body: 'They waited for me, and I waited for them.', erasedAt: null },
        { section: 'impact', body: 'Most could say why the second bulb stays dim.', erasedAt: null },
      ],
    },
    redaction: {
      decides: false,
      deciders: ['Jo Marsh', 'Ruth Adeyemi'],
      removals: [
        {
          id: id('a', 9),
          part: 'section/strengths',
          state: 'removed',
          reason: 'pupil',
          note: '',
          by: person(8, 'Jo Marsh'),
          at: '2026-11-12T09:00:00.000Z',
        },
      ],
    },
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

/** As most lessons leave it: thirty notes and three targets. */
export const exampleOrdinary = (): ObservationView => {
  const read = exampleRead();
  const targets = read.targets.flatMap((target) => [1, 2, 3].map((number) => ({ ...target, id: id('a', number), position: number - 1 })));
  // Most records have no view of the trainee’s own beside them.
  return { ...read, traineeView: null, notes: exampleNotes(30), targets };
};

/** A lesson with prompts, of which two were given and one has its reason. */
export const examplePrompted = (): ObservationView => ({
  ...exampleFeedback(),
  liveStartedAt: '2026-11-11T09:05:00.000Z',
  liveEndedAt: '2026-11-11T09:55:00.000Z',
  prompts: { texts: examplePrompts, revision: 1, erasedAt: null },
  notes: exampleNotes(6).map((note, index) =>
    index % 3 === 2
      ? { ...note, tag: 'prompt', body: 'Wait', why: index === 2 ? 'Three hands were already up, and the rest still thinking.' : '' }
      : note,
  ),
});

/** Its question is answered, and something was added later. */
export const exampleAnswered = (): ObservationView => {
  const read = exampleRead();
  const answer = (number: number, body: string, createdAt: string) => ({
    id: id('9', number), noteId: read.notes[0]?.id ?? '', body, by: read.trainee, createdAt, erasedAt: null,
  }); // prettier-ignore
  return {
    ...read,
    answers: [
      answer(1, 'The connection to the second bulb was loose. I had not tried it before.', '2026-11-11T17:05:00.000Z'),
      answer(2, 'I have tried all of them since.', '2026-11-12T16:20:00.000Z'),
    ],
  };
};
