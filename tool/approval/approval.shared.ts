import * as z from 'zod/mini';
import { calendarDay, rowId, writtenText } from '../text.shared.js';

const line = (most: number) =>
  writtenText(most).check(z.refine((value) => value.trim() !== '' && !/[\r\n]/.test(value), 'is not one line'));
const someOf = <Value extends z.core.$ZodType>(value: Value) =>
  z.array(value).check(z.minLength(1, 'is empty'), z.maxLength(4, 'is longer than 4'));
const count = (least: number, most: number) => z.int().check(z.gte(least, `is less than ${least}`), z.lte(most, `is more than ${most}`));

const lawfulBasis = z.enum(['public_task', 'legitimate_interests', 'consent']);
const approvalKind = z.enum(['photo', 'sound', 'video']);
const approvalDevice = z.enum(['school', 'university', 'personal']);
const approvalAudience = z.enum(['mentor', 'tutor', 'coach', 'peers']);
export type LawfulBasis = z.infer<typeof lawfulBasis>;
export type ApprovalKind = z.infer<typeof approvalKind>;
export type ApprovalDevice = z.infer<typeof approvalDevice>;
/** Whoever may be shown a picture or video beside the trainee; peers are other trainees. */
export type ApprovalAudience = z.infer<typeof approvalAudience>;

/** Each list in the one order it is stored and shown in. */
export const approvalKinds = approvalKind.options;
export const approvalDevices = approvalDevice.options;
export const approvalAudiences = approvalAudience.options;

const content = {
  lawfulBasis,
  covers: someOf(approvalKind),
  /** Names of classes as the school's timetable writes them; empty: all. */
  classes: z.array(line(60)).check(z.maxLength(100, 'is longer than 100')),
  /** ISO days in the school's zone, both included. */
  fromOn: calendarDay,
  untilOn: calendarDay,
  devices: someOf(approvalDevice),
  /** How many pupils must not be seen. A number, never a name. */
  optOuts: count(0, 2_000),
  /** Days after sharing has closed. 30 days after the end of the placement is the longest in any case. */
  retentionDays: count(1, 365),
  audience: someOf(approvalAudience),
  /** Who agreed in the school. */
  approver: z.strictObject({ name: line(120), role: line(120) }),
  agreedOn: calendarDay,
  /** A link, or where the letter or form is kept. A coordinator has to name it. */
  document: z.nullable(line(500)),
};
export const approvalBody = z.strictObject(content);
export type ApprovalContent = z.infer<typeof approvalBody>;

const recordingRole = z.enum(['school_lead', 'coordinator']);
export type RecordingRole = z.infer<typeof recordingRole>;

/** One version of what a school agreed to. */
export const approvalVersion = z.strictObject({
  id: z.string(),
  /** 1 is the first; the newest is the one that counts. */
  version: z.number(),
  ...content,
  recordedBy: z.string(),
  recordedAs: recordingRole,
  recordedAt: z.string(),
  withdrawn: z.nullable(z.strictObject({ at: z.string(), by: z.string() })),
});
export type ApprovalVersion = z.infer<typeof approvalVersion>;

/** Of the newest version, today: never agreed, in force, from a later day, past its last day, taken back. */
const approvalState = z.enum(['none', 'in-force', 'not-yet', 'ended', 'withdrawn']);
export type ApprovalState = z.infer<typeof approvalState>;

const schoolNamed = z.strictObject({ id: z.string(), name: z.string() });

export const schoolApproval = z.strictObject({
  school: schoolNamed,
  /** ISO day in the school's zone. */
  today: z.string(),
  timeZone: z.string(),
  state: approvalState,
  current: z.nullable(approvalVersion),
  /** Names of those who can record or change it. */
  ask: z.array(z.string()),
  /** As what the reader records it; null where they do not. */
  recordAs: z.nullable(recordingRole),
  /** The reader holds a role that would record it and works with lessons of this school themselves: somebody else has to. */
  barred: z.boolean(),
});
export type SchoolApproval = z.infer<typeof schoolApproval>;

export const schoolApprovals = z.strictObject({
  schools: z.array(
    z.strictObject({
      school: schoolNamed,
      state: approvalState,
      covers: z.array(approvalKind),
      fromOn: z.nullable(z.string()),
      untilOn: z.nullable(z.string()),
    }),
  ),
  /** Pass as `after` for the next ones; null at the end. */
  next: z.nullable(z.string()),
});
export type SchoolApprovals = z.infer<typeof schoolApprovals>;
export const schoolApprovalsQuery = z.strictObject({ after: z.optional(rowId) });

export const approvalHistory = z.strictObject({
  /** Newest first. */
  versions: z.array(approvalVersion),
  /** Pass as `before` for older ones; null at the end. */
  next: z.nullable(z.number()),
});
export type ApprovalHistory = z.infer<typeof approvalHistory>;
export const approvalHistoryQuery = z.strictObject({ before: z.optional(z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'is not a version'))) });

export const schoolParams = z.strictObject({ schoolId: rowId });
export const approvalParams = z.strictObject({ schoolId: rowId, approvalId: rowId });
