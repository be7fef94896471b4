import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { Meaning, SignatureFacts } from './signature.rules.js';

export type StoredSignature = SignatureFacts & { digest: string };

interface SignatureRow {
  record_kind: string;
  record_id: string;
  position: number;
  meaning: Meaning;
  person_id: string;
  identity_id: string;
  role: string;
  signed_at: string;
  record_digest: string;
  previous_digest: string | null;
  digest: string;
}

export interface SignedRecordRow {
  record_id: string;
  document: string;
  digest: string;
}

const fromRow = (row: SignatureRow): StoredSignature => ({
  recordKind: row.record_kind,
  recordId: row.record_id,
  position: row.position,
  meaning: row.meaning,
  personId: row.person_id,
  identityId: row.identity_id,
  role: row.role,
  signedAt: row.signed_at,
  recordDigest: row.record_digest,
  previousDigest: row.previous_digest,
  digest: row.digest,
});

export const signatureModel = (db: Database) => ({
  async findRecords(kind: string, ids: string[], tx?: Tx): Promise<SignedRecordRow[]> {
    if (ids.length === 0) return [];
    return db.select<SignedRecordRow>(
      'SELECT record_id, document, digest FROM signed_record WHERE record_kind = :kind AND record_id IN (:ids)',
      { kind, ids },
      tx,
    );
  },
  async findSealedIds(kind: string, partnershipId: string): Promise<string[]> {
    const rows = await db.select<{ id: string }>(
      'SELECT record_id AS id FROM signed_record WHERE record_kind = :kind AND partnership_id = :partnershipId',
      { kind, partnershipId },
    );
    return rows.map(({ id }) => id);
  },
  insertRecord: (
    row: {
      record_kind: string;
      record_id: string;
      space: string;
      partnership_id: string;
      document: string;
      digest: string;
      signed_at: string;
    },
    tx: Tx,
  ) => db.insert('signed_record', row, tx),
  async findSignatures(kind: string, ids: string[], tx?: Tx): Promise<StoredSignature[]> {
    if (ids.length === 0) return [];
    const rows = await db.select<SignatureRow>(
      `SELECT record_kind, record_id, position, meaning, person_id, identity_id, role, signed_at, record_digest, previous_digest, digest
         FROM signature WHERE record_kind = :kind AND record_id IN (:ids) ORDER BY record_id, position`,
      { kind, ids },
      tx,
    );
    return rows.map(fromRow);
  },
  insertSignature: (signature: StoredSignature, space: string, tx: Tx) =>
    db.insert(
      'signature',
      {
        id: newId(),
        record_kind: signature.recordKind,
        record_id: signature.recordId,
        space,
        position: signature.position,
        meaning: signature.meaning,
        person_id: signature.personId,
        identity_id: signature.identityId,
        role: signature.role,
        signed_at: signature.signedAt,
        record_digest: signature.recordDigest,
        previous_digest: signature.previousDigest,
        digest: signature.digest,
      },
      tx,
    ),
});
