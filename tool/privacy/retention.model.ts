import { isUniqueViolation, type Database, type Tx } from '../db/database.js';
import { notHeld } from './hold.model.js';
import type { RetentionSettings } from './retention.shared.js';

export interface SettingRow extends RetentionSettings {
  revision: number;
  changedAt: string;
}

export const findSettings = async (db: Database, partnershipId: string, tx?: Tx): Promise<SettingRow | null> => {
  const rows = await db.select<SettingRow>(
    `SELECT record_years AS recordYears, draft_days AS draftDays, roster_days AS rosterDays, audit_years AS auditYears, revision,
        changed_at AS changedAt FROM privacy_setting WHERE partnership_id = :partnershipId`,
    { partnershipId },
    tx,
  );
  return rows[0] ?? null;
};

export async function saveSettings(
  db: Database,
  partnershipId: string,
  settings: RetentionSettings,
  change: { revision: number; by: string; now: string },
  tx: Tx,
): Promise<void> {
  const row = {
    record_years: settings.recordYears, draft_days: settings.draftDays, roster_days: settings.rosterDays, audit_years: settings.auditYears,
    revision: change.revision, changed_at: change.now, changed_by: change.by,
  }; // prettier-ignore
  const sets = Object.keys(row).map((column) => `${column} = :${column}`);
  const changed = await db.run(
    `UPDATE privacy_setting SET ${sets.join(', ')} WHERE partnership_id = :partnershipId`,
    { ...row, partnershipId },
    tx,
  );
  if (changed === 0) await db.insert('privacy_setting', { partnership_id: partnershipId, ...row }, tx);
}

export const listPartnerships = (db: Database): Promise<{ id: string; timeZone: string }[]> =>
  db.select('SELECT id, time_zone AS timeZone FROM partnership ORDER BY id');

export async function findTimeZone(db: Database, partnershipId: string): Promise<string> {
  const rows = await db.select<{ timeZone: string }>('SELECT time_zone AS timeZone FROM partnership WHERE id = :partnershipId', {
    partnershipId,
  });
  return rows[0]?.timeZone ?? 'UTC';
}

/** The claim of a day's work: one process has it, and another one takes it over only when the first fell silent. @returns false: not ours */
export async function claimRun(
  db: Database,
  run: { partnershipId: string; ranOn: string; owner: string; now: string; leaseUntil: string },
): Promise<boolean> {
  const { partnershipId, ranOn, owner, now, leaseUntil } = run;
  const taken = await db.select<{ doneAt: string | null }>(
    'SELECT done_at AS doneAt FROM retention_run WHERE partnership_id = :partnershipId AND ran_on = :ranOn',
    { partnershipId, ranOn },
  );
  if (taken.length > 0) {
    return (
      (await db.run(
        `UPDATE retention_run SET owner = :owner, lease_until = :leaseUntil
          WHERE partnership_id = :partnershipId AND ran_on = :ranOn AND done_at IS NULL AND lease_until < :now`,
        { partnershipId, ranOn, owner, leaseUntil, now },
      )) === 1
    );
  }
  try {
    await db.insert('retention_run', { partnership_id: partnershipId, ran_on: ranOn, owner, lease_until: leaseUntil, removed: '[]' });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Keeps the claim and notes how far the work is. @returns false where another process has taken it over */
export const keepRun = async (
  db: Database,
  run: { partnershipId: string; ranOn: string; owner: string; leaseUntil: string; doneAt: string | null; removed: string },
): Promise<boolean> =>
  (await db.run(
    `UPDATE retention_run SET lease_until = :leaseUntil, done_at = :doneAt, removed = :removed
      WHERE partnership_id = :partnershipId AND ran_on = :ranOn AND owner = :owner AND done_at IS NULL`,
    { ...run },
  )) === 1;

export async function findLastRun(db: Database, partnershipId: string): Promise<{ ranOn: string; removed: string } | null> {
  const rows = await db.select<{ ranOn: string; removed: string }>(
    'SELECT ran_on AS ranOn, removed FROM retention_run WHERE partnership_id = :partnershipId AND done_at IS NOT NULL ORDER BY ran_on DESC LIMIT 1',
    { partnershipId },
  );
  return rows[0] ?? null;
}

// All of a trainee's placements go together: the years count from the end of the last one.
const due = `placement.partnership_id = :partnershipId AND placement.ends_on < :endedBefore AND NOT EXISTS (SELECT 1 FROM placement later
  WHERE later.trainee_person_id = placement.trainee_person_id AND later.partnership_id = placement.partnership_id
    AND later.ends_on >= :endedBefore)`;
const free = notHeld({ placementOf: 'placement.id' });

export const findDuePlacements = async (
  db: Database,
  at: { partnershipId: string; endedBefore: string },
  limit: number,
  tx?: Tx,
): Promise<string[]> =>
  (
    await db.select<{ id: string }>(
      `SELECT placement.id AS id FROM placement WHERE ${due} AND ${free} ORDER BY placement.ends_on, placement.id LIMIT ${Math.trunc(limit)}`,
      at,
      tx,
    )
  ).map(({ id }) => id);

/** Whether this placement's record is still due, asked once more where it goes. */
export const isDue = async (db: Database, at: { partnershipId: string; endedBefore: string; id: string }, tx: Tx): Promise<boolean> =>
  (await db.select(`SELECT 1 AS found FROM placement WHERE placement.id = :id AND ${due} AND ${free}`, at, tx)).length > 0;

export async function countDuePlacements(db: Database, at: { partnershipId: string; endedBefore: string }, held: boolean): Promise<number> {
  const rows = await db.select<{ found: number }>(
    `SELECT COUNT(*) AS found FROM placement WHERE ${due} AND ${held ? 'NOT ' : ''}(${free})`,
    at,
  );
  return rows[0]?.found ?? 0;
}
