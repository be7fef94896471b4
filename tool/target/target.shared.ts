import * as z from 'zod/mini';
import { actionsLength, isWebAddress, linkTitleLength, linkUrlLength, mostAreas, wordingLength } from './limits.shared.js';
import { calendarDay, rowId, writtenText } from '../text.shared.js';

/** draft → active → parked, closed or dropped, and back to active; withdrawn where it was dropped before signing. */
export const targetStatus = z.enum(['draft', 'active', 'parked', 'closed', 'dropped', 'withdrawn']);
export type TargetStatus = z.infer<typeof targetStatus>;

/** One thing to read or watch. The tool never fetches it. */
export const targetLink = z.strictObject({
  url: z.string().check(z.maxLength(linkUrlLength, 'is too long'), z.refine(isWebAddress, 'is not an https:// address')),
  title: writtenText(linkTitleLength),
});
export type TargetLink = z.infer<typeof targetLink>;

/** What a target says. A page opened before one of these fields existed leaves it out. */
const words = {
  wording: writtenText(wordingLength),
  /** What it is good for: what pupils will know or do. */
  why: z._default(writtenText(actionsLength), ''),
  /** What the trainee will do. */
  actions: writtenText(actionsLength),
  /** What the mentor and the school will do. */
  support: writtenText(actionsLength),
  byOn: z.nullable(calendarDay),
  /** Curriculum areas it belongs to. */
  areaIds: z._default(z.array(rowId).check(z.maxLength(mostAreas, `holds more than ${mostAreas} areas`)), []),
  link: z._default(z.nullable(targetLink), null),
};

/** The words of an agreed target as its trainee or a mentor changes them. */
export const targetWords = z.strictObject(words);
export type TargetWords = z.infer<typeof targetWords>;

/** A target as its writer sends it. */
export const targetBody = z.strictObject({
  ...words,
  position: z.int().check(z.gte(0), z.lte(99)),
  /** Notes of the same observation it rests on. */
  noteIds: z.array(rowId).check(z.maxLength(50, 'holds more than 50 notes')),
});
export type TargetBody = z.infer<typeof targetBody>;

export const targetView = z.extend(targetBody, {
  id: z.string(),
  status: targetStatus,
  revision: z.number(),
  /** What it is called now, where a signed record says something else. */
  nowWording: z.nullable(z.string()),
  /** Set where the words were erased: date and reason stay. */
  erasedAt: z.nullable(z.string()),
});
export type TargetView = z.infer<typeof targetView>;

/** A target as the next mentor sees it: its words, and not the lesson they come from. */
export const currentTarget = z.strictObject({
  id: z.string(),
  wording: z.nullable(z.string()),
  actions: z.nullable(z.string()),
  support: z.nullable(z.string()),
  byOn: z.nullable(z.string()),
  agreedAt: z.string(),
});
export type CurrentTarget = z.infer<typeof currentTarget>;

/** Kind of evidence a target of an observation names. */
export const noteEvidence = 'observation_note';

// What became of it --------------------------------------------------------------------------------------------------------
export const targetOutcome = z.enum(['going_on', 'done', 'park']);
export type TargetOutcome = z.infer<typeof targetOutcome>;

/** *What became of the last targets?*, about one of them. */
export const outcomeBody = z.strictObject({
  outcome: targetOutcome,
  because: writtenText(actionsLength),
  /** Notes of this record that show it. */
  noteIds: z.array(rowId).check(z.maxLength(50, 'holds more than 50 notes')),
});
export type OutcomeBody = z.infer<typeof outcomeBody>;

export const outcomeView = z.extend(outcomeBody, { revision: z.number(), erasedAt: z.nullable(z.string()) });
export type OutcomeView = z.infer<typeof outcomeView>;

/** An earlier target in a record that asks what became of it. */
export const earlierTarget = z.strictObject({
  id: z.string(),
  /** In a signed record, what it was called then. */
  wording: z.string(),
  nowWording: z.nullable(z.string()),
  /** What the trainee set out to do, as it stands now. */
  actions: z.string(),
  status: targetStatus,
  answer: z.nullable(outcomeView),
});
export type EarlierTarget = z.infer<typeof earlierTarget>;
