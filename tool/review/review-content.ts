import type { Tx } from '../db/database.js';
import type { Json } from '../signature/canonical.js';
import type { Leaf } from '../signature/signature.rules.js';
import type { EvidenceRow, RemarkRow, SectionRow } from './review-words.model.js';
import type { Parts } from './review-parts.js';
import type { ReviewRow } from './review.model.js';

/** Kinds under which this slice's records are signed. */
export const recordKind = 'review';
export const remarkRecordKind = 'review_remark';

export interface Content {
  sections: SectionRow[];
  evidence: EvidenceRow[];
}

export const readContent = async ({ words }: Pick<Parts, 'words'>, reviewId: string, tx?: Tx): Promise<Content> => ({
  sections: await words.sections(reviewId, tx),
  evidence: await words.evidence(reviewId, tx),
});

/** The words a signature covers, by name: every section, also the empty ones, and what the review rests on, as it read that day. */
export function leavesOf({ sections, evidence }: Content): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const { section, body, author_person_id, salt } of sections) {
    leaves.set(`section/${section}`, { salt, value: { body: body ?? '', author: author_person_id } });
  }
  for (const { kind, evidence_id, happened_on, wording, salt } of evidence) {
    leaves.set(`${kind}/${evidence_id}`, { salt, value: { on: happened_on, wording: wording ?? '' } });
  }
  return leaves;
}

/** The part of the signed document that is no leaf: ids, times, the form's version, and what the outcomes meant that day. */
export const skeletonOf = (row: ReviewRow, form: { id: string; version: number; digest: string }): Record<string, Json> => ({
  format: 'critical-friend/review/1',
  review: row.id,
  kind: row.kind,
  point: row.review_point_id,
  placement: row.placement_id,
  trainee: row.trainee_person_id,
  name: row.name,
  leadSigns: row.leadSigns,
  outcomes: row.outcomes.map(({ key, label, score }) => ({ key, label, score })),
  maximum: row.maximum,
  form: { id: form.id, version: form.version, digest: form.digest },
  openedAt: row.opened_at,
  sealedAt: row.sealed_at,
});

export const remarkLeaves = (remark: Pick<RemarkRow, 'salt' | 'body'>): Map<string, Leaf> =>
  new Map([['body', { salt: remark.salt, value: remark.body ?? '' }]]);

export const remarkSkeleton = (remark: Pick<RemarkRow, 'id' | 'review_id' | 'author_person_id' | 'created_at'>): Record<string, Json> => ({
  format: 'critical-friend/review-remark/1',
  remark: remark.id,
  review: remark.review_id,
  author: remark.author_person_id,
  createdAt: remark.created_at,
});
