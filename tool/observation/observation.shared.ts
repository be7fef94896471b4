import * as z from 'zod/mini';
import { formPart, partKey } from '../framework/form.shared.js';
import { curriculumArea } from '../framework/framework.shared.js';
import { lessonDetails, lessonView } from '../lesson/lesson.shared.js';
import { outcomeView, earlierTarget, targetView } from '../target/target.shared.js';
import { calendarDay, rowId, writtenText } from '../text.shared.js';
import { mostAreas, mostPrompts, noteLength, promptLength, remarkLength, sectionLength } from './limits.shared.js';

/** What a gradebook policy may tell apart. */
export const observationKind = z.enum(['formal', 'drop_in']);
export type ObservationKind = z.infer<typeof observationKind>;

/** planned → live → feedback → signed → read; live is optional; withdrawn from any of the first three. */
export const observationState = z.enum(['planned', 'live', 'feedback', 'signed', 'read', 'withdrawn']);
export type ObservationState = z.infer<typeof observationState>;

export const noteTag = z.enum(['strength', 'question', 'develop', 'none', 'prompt']);
export type NoteTag = z.infer<typeof noteTag>;

/** A part of a form, as the version of the form names it that the record is written on; `focus` is the one that is told beforehand. */
export const sectionName = partKey;
export type SectionName = z.infer<typeof sectionName>;

export const remarkKind = z.enum(['differs', 'correction']);
export type RemarkKind = z.infer<typeof remarkKind>;

const instant = z.iso.datetime({ precision: 3, error: 'is not an instant' });
/** What is said into the trainee's ear, agreed beforehand: one line. */
const promptText = writtenText(promptLength).check(z.regex(/^\S(?:[^\n\r]*\S)?$/, 'is not one line of words'));
const promptTexts = z.array(promptText).check(z.maxLength(mostPrompts, `holds more than ${mostPrompts} prompts`));
/** How long ago the person did it, for what waited for the network: needs no agreement between two clocks. At most a day. */
const agoMs = z.optional(z.int().check(z.gte(0), z.lte(86_400_000)));

// What is sent --------------------------------------------------------------------------------------------------------------
export const planBody = z.strictObject({
  placementId: rowId,
  kind: observationKind,
  lesson: lessonDetails,
  focus: writtenText(sectionLength),
  /** The form it is written on; the partnership's usual one where none is named. */
  formVersionId: z.optional(rowId),
  /** None where nothing was agreed. */
  prompts: z.optional(promptTexts),
  /** True to write up a lesson already seen: the clock is never started. */
  writeUp: z.boolean(),
});
export type PlanBody = z.infer<typeof planBody>;

/** When others read what is signed: once the two have talked, at once, or from the beginning of a day of the school. */
export const release = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('talked') }),
  z.strictObject({ how: z.literal('now') }),
  z.strictObject({ how: z.literal('day'), on: calendarDay }),
]);
export type Release = z.infer<typeof release>;
export type ReleaseHow = Release['how'];
/** A page of before there was a choice names none: its button said that the two had talked. */
export const signBody = z.strictObject({ release: z.optional(release) });

export const clockBody = z.strictObject({ agoMs });

export const noteBody = z.strictObject({
  tag: noteTag,
  body: writtenText(noteLength),
  /** Since the lesson's start; null for a note written afterwards. */
  minuteMs: z.nullable(z.int().check(z.gte(0), z.lte(86_400_000))),
  notedAt: instant,
  position: z.int().check(z.gte(0), z.lte(1_000_000)),
  /** Curriculum areas it is about. Left out: those it has stay. */
  areaIds: z.optional(z.array(rowId).check(z.maxLength(mostAreas, `holds more than ${mostAreas} areas`))),
  /** What was behind a prompt, told after the lesson. Left out: what it says stays. */
  why: z.optional(writtenText(noteLength)),
});
export type NoteBody = z.infer<typeof noteBody>;

export const sectionBody = z.strictObject({ body: writtenText(sectionLength) });
export const citationsBody = z.strictObject({ noteIds: z.array(rowId).check(z.maxLength(100, 'holds more than 100 notes')) });
export const remarkBody = z.strictObject({ kind: remarkKind, body: writtenText(remarkLength) });
export type RemarkBody = z.infer<typeof remarkBody>;
export const promptsBody = z.strictObject({ prompts: promptTexts });
export const answerBody = z.strictObject({ noteId: rowId, body: writtenText(remarkLength) });
export type AnswerBody = z.infer<typeof answerBody>;

// What is answered ----------------------------------------------------------------------------------------------------------
/** `revision` is the whole observation's after this change: signing names the one the signer has seen. */
const within = { observationRevision: z.number() };

export const noteView = z.extend(noteBody, {
  id: z.string(),
  areaIds: z.array(z.string()),
  why: z.string(),
  revision: z.number(),
  withdrawn: z.boolean(),
  erasedAt: z.nullable(z.string()),
});
export type NoteView = z.infer<typeof noteView>;
/** What a note says: every part of it that its writer chooses. */
export type WholeNote = Pick<NoteView, keyof NoteBody>;
export const noteSaved = z.strictObject({ ...within, note: noteView });

export const sectionView = z.strictObject({
  section: sectionName,
  body: z.string(),
  revision: z.number(),
  changedAt: z.string(),
  noteIds: z.array(z.string()),
  erasedAt: z.nullable(z.string()),
});
export type SectionView = z.infer<typeof sectionView>;
export const sectionSaved = z.strictObject({ ...within, section: sectionView });
/** The prompts agreed for the lesson; revision 0 while nobody wrote any. */
export const promptPad = z.strictObject({ texts: z.array(z.string()), revision: z.number(), erasedAt: z.nullable(z.string()) });
export type PromptPad = z.infer<typeof promptPad>;
export const promptsSaved = z.strictObject({ ...within, prompts: promptPad });
export const targetSaved = z.strictObject({ ...within, target: targetView });
export const outcomeSaved = z.strictObject({ ...within, outcome: outcomeView });
export const lessonSaved = z.strictObject({ ...within, lesson: lessonView });
export const changed = z.strictObject({ ...within });

export const personNamed = z.strictObject({ personId: z.string(), name: z.string(), givenName: z.string() });
export type PersonNamed = z.infer<typeof personNamed>;

export const remarkView = z.strictObject({
  id: z.string(),
  kind: remarkKind,
  body: z.string(),
  by: personNamed,
  createdAt: z.string(),
  erasedAt: z.nullable(z.string()),
});

/** The trainee's answer to a question among the notes; a later one to the same question stands beside the first. */
export const answerView = z.strictObject({
  id: z.string(),
  noteId: z.string(),
  body: z.string(),
  by: personNamed,
  createdAt: z.string(),
  erasedAt: z.nullable(z.string()),
});
export type AnswerView = z.infer<typeof answerView>;

export const signatureView = z.strictObject({
  meaning: z.enum(['signed', 'read']),
  by: personNamed,
  role: z.string(),
  signedAt: z.string(),
  digest: z.string(),
});

/** One answer of the trainee’s own view, not given yet. */
export const selfAnswer = z.strictObject({
  section: sectionName,
  body: z.string(),
  revision: z.number(),
  /** Null where nothing was ever written. */
  changedAt: z.nullable(z.string()),
});
export type SelfAnswer = z.infer<typeof selfAnswer>;
export const selfAnswerSaved = z.strictObject({ answer: selfAnswer });
export const selfView = z.strictObject({
  /** What is written and not given. */
  answers: z.array(selfAnswer),
  givenAt: z.nullable(z.string()),
  skippedAt: z.nullable(z.string()),
});
export type SelfView = z.infer<typeof selfView>;

/** What the trainee wrote before reading, beside what the observer wrote. */
export const givenView = z.strictObject({
  givenAt: z.string(),
  answers: z.array(z.strictObject({ section: sectionName, body: z.string(), erasedAt: z.nullable(z.string()) })),
});
export type GivenView = z.infer<typeof givenView>;

/** Words that went from what is signed, or that somebody asked to have removed: never the words. */
export const removalView = z.strictObject({
  id: z.string(),
  part: z.string(),
  state: z.enum(['asked', 'removed', 'left']),
  reason: z.enum(['pupil', 'person', 'private', 'other']),
  note: z.string(),
  /** Who decided; who asked while nobody has. */
  by: personNamed,
  at: z.string(),
});
export type RemovalView = z.infer<typeof removalView>;

/** Names for *Who can see this*; the viewer is not among them. */
export const visibleTo = z.strictObject({
  /** See what is on this screen now. */
  now: z.array(z.string()),
  /** See only the date and the focus until it is signed. */
  planOnly: z.array(z.string()),
  /** See it once it is signed and released. */
  onceSigned: z.array(z.string()),
});
export type VisibleTo = z.infer<typeof visibleTo>;

export const observationView = z.strictObject({
  id: z.string(),
  placementId: z.string(),
  kind: observationKind,
  state: observationState,
  /** `announcement`: the plan only, and whether it is signed; the rest stays empty. */
  access: z.enum(['own', 'kept', 'record', 'announcement']),
  may: z.strictObject({
    write: z.boolean(),
    sign: z.boolean(),
    /** Say that the two have talked. */
    release: z.boolean(),
    read: z.boolean(),
    differ: z.boolean(),
    correct: z.boolean(),
    withdraw: z.boolean(),
    /** Answer the form’s questions before reading what the observer wrote. */
    viewFirst: z.boolean(),
  }),
  form: z.strictObject({
    versionId: z.string(),
    name: z.string(),
    version: z.number(),
    /** In the order they are asked. */
    sections: z.array(formPart),
  }),
  lesson: lessonView,
  trainee: personNamed,
  observer: personNamed,
  school: z.string(),
  /** IANA name; every time on the record is read in it. */
  timeZone: z.string(),
  liveStartedAt: z.nullable(z.string()),
  liveEndedAt: z.nullable(z.string()),
  signedAt: z.nullable(z.string()),
  /** When others than its observer read it; `at` is the moment, or the latest one. Null for a draft. */
  release: z.nullable(z.strictObject({ how: z.enum(['talked', 'now', 'day']), at: z.string(), released: z.boolean() })),
  readAt: z.nullable(z.string()),
  withdrawnAt: z.nullable(z.string()),
  changedAt: z.string(),
  revision: z.number(),
  notes: z.array(noteView),
  sections: z.array(sectionView),
  targets: z.array(targetView),
  prompts: promptPad,
  /** Those that its targets and notes name, also of frameworks that are not in force any more. */
  areas: z.array(curriculumArea),
  /** *What became of the last targets?* In a draft everything that is worked on; once signed, what was answered. */
  earlier: z.array(earlierTarget),
  remarks: z.array(remarkView),
  answers: z.array(answerView),
  /** The trainee’s own view, once it is given and the record is released; to the trainee from the moment they gave it. */
  traineeView: z.nullable(givenView),
  /** Who may have words removed from what is signed; null for who does not read it. `decides`: the viewer needs to ask nobody. */
  redaction: z.nullable(z.strictObject({ decides: z.boolean(), deciders: z.array(z.string()), removals: z.array(removalView) })),
  signatures: z.array(signatureView),
  /** Until when a former mentor keeps their unsigned draft; null for everything else. */
  keptUntil: z.nullable(z.string()),
  visibleTo,
  /** The server's clock, so that the page's lesson clock survives a wrong one. */
  now: z.string(),
});
export type ObservationView = z.infer<typeof observationView>;

export const observationSummary = z.strictObject({
  id: z.string(),
  kind: observationKind,
  state: observationState,
  lesson: lessonView,
  observer: personNamed,
  mine: z.boolean(),
  /** False for what is signed and cannot be read yet. */
  released: z.boolean(),
  signedAt: z.nullable(z.string()),
  readAt: z.nullable(z.string()),
});
export type ObservationSummary = z.infer<typeof observationSummary>;

export const observationList = z.strictObject({
  observations: z.array(observationSummary),
  trainee: personNamed,
  /** True for a mentor of this placement. */
  mayPlan: z.boolean(),
  /** Names for *Who can see this*; the viewer is not among them. */
  visibleTo: z.strictObject({
    /** Read what is signed here. */
    signed: z.array(z.string()),
    /** Know of what is planned: the date and the focus. */
    planned: z.array(z.string()),
  }),
  /** Pass as `after` for the next ones; null at the end. */
  next: z.nullable(z.string()),
});
export type ObservationList = z.infer<typeof observationList>;
export const observationListQuery = z.strictObject({
  after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/, 'is not a place in the list'))),
});

export const recordCheck = z.strictObject({
  intact: z.boolean(),
  /** Parts whose words are no longer the signed ones. */
  changed: z.array(z.string()),
  erased: z.array(z.string()),
  signatures: z.array(z.strictObject({ position: z.number(), intact: z.boolean() })),
  remarksIntact: z.boolean(),
});
export type RecordCheck = z.infer<typeof recordCheck>;

/** *Who has looked*: each person once for each role they looked in, the latest first. The viewer is not among them. */
export const lookList = z.strictObject({
  looks: z.array(z.strictObject({ by: personNamed, role: z.nullable(z.string()), firstAt: z.string(), lastAt: z.string() })),
});
export type LookList = z.infer<typeof lookList>;
