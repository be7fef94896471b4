import type { Block, Printed } from '../print/printed.js';
import {
  answerOf,
  areaCodes,
  dayWords,
  erasedWords,
  kindWords,
  lessonWords,
  minuteOf,
  momentWords,
  noteWords,
  outcomeText,
  stateText,
  tagWords,
  wordsOf,
} from './observation-record.rules.js';
import type { ObservationRecord } from './observation-takeaway.shared.js';

type Note = ObservationRecord['notes'][number];

const noteLine = (note: Note): string => [minuteOf(note.minuteMs), wordsOf(note)].filter(Boolean).join('  ');

const cited = ({ notes }: ObservationRecord, noteIds: readonly string[]): Block[] => {
  const items = notes.filter((note) => noteIds.includes(note.id)).map(noteLine);
  return items.length === 0 ? [] : [{ kind: 'list', items }];
};

const sectionBlocks = (record: ObservationRecord): Block[] =>
  record.form.sections.flatMap((part): Block[] => {
    const stored = record.sections.find((one) => one.section === part.section);
    if (!stored || (stored.body.trim() === '' && stored.erasedAt === null)) return [];
    return [{ kind: 'heading', text: part.heading }, { kind: 'text', text: answerOf(part, stored) }, ...cited(record, stored.noteIds)];
  });

const earlierBlocks = (record: ObservationRecord): Block[] => {
  const answered = record.earlier.flatMap(({ wording, answer }) => (answer ? [{ wording, answer }] : []));
  if (answered.length === 0) return [];
  return [
    { kind: 'heading', text: 'What became of the last targets' },
    ...answered.flatMap(({ wording, answer }): Block[] => [
      { kind: 'text', text: `${wording.trim() || 'A target of before'} (${outcomeText(answer)})` },
      ...cited(record, answer.noteIds),
    ]),
  ];
};

const promptBlocks = ({ prompts }: ObservationRecord): Block[] => {
  const items = prompts.erasedAt === null ? prompts.texts : [erasedWords];
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Prompts agreed for the lesson' },
        { kind: 'list', items },
      ];
};

const targetBlocks = (record: ObservationRecord): Block[] =>
  record.targets.flatMap((target, index): Block[] => {
    const heading: Block = { kind: 'heading', text: `Target ${index + 1}` };
    if (target.erasedAt !== null) return [heading, { kind: 'text', text: erasedWords }];
    const facts = [
      { name: 'Why', text: target.why },
      { name: `${record.trainee.givenName} will`, text: target.actions },
      { name: `${record.observer.givenName} will`, text: target.support },
      { name: 'By', text: target.byOn === null ? '' : dayWords(target.byOn) },
      { name: 'Curriculum areas', text: areaCodes(record, target.areaIds) },
      { name: 'To read or watch', text: target.link === null ? '' : [target.link.title, target.link.url].filter(Boolean).join(': ') },
    ].filter(({ text }) => text.trim() !== '');
    const wording = target.wording.trim() === '' ? 'A target without wording' : target.wording;
    return [heading, { kind: 'text', text: wording }, ...(facts.length === 0 ? [] : [{ kind: 'facts' as const, facts }]), ...cited(record, target.noteIds)];
  }); // prettier-ignore

/** What the trainee gave before reading, question by question. */
const ownViewBlocks = ({ traineeView, trainee, form, timeZone }: ObservationRecord): Block[] =>
  traineeView === null
    ? []
    : [
        ...form.sections.flatMap((part): Block[] => {
          const own = traineeView.answers.find((one) => one.section === part.section);
          if (!own) return [];
          return [
            { kind: 'heading', text: `${part.heading}: ${trainee.givenName}, before reading` },
            { kind: 'text', text: wordsOf(own) },
          ];
        }),
        { kind: 'aside', text: `${trainee.name}, ${momentWords(traineeView.givenAt, timeZone)}` },
      ];

const remarkBlocks = ({ remarks, timeZone }: ObservationRecord): Block[] =>
  remarks.flatMap((remark): Block[] => [
    { kind: 'heading', text: remark.kind === 'differs' ? `${remark.by.givenName} sees it differently` : `Correction by ${remark.by.givenName}` },
    { kind: 'text', text: wordsOf(remark) },
    { kind: 'aside', text: `${remark.by.name}, ${momentWords(remark.createdAt, timeZone)}` },
  ]); // prettier-ignore

/** A note, and under it what its trainee answered. */
const noteCell = (note: Note, { answers }: ObservationRecord): string =>
  [
    note.withdrawn ? `${noteWords(note)} (taken back)` : noteWords(note),
    ...answers.filter(({ noteId }) => noteId === note.id).map((answer) => `${answer.by.givenName}: ${wordsOf(answer)}`),
  ].join('\n');

const noteBlocks = (record: ObservationRecord): Block[] =>
  record.notes.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Notes from the lesson' },
        {
          kind: 'table',
          columns: ['Minute', 'Kind', 'Note'],
          rows: record.notes.map((note) => [
            minuteOf(note.minuteMs),
            [tagWords[note.tag], areaCodes(record, note.areaIds)].filter(Boolean).join(' · '),
            noteCell(note, record),
          ]),
        },
      ];

const signatureBlocks = ({ signatures, timeZone }: ObservationRecord): Block[] =>
  signatures.length === 0
    ? [{ kind: 'heading', text: 'Signatures' }, { kind: 'text', text: 'Nobody has signed this yet.' }]
    : [
        { kind: 'heading', text: 'Signatures' },
        {
          kind: 'list',
          items: signatures.map(
            ({ meaning, by, signedAt, digest }) =>
              `${meaning === 'signed' ? 'Signed' : 'Read'} by ${by.name}, ${momentWords(signedAt, timeZone)} (seal ${digest.slice(0, 8)})`,
          ),
        },
      ]; // prettier-ignore

/** A record for paper: what matters first, the notes it rests on and who signed last. @param takenBy name of who takes it away */
export function paperOf(record: ObservationRecord, takenBy: string): Printed {
  const { trainee, observer, school, lesson, kind, timeZone, takenAt } = record;
  const facts = [
    { name: 'Lesson', text: lessonWords(lesson) },
    { name: 'Trainee', text: trainee.name },
    { name: 'Observer', text: observer.name },
    { name: 'School', text: school },
    { name: 'Record', text: `${kindWords[kind]} · ${stateText(record)}` },
  ];
  return {
    title: `Lesson observation: ${trainee.name}`,
    foot: `${trainee.name}, ${dayWords(lesson.day)}. Copy taken by ${takenBy}, ${momentWords(takenAt, timeZone)}.`,
    blocks: [
      { kind: 'facts', facts },
      ...earlierBlocks(record),
      ...sectionBlocks(record),
      ...ownViewBlocks(record),
      ...targetBlocks(record),
      ...remarkBlocks(record),
      ...promptBlocks(record),
      ...noteBlocks(record),
      ...signatureBlocks(record),
    ],
  };
}
