import * as z from 'zod/mini';
import { formPart, partKey } from '../framework/form.shared.js';
import { rowId, writtenText } from '../text.shared.js';
import { reasonLength } from './limits.shared.js';

export const reviewKind = z.enum(['review', 'support_plan']);
export type ReviewKind = z.infer<typeof reviewKind>;

/** `open`: being written. `sealed`: one has signed, so the words are fixed. `complete`: all have signed. */
export const reviewState = z.enum(['open', 'sealed', 'complete']);
export type ReviewState = z.infer<typeof reviewState>;

export const signerRole = z.enum(['trainee', 'mentor', 'tutor', 'school_lead']);
export type SignerRole = z.infer<typeof signerRole>;

const person = z.strictObject({ personId: z.string(), name: z.string(), givenName: z.string() });

export const reviewSection = z.strictObject({
  section: z.string(),
  body: z.string(),
  revision: z.number(),
  changedAt: z.string(),
  /** Who wrote it last. */
  by: z.nullable(person),
  erasedAt: z.nullable(z.string()),
});
export type ReviewSection = z.infer<typeof reviewSection>;

export const reviewEvidence = z.strictObject({
  kind: z.enum(['observation', 'target']),
  id: z.string(),
  recordId: z.string(),
  on: z.string(),
  wording: z.string(),
  erasedAt: z.nullable(z.string()),
});
export type ReviewEvidence = z.infer<typeof reviewEvidence>;

const gradebookWay = z.strictObject({
  state: z.enum(['sent', 'waiting', 'not_sent', 'nothing']),
  /** `{at}` and `{nextTryAt}` stand where the page puts those instants. */
  sentence: z.string(),
  at: z.nullable(z.string()),
  nextTryAt: z.nullable(z.string()),
  canSendAgain: z.boolean(),
});

export const reviewView = z.strictObject({
  id: z.string(),
  kind: reviewKind,
  placementId: z.string(),
  name: z.string(),
  state: reviewState,
  form: z.strictObject({ versionId: z.string(), name: z.string(), version: z.number(), sections: z.array(formPart) }),
  outcomes: z.array(z.strictObject({ key: z.string(), label: z.string() })),
  /** One of the outcomes goes to the gradebook when all have signed. */
  sends: z.boolean(),
  sections: z.array(reviewSection),
  evidence: z.array(reviewEvidence),
  signatures: z.array(z.strictObject({ role: signerRole, by: person, signedAt: z.string(), digest: z.string() })),
  /** Whose signature is missing, in the order they may sign; nobody holds a role where no name stands. */
  missing: z.array(z.strictObject({ role: signerRole, names: z.array(z.string()) })),
  reopenings: z.array(
    z.strictObject({ by: person, reason: z.string(), signatures: z.number(), reopenedAt: z.string(), erasedAt: z.nullable(z.string()) }),
  ),
  remarks: z.array(
    z.strictObject({ id: z.string(), by: person, body: z.string(), createdAt: z.string(), erasedAt: z.nullable(z.string()) }),
  ),
  may: z.strictObject({
    write: z.boolean(),
    ownWords: z.boolean(),
    sign: z.boolean(),
    reopen: z.boolean(),
    differ: z.boolean(),
    sendAgain: z.boolean(),
  }),
  trainee: person,
  school: z.string(),
  timeZone: z.string(),
  openedAt: z.string(),
  completedAt: z.nullable(z.string()),
  /** Of the words: whoever signs names the one they have read. */
  revision: z.number(),
  gradebook: z.nullable(gradebookWay),
  visibleTo: z.strictObject({ now: z.array(z.string()), onceAll: z.array(z.string()) }),
});
export type ReviewView = z.infer<typeof reviewView>;

/** One line of a placement's list: a review point, opened or not, or a support plan. */
export const reviewLine = z.strictObject({
  reviewId: z.nullable(z.string()),
  pointId: z.nullable(z.string()),
  kind: reviewKind,
  name: z.string(),
  dueOn: z.nullable(z.string()),
  state: z.nullable(reviewState),
  openedAt: z.nullable(z.string()),
  /** In the provider's own words, once all have signed. */
  outcome: z.nullable(z.string()),
});
export type ReviewLine = z.infer<typeof reviewLine>;

export const reviewList = z.strictObject({
  placementId: z.string(),
  trainee: person,
  mayOpen: z.boolean(),
  lines: z.array(reviewLine),
  visibleTo: z.array(z.string()),
});
export type ReviewList = z.infer<typeof reviewList>;

export const reviewParams = z.strictObject({ reviewId: rowId });
export const reviewPlacementParams = z.strictObject({ placementId: rowId });
export const reviewSectionParams = z.strictObject({ reviewId: rowId, section: partKey });
export const reviewRemarkParams = z.strictObject({ reviewId: rowId, remarkId: rowId });

export const openReviewBody = z.strictObject({ placementId: rowId, pointId: rowId });
export const openPlanBody = z.strictObject({ placementId: rowId });
export const reviewSectionBody = z.strictObject({ body: writtenText(20_000) });
export const reopenBody = z.strictObject({ reason: writtenText(reasonLength) });
export const reviewRemarkBody = z.strictObject({ body: writtenText(20_000) });

export const reviewSectionSaved = z.strictObject({ section: reviewSection, reviewRevision: z.number() });
export type ReviewSectionSaved = z.infer<typeof reviewSectionSaved>;

export const reviewCheck = z.strictObject({ intact: z.boolean(), changed: z.array(z.string()), erased: z.array(z.string()) });
export type ReviewCheck = z.infer<typeof reviewCheck>;
