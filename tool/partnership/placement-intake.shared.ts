import * as z from 'zod/mini';
import { writtenText } from '../text.shared.js';

/** 2 MB of a file, as base64. */
export const largestFileBytes = 2 * 1024 * 1024;
const largestFileText = Math.ceil(largestFileBytes / 3) * 4;

export const intakeBody = z.strictObject({
  fileName: writtenText(200),
  /** The file's bytes as they are, base64: the tool finds out which letters they mean. */
  file: z.string().check(
    z.maxLength(largestFileText, 'is larger than 2 MB'),
    z.minLength(4, 'is empty'),
    z.refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text), 'is not base64'),
  ),
});
export type IntakeBody = z.infer<typeof intakeBody>;

/** Before it is confirmed a row would do something; afterwards it did, or it waits for somebody, or it could not be done. */
export const rowState = z.enum(['new', 'change', 'unchanged', 'waiting', 'error', 'made', 'changed', 'failed', 'replaced']);
export type RowState = z.infer<typeof rowState>;

export const rowChange = z.strictObject({
  field: z.enum(['school', 'subject', 'phase', 'startsOn', 'endsOn', 'tutor']),
  from: z.nullable(z.string()),
  to: z.string(),
});
export type RowChange = z.infer<typeof rowChange>;

export const intakeRow = z.strictObject({
  /** As the spreadsheet numbers it. */
  line: z.number(),
  state: rowState,
  /** What keeps the row from being a placement, and what to do. */
  problem: z.nullable(z.string()),
  /** Worth a look; the row is used all the same. */
  notes: z.array(z.string()),
  trainee: z.nullable(z.string()),
  studentNumber: z.nullable(z.string()),
  email: z.nullable(z.string()),
  school: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  phase: z.nullable(z.string()),
  startsOn: z.nullable(z.string()),
  endsOn: z.nullable(z.string()),
  tutor: z.nullable(z.string()),
  mentor: z.nullable(z.string()),
  changes: z.array(rowChange),
  placementId: z.nullable(z.string()),
});
export type IntakeRow = z.infer<typeof intakeRow>;

/** One uploaded list. */
export const intakeView = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['draft', 'confirmed', 'done']),
  revision: z.number(),
  createdAt: z.string(),
  createdBy: z.string(),
  /** Where its people are looked for, by the name its operator gave it. */
  platform: z.string(),
  /** Headings nobody here knows. */
  ignored: z.array(z.string()),
  /** Schools that are not in the partnership yet. */
  newSchools: z.array(z.string()),
  total: z.number(),
  counts: z.record(rowState, z.number()),
  /** Rows with a problem or something worth a look. */
  flagged: z.number(),
});
export type IntakeView = z.infer<typeof intakeView>;

export const intakeList = z.strictObject({ intakes: z.array(intakeView) });

export const rowsQuery = z.strictObject({
  /** Line of the last row seen. */
  after: z.optional(z.string().check(z.regex(/^\d{1,6}$/, 'is not a line'))),
  only: z.optional(z.literal('flagged')),
});
export const intakeRows = z.strictObject({ rows: z.array(intakeRow), next: z.nullable(z.number()) });
export type IntakeRows = z.infer<typeof intakeRows>;

/** How many letters there are to write, and how many codes are on their way. */
export const letterCounts = z.strictObject({
  /** A mentor is named and has no code yet. */
  toMake: z.number(),
  /** A code was made and nobody has typed it. */
  open: z.number(),
  /** The mentor has joined. */
  joined: z.number(),
  /** The trainee is not known here yet, so there is no placement to join. */
  waiting: z.number(),
});
export type LetterCounts = z.infer<typeof letterCounts>;

export const lettersBody = z.strictObject({
  /** Line of the last row of the batch before; 0 at first. */
  after: z.int().check(z.gte(0), z.lte(999_999)),
  /** Also new codes for those who have not used theirs: the codes in earlier letters stop working. */
  renew: z.boolean(),
});

export const mentorLetter = z.strictObject({
  line: z.number(),
  mentor: z.string(),
  mentorEmail: z.nullable(z.string()),
  /** The only answer that ever holds the code itself. */
  code: z.string(),
  expiresAt: z.string(),
  trainee: z.string(),
  school: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  timeZone: z.string(),
  tutor: z.nullable(z.string()),
  /** All of this as a line of CSV that a spreadsheet opens without running anything. */
  csv: z.string(),
});
export type MentorLetter = z.infer<typeof mentorLetter>;

export const lettersMade = z.strictObject({
  letters: z.array(mentorLetter),
  /** The headings over the lines of CSV. */
  csvHeadings: z.string(),
  next: z.nullable(z.number()),
});
export type LettersMade = z.infer<typeof lettersMade>;
