import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { CodeRole } from './claim-code.shared.js';

export interface CodeRow {
  id: string;
  partnershipId: string;
  role: CodeRole;
  placementId: string | null;
  schoolId: string | null;
  nameGiven: string | null;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
  usedByPersonId: string | null;
  withdrawnAt: string | null;
}

export interface OpenCodeRow {
  placementId: string;
  nameGiven: string | null;
  madeAt: string;
  expiresAt: string;
}

const columns = `c.id AS id, c.partnership_id AS partnershipId, c.role AS role, c.placement_id AS placementId, c.school_id AS schoolId, c.name_given AS nameGiven,
  c.created_by AS createdBy, c.created_at AS createdAt, c.expires_at AS expiresAt, c.used_at AS usedAt,
  c.used_by_person_id AS usedByPersonId, c.withdrawn_at AS withdrawnAt`;

export interface NewCode {
  partnershipId: string;
  hash: string;
  role: CodeRow['role'];
  placementId: string | null;
  schoolId: string | null;
  nameGiven: string | null;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
}

/** @throws UniqueConstraintError where the same eight letters were drawn before */
export async function insertCode(db: Database, code: NewCode, tx: Tx): Promise<string> {
  const id = newId();
  await db.insert(
    'claim_code',
    {
      id, partnership_id: code.partnershipId, code_hash: code.hash, role: code.role, placement_id: code.placementId, school_id: code.schoolId,
      name_given: code.nameGiven, created_by: code.createdBy, created_at: code.createdAt, expires_at: code.expiresAt,
    },
    tx,
  ); // prettier-ignore
  return id;
}

/** The code with one of these hashes, in a partnership that this deployment serves. */
export async function findCodeByHash(db: Database, hashes: readonly string[], deploymentRef: string, tx: Tx): Promise<CodeRow | null> {
  const rows = await db.select<CodeRow>(
    `SELECT ${columns} FROM claim_code c
       JOIN deployment_partnership dp ON dp.partnership_id = c.partnership_id AND dp.deployment_ref = :deploymentRef
      WHERE c.code_hash IN (:hashes)`,
    { hashes: [...hashes], deploymentRef },
    tx,
  );
  return rows[0] ?? null;
}

/** Compare and set: of two browsers with one code, one gets true. */
export async function spendCode(
  db: Database,
  use: { id: string; now: string; personId: string; identityId: string; platformKid: string },
  tx: Tx,
): Promise<boolean> {
  const matched = await db.run(
    `UPDATE claim_code SET used_at = :now, used_by_person_id = :personId, used_by_identity_id = :identityId, used_on_platform = :platformKid
      WHERE id = :id AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > :now`,
    use,
    tx,
  );
  return matched === 1;
}

/** @returns false where it was used meanwhile */
export async function withdrawCode(db: Database, id: string, now: string, tx: Tx): Promise<boolean> {
  const matched = await db.run(
    'UPDATE claim_code SET withdrawn_at = COALESCE(withdrawn_at, :now) WHERE id = :id AND used_at IS NULL',
    { id, now },
    tx,
  );
  return matched === 1;
}

export async function findCode(db: Database, partnershipId: string, id: string, tx?: Tx): Promise<CodeRow | null> {
  const rows = await db.select<CodeRow>(
    `SELECT ${columns} FROM claim_code c WHERE c.id = :id AND c.partnership_id = :partnershipId`,
    { id, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

/** The codes of these placements, newest first, with the platform each was used on. */
export async function findCodesOf(
  db: Database,
  partnershipId: string,
  placementIds: readonly string[],
  tx?: Tx,
): Promise<(CodeRow & { usedFrom: string | null })[]> {
  if (placementIds.length === 0) return [];
  return db.select<CodeRow & { usedFrom: string | null }>(
    `SELECT ${columns}, pf.name AS usedFrom FROM claim_code c LEFT JOIN platform pf ON pf.kid = c.used_on_platform
      WHERE c.placement_id IN (:placementIds) AND c.partnership_id = :partnershipId ORDER BY c.created_at DESC, c.id DESC`,
    { placementIds: [...placementIds], partnershipId },
    tx,
  );
}

/** The mentor codes of these placements that still work, newest first. @param now an instant */
export const findOpenCodesOf = (
  db: Database,
  partnershipId: string,
  placementIds: readonly string[],
  now: string,
): Promise<OpenCodeRow[]> =>
  placementIds.length === 0
    ? Promise.resolve([])
    : db.select<OpenCodeRow>(
        `SELECT placement_id AS placementId, name_given AS nameGiven, created_at AS madeAt, expires_at AS expiresAt FROM claim_code
          WHERE placement_id IN (:placementIds) AND partnership_id = :partnershipId AND role = 'mentor' AND used_at IS NULL
            AND withdrawn_at IS NULL AND expires_at > :now
          ORDER BY created_at DESC, id DESC`,
        { placementIds: [...placementIds], partnershipId, now },
      );

/** One page of the codes that belong to no placement, newest first. @param before id of the last one seen, or null */
export const findRoleCodes = (
  db: Database,
  partnershipId: string,
  before: string | null,
  limit: number,
): Promise<(CodeRow & { usedFrom: string | null })[]> =>
  db.select<CodeRow & { usedFrom: string | null }>(
    `SELECT ${columns}, pf.name AS usedFrom FROM claim_code c LEFT JOIN platform pf ON pf.kid = c.used_on_platform
      WHERE c.placement_id IS NULL AND c.partnership_id = :partnershipId AND (:before IS NULL OR c.id < :before)
      ORDER BY c.id DESC LIMIT ${Math.trunc(limit)}`,
    { partnershipId, before },
  );

/** Tries of one identity since an instant, oldest first. The caller has locked the identity. */
export async function findTries(db: Database, identityId: string, since: string, tx: Tx): Promise<string[]> {
  const rows = await db.select<{ triedAt: string }>(
    'SELECT tried_at AS triedAt FROM claim_attempt WHERE identity_id = :identityId AND tried_at > :since ORDER BY tried_at',
    { identityId, since },
    tx,
  );
  return rows.map((row) => row.triedAt);
}

/** Writes a try and forgets those that no longer count. */
export async function recordTry(db: Database, identityId: string, now: string, since: string, tx: Tx): Promise<void> {
  await db.run('DELETE FROM claim_attempt WHERE identity_id = :identityId AND tried_at <= :since', { identityId, since }, tx);
  await db.insert('claim_attempt', { id: newId(), identity_id: identityId, tried_at: now }, tx);
}
