import * as z from 'zod/mini';
import { curriculumArea } from '../framework/framework.shared.js';
import { rowId, writtenText } from '../text.shared.js';
import { actionsLength } from './limits.shared.js';
import { targetStatus, targetWords } from './target.shared.js';

/** Something that shows a target was worked on: its kind (`observation_note`, `observation`) and its id. */
export const evidenceName = z.strictObject({
  kind: z.string().check(z.regex(/^[a-z][a-z_]{0,31}$/, 'is not a kind of evidence')),
  id: rowId,
});
export type EvidenceName = z.infer<typeof evidenceName>;

export const evidenceView = z.strictObject({
  kind: z.string(),
  id: z.string(),
  /** What it says; empty for a whole record, which its day names. */
  words: z.string(),
  /** The lesson's day. */
  on: z.string(),
  /** Its page, after `#/`. */
  path: z.string(),
});
export type EvidenceView = z.infer<typeof evidenceView>;

/** A line of a target's history. */
export const targetMoment = z.strictObject({
  /** `active` again and in a record: it goes on. */
  became: z.enum([...targetStatus.options, 'reworded']),
  at: z.string(),
  by: z.string(),
  because: z.string(),
  /** What it was called before it was reworded. */
  was: z.string(),
  record: z.nullable(evidenceView),
});
export type TargetMoment = z.infer<typeof targetMoment>;

/** A target that was agreed, with all that is known of it. */
export const targetLife = z.extend(targetWords, {
  id: z.string(),
  status: targetStatus,
  revision: z.number(),
  agreedAt: z.string(),
  erasedAt: z.nullable(z.string()),
  areas: z.array(curriculumArea),
  evidence: z.array(evidenceView),
  /** The earliest first. */
  history: z.array(targetMoment),
});
export type TargetLife = z.infer<typeof targetLife>;

const person = z.strictObject({ personId: z.string(), name: z.string(), givenName: z.string() });

export const targetList = z.strictObject({
  trainee: person,
  timeZone: z.string(),
  /** True for the trainee and the placement's mentors. */
  mayChange: z.boolean(),
  /** The newest first. */
  targets: z.array(targetLife),
  /** Records that can be named as evidence; empty for who changes nothing. */
  offered: z.array(evidenceView),
  /** Names for *Who can see this*; the viewer is not among them. */
  visibleTo: z.array(z.string()),
});
export type TargetList = z.infer<typeof targetList>;

export const targetChange = z.strictObject({
  status: z.enum(['active', 'parked', 'closed', 'dropped']),
  because: writtenText(actionsLength),
  evidence: z.array(evidenceName).check(z.maxLength(20, 'holds more than 20')),
  /** Taking one up again while three are worked on: the one to park instead. */
  parkId: z.nullable(rowId),
});
export type TargetChange = z.infer<typeof targetChange>;

export const targetChanged = z.strictObject({ id: z.string(), status: targetStatus, revision: z.number() });
export type TargetChanged = z.infer<typeof targetChanged>;

/** What a trainee's record holds of one standard or curriculum area. */
export const areaPage = z.strictObject({
  area: curriculumArea,
  trainee: person,
  timeZone: z.string(),
  targets: z.array(targetLife),
  visibleTo: z.array(z.string()),
});
export type AreaPage = z.infer<typeof areaPage>;
