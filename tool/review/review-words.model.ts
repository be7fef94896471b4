import type { Database, Tx } from '../db/database.js';
import { newId, newSecret } from '../ids.js';
import type { Evidence } from './evidence-source.js';
import { recordSpace } from './review.model.js';

export interface SectionRow {
  section: string;
  author_person_id: string | null;
  body: string | null;
  revision: number;
  changed_at: string;
  salt: string | null;
  erased_at: string | null;
}

export interface EvidenceRow {
  kind: Evidence['kind'];
  evidence_id: string;
  record_id: string;
  happened_on: string;
  wording: string | null;
  salt: string | null;
  erased_at: string | null;
}

export interface ReopeningRow {
  person_id: string;
  reason: string | null;
  signatures: number;
  reopened_at: string;
  erased_at: string | null;
}

export interface RemarkRow {
  id: string;
  review_id: string;
  author_person_id: string;
  body: string | null;
  created_at: string;
  salt: string | null;
  erased_at: string | null;
}

const remarkColumns = 'id, review_id, author_person_id, body, created_at, salt, erased_at';
const ofReview = 'review_id = :reviewId AND space = :space';

/** What people wrote in a review, and what it rests on. */
export const reviewWordsModel = (db: Database) => {
  const all = <Row extends object>(table: string, columns: string, order: string, reviewId: string, tx?: Tx): Promise<Row[]> =>
    db.select<Row>(`SELECT ${columns} FROM ${table} WHERE ${ofReview} ORDER BY ${order}`, { reviewId, space: recordSpace }, tx);
  return {
    sections: (reviewId: string, tx?: Tx) =>
      all<SectionRow>('review_section', 'section, author_person_id, body, revision, changed_at, salt, erased_at', 'section', reviewId, tx),
    /** Every question is a row from the start: at revision 0 while nobody has written it. */
    insertSection: (reviewId: string, section: string, at: string, tx: Tx) =>
      db.insert(
        'review_section',
        {
          review_id: reviewId, section, space: recordSpace, author_person_id: null, body: '', revision: 0, changed_at: at, salt: newSecret(),
        },
        tx,
      ), // prettier-ignore
    /** @returns true where the revision was the stored one and nobody has signed */
    async updateSection(
      reviewId: string,
      given: { section: string; revision: number; body: string; by: string; at: string },
      tx: Tx,
    ): Promise<boolean> {
      const changed = await db.run(
        `UPDATE review_section SET body = :body, author_person_id = :by, changed_at = :at, revision = revision + 1
          WHERE review_id = :reviewId AND section = :section AND revision = :revision
            AND EXISTS (SELECT 1 FROM review r WHERE r.id = :reviewId AND r.state = 'open')`,
        { reviewId, ...given },
        tx,
      );
      return changed === 1;
    },
    evidence: (reviewId: string, tx?: Tx) =>
      all<EvidenceRow>(
        'review_evidence',
        'kind, evidence_id, record_id, happened_on, wording, salt, erased_at',
        'position, evidence_id',
        reviewId,
        tx,
      ),
    async insertEvidence(reviewId: string, evidence: readonly Evidence[], tx: Tx): Promise<void> {
      for (const [position, { kind, id, recordId, on, wording }] of evidence.entries()) {
        await db.insert(
          'review_evidence',
          {
            review_id: reviewId, kind, evidence_id: id, space: recordSpace, record_id: recordId, happened_on: on, wording, position, salt: newSecret(),
          },
          tx,
        ); // prettier-ignore
      }
    },
    dropEvidence: (reviewId: string, tx: Tx) => db.run('DELETE FROM review_evidence WHERE review_id = :reviewId', { reviewId }, tx),
    reopenings: (reviewId: string) =>
      all<ReopeningRow>('review_reopening', 'person_id, reason, signatures, reopened_at, erased_at', 'reopened_at, id', reviewId),
    insertReopening: (reviewId: string, row: Omit<ReopeningRow, 'erased_at'>, tx: Tx) =>
      db.insert('review_reopening', { id: newId(), review_id: reviewId, space: recordSpace, ...row }, tx),
    remarks: (reviewId: string, tx?: Tx) => all<RemarkRow>('review_remark', remarkColumns, 'created_at, id', reviewId, tx),
    async findRemark(id: string, tx: Tx): Promise<RemarkRow | null> {
      return (await db.select<RemarkRow>(`SELECT ${remarkColumns} FROM review_remark WHERE id = :id`, { id }, tx))[0] ?? null;
    },
    insertRemark: (row: Omit<RemarkRow, 'erased_at'>, tx: Tx) => db.insert('review_remark', { ...row, space: recordSpace }, tx),
    /** Every one of a partnership, by id: for the operator's check of signatures. */
    remarkPage: (partnershipId: string, after: string, limit: number): Promise<RemarkRow[]> =>
      db.select<RemarkRow>(
        `SELECT ${remarkColumns.replace(/\w+/g, 'm.$&')} FROM review_remark m JOIN review r ON r.id = m.review_id AND r.space = m.space
          WHERE r.partnership_id = :partnershipId AND r.space = :space AND m.id > :after ORDER BY m.id LIMIT :limit`,
        { partnershipId, space: recordSpace, after, limit },
      ),
  };
};
