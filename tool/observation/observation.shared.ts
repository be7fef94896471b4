import * as z from 'zod/mini';
import { lessonDetails, lessonView } from '../lesson/lesson.shared.js';
import { targetView } from '../target/target.shared.js';
import { rowId, writtenText } from '../text.shared.js';
import { noteLength, remarkLength, sectionLength } from './limits.shared.js';

/** What a gradebook policy may tell apart. */
export const observationKind = z.enum(['formal', 'drop_in']);
export type ObservationKind = z.infer<typeof observationKind>;

/** planned → live → feedback → signed → read; live is optional; withdrawn from any of the first three. */
export const observationState = z.enum(['planned', 'live', 'feedback', 'signed', 'read', 'withdrawn']);
export type ObservationState = z.infer<typeof observationState>;

export const noteTag = z.enum(['strength', 'question', 'develop', 'none']);
export type NoteTag = z.infer<typeof noteTag>;

export const sectionName = z.enum(['focus', 'strengths', 'areas_to_develop', 'impact']);
export type SectionName = z.infer<typeof sectionName>;

export const remarkKind = z.enum(['differs', 'correction']);
export type RemarkKind = z.infer<typeof remarkKind>;

const instant = z.iso.datetime({ precision: 3, error: 'is not an instant' });
/** How long ago the person did it, for what waited for the network: needs no agreement between two clocks. At most a day. */
const agoMs = z.optional(z.int().check(z.gte(0), z.lte(86_400_000)));

// What is sent --------------------------------------------------------------------------------------------------------------
export const planBody = z.strictObject({
  placementId: rowId,
  kind: observationKind,
  lesson: lessonDetails,
  focus: writtenText(sectionLength),
  /** True to write up a lesson already seen: the clock is never started. */
  writeUp: z.boolean(),
});
export type PlanBody = z.infer<typeof planBody>;

export const clockBody = z.strictObject({ agoMs });

export const noteBody = z.strictObject({
  tag: noteTag,
  body: writtenText(noteLength),
  /** Since the lesson's start; null for a note written afterwards. */
  minuteMs: z.nullable(z.int().check(z.gte(0), z.lte(86_400_000))),
  notedAt: instant,
  position: z.int().check(z.gte(0), z.lte(1_000_000)),
});
export type NoteBody = z.infer<typeof noteBody>;

export const sectionBody = z.strictObject({ body: writtenText(sectionLength) });
export const citationsBody = z.strictObject({ noteIds: z.array(rowId).check(z.maxLength(100, 'holds more than 100 notes')) });
export const remarkBody = z.strictObject({ kind: remarkKind, body: writtenText(remarkLength) });
export type RemarkBody = z.infer<typeof remarkBody>;

// What is answered ----------------------------------------------------------------------------------------------------------
/** `revision` is the whole observation's after this change: signing names the one the signer has seen. */
const within = { observationRevision: z.number() };

export const noteView = z.extend(noteBody, {
  id: z.string(),
  revision: z.number(),
  withdrawn: z.boolean(),
  erasedAt: z.nullable(z.string()),
});
export type NoteView = z.infer<typeof noteView>;
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
export const targetSaved = z.strictObject({ ...within, target: targetView });
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

export const signatureView = z.strictObject({
  meaning: z.enum(['signed', 'read']),
  by: personNamed,
  role: z.string(),
  signedAt: z.string(),
  digest: z.string(),
});

/** Names for *Who can see this*; the viewer is not among them. */
export const visibleTo = z.strictObject({
  /** See what is on this screen now. */
  now: z.array(z.string()),
  /** See only the date and the focus until it is signed. */
  planOnly: z.array(z.string()),
  /** See it once it is signed. */
  onceSigned: z.array(z.string()),
});
export type VisibleTo = z.infer<typeof visibleTo>;

export const observationView = z.strictObject({
  id: z.string(),
  placementId: z.string(),
  kind: observationKind,
  state: observationState,
  /** `announcement`: the plan only; the rest stays empty. */
  access: z.enum(['own', 'kept', 'record', 'announcement']),
  may: z.strictObject({
    write: z.boolean(),
    sign: z.boolean(),
    read: z.boolean(),
    differ: z.boolean(),
    correct: z.boolean(),
    withdraw: z.boolean(),
  }),
  form: z.strictObject({
    name: z.string(),
    version: z.number(),
    sections: z.array(z.strictObject({ section: sectionName, heading: z.string(), hint: z.string(), part: z.enum(['plan', 'feedback']) })),
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
  readAt: z.nullable(z.string()),
  withdrawnAt: z.nullable(z.string()),
  changedAt: z.string(),
  revision: z.number(),
  notes: z.array(noteView),
  sections: z.array(sectionView),
  targets: z.array(targetView),
  remarks: z.array(remarkView),
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
