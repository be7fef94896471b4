import * as z from 'zod/mini';
import { rowId, writtenText } from '../text.shared.js';

export const personParams = z.strictObject({ personId: rowId });
export const idParams = z.strictObject({ id: rowId });
/** Pages of a list that only grows: the id of the last one seen. */
export const before = z.strictObject({ before: z.optional(rowId) });

const person = z.strictObject({ personId: z.string(), name: z.string() });

// The record of processing ------------------------------------------------------------------------------------------------

export const processingAnswer = z.strictObject({
  areas: z.array(
    z.strictObject({
      area: z.string(),
      tables: z.array(
        z.strictObject({
          table: z.string(),
          purpose: z.string(),
          whose: z.string(),
          readers: z.string(),
          kept: z.string(),
          /** Names of columns, by what they hold. */
          holds: z.array(z.strictObject({ use: z.string(), columns: z.array(z.string()) })),
          exported: z.boolean(),
          /** In words. */
          erased: z.string(),
        }),
      ),
    }),
  ),
});
export type Processing = z.infer<typeof processingAnswer>;

// The notice --------------------------------------------------------------------------------------------------------------

export const noticeAnswer = z.strictObject({
  /** 0: the tool's own words only. */
  version: z.number(),
  read: z.boolean(),
  /** The university's own words; may be empty. */
  body: z.string(),
  link: z.nullable(z.string()),
  partnership: z.string(),
  recordYears: z.number(),
  draftDays: z.number(),
});
export type Notice = z.infer<typeof noticeAnswer>;

export const noticeReadBody = z.strictObject({ version: z.int().check(z.gte(0)) });

export const noticeBody = z.strictObject({
  body: writtenText(4_000),
  link: z.nullable(
    z.url({ protocol: /^https$/, error: 'is not an https address' }).check(z.maxLength(1_000, 'is longer than 1000 characters')),
  ),
});

// People, holds, erasures ---------------------------------------------------------------------------------------------------

/** Without letters: the first few. */
export const peopleQuery = z.strictObject({ search: z.optional(writtenText(100)) });

export const peopleAnswer = z.strictObject({
  people: z.array(
    z.strictObject({
      ...person.shape,
      roles: z.array(z.string()),
      erasedAt: z.nullable(z.string()),
      placements: z.array(z.strictObject({ placementId: z.string(), school: z.string(), startsOn: z.string(), endsOn: z.string() })),
    }),
  ),
  /** There are more than are shown. */
  more: z.boolean(),
});
export type PeopleFound = z.infer<typeof peopleAnswer>;

export const holdView = z.strictObject({
  id: z.string(),
  person: z.nullable(person),
  placement: z.nullable(z.strictObject({ placementId: z.string(), trainee: z.string(), school: z.string() })),
  reason: z.string(),
  placedBy: z.nullable(z.string()),
  placedAt: z.string(),
  liftedBy: z.nullable(z.string()),
  liftedAt: z.nullable(z.string()),
});
export type Hold = z.infer<typeof holdView>;
export const holdsAnswer = z.strictObject({ holds: z.array(holdView), next: z.nullable(z.string()) });
export type Holds = z.infer<typeof holdsAnswer>;

const reason = writtenText(200).check(z.refine((text) => text.trim() !== '', 'says why'));
export const holdBody = z.union([z.strictObject({ personId: rowId, reason }), z.strictObject({ placementId: rowId, reason })]);
export type HoldBody = z.infer<typeof holdBody>;

export const because = z.enum(['request', 'course-over', 'by-mistake']);

export const erasureBody = z.strictObject({
  personId: rowId,
  because,
  /** The university's own number of the request; no names. */
  reference: z.nullable(writtenText(60)),
});
export type ErasureBody = z.infer<typeof erasureBody>;

const count = z.strictObject({ table: z.string(), purpose: z.string(), deleted: z.number(), emptied: z.number() });
export type ErasureCount = z.infer<typeof count>;

export const preparedAnswer = z.strictObject({
  id: z.string(),
  person,
  /** What they are called afterwards. */
  former: z.string(),
  counts: z.array(count),
  stays: z.array(z.strictObject({ what: z.string(), rows: z.number() })),
  /** While one stands, nothing is erased. */
  holds: z.array(holdView),
});
export type Prepared = z.infer<typeof preparedAnswer>;

export const receipt = z.strictObject({
  id: z.string(),
  personId: z.string(),
  former: z.string(),
  /** In words. */
  because: z.string(),
  reference: z.nullable(z.string()),
  preparedAt: z.string(),
  doneAt: z.string(),
  confirmedBy: z.nullable(z.string()),
  counts: z.array(count),
});
export type Receipt = z.infer<typeof receipt>;
export const receiptsAnswer = z.strictObject({ receipts: z.array(receipt), next: z.nullable(z.string()) });
export type Receipts = z.infer<typeof receiptsAnswer>;
