import type { Database, Tx } from '../db/database.js';
import type { DeploymentRecord } from './launch.js';

interface DeploymentRow {
  id: string;
  platform_kid: string;
  deployment_id: string;
  suspended_at: string | null;
  pending_at: string | null;
  partnership_id: string | null;
}

const columns = 'd.id, d.platform_kid, d.deployment_id, d.suspended_at, d.pending_at, dp.partnership_id';
const joined = `FROM deployment d LEFT JOIN deployment_partnership dp ON dp.deployment_ref = d.id`;

function toRecords(rows: DeploymentRow[]): DeploymentRecord[] {
  const records = new Map<string, DeploymentRecord>();
  for (const row of rows) {
    const record = records.get(row.id) ?? {
      id: row.id,
      platformKid: row.platform_kid,
      deploymentId: row.deployment_id,
      suspendedAt: row.suspended_at,
      partnershipIds: [],
      ...(row.pending_at === null ? {} : { pending: true }),
    };
    if (row.partnership_id !== null) record.partnershipIds.push(row.partnership_id);
    records.set(row.id, record);
  }
  return [...records.values()];
}

/** Nobody can fill the list of what waits by opening the tool from ever new places. */
const mostNoticed = 20;

export const deploymentModel = (db: Database) => ({
  ofPlatform: async (kid: string, deploymentId: string): Promise<DeploymentRecord | null> =>
    toRecords(
      await db.select<DeploymentRow>(
        `SELECT ${columns} ${joined} WHERE d.platform_kid = :kid AND d.deployment_id = :deploymentId AND d.retired_at IS NULL
         ORDER BY dp.created_at, dp.partnership_id`,
        { kid, deploymentId },
      ),
    )[0] ?? null,

  byRef: async (id: string): Promise<DeploymentRecord | null> =>
    toRecords(
      await db.select<DeploymentRow>(`SELECT ${columns} ${joined} WHERE d.id = :id AND d.retired_at IS NULL ORDER BY dp.created_at`, {
        id,
      }),
    )[0] ?? null,

  /** Every deployment of a platform, also retired ones; for the operator's list. */
  listOfPlatform: async (kid: string, tx?: Tx): Promise<DeploymentRecord[]> =>
    toRecords(
      await db.select<DeploymentRow>(
        `SELECT ${columns} ${joined} WHERE d.platform_kid = :kid AND d.retired_at IS NULL ORDER BY d.created_at, d.id`,
        { kid },
        tx,
      ),
    ),

  /** Also a retired one: its identifier stays taken, and `add` opens it again. */
  findAny: async (kid: string, deploymentId: string, tx: Tx): Promise<string | null> =>
    (
      await db.select<{ id: string }>(
        'SELECT id FROM deployment WHERE platform_kid = :kid AND deployment_id = :deploymentId',
        { kid, deploymentId },
        tx,
      )
    )[0]?.id ?? null,

  insert: (row: { id: string; kid: string; deploymentId: string; at: string }, tx: Tx): Promise<void> =>
    db.insert(
      'deployment',
      { id: row.id, platform_kid: row.kid, deployment_id: row.deploymentId, created_at: row.at, suspended_at: null, retired_at: null },
      tx,
    ),

  /** A deployment that waits for approval, unless it is known, was removed, or too many wait. Suspended too, so that nothing lets it in. */
  notice: async (row: { id: string; kid: string; deploymentId: string; at: string }, tx: Tx): Promise<void> => {
    const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
    await db.select(`SELECT kid FROM platform WHERE kid = :kid${lock}`, { kid: row.kid }, tx);
    const rows = await db.select<{ deployment_id: string; pending_at: string | null }>(
      'SELECT deployment_id, pending_at FROM deployment WHERE platform_kid = :kid AND (deployment_id = :deploymentId OR pending_at IS NOT NULL)',
      { kid: row.kid, deploymentId: row.deploymentId },
      tx,
    );
    if (rows.some((one) => one.deployment_id === row.deploymentId) || rows.length >= mostNoticed) return;
    await db.insert(
      'deployment',
      { id: row.id, platform_kid: row.kid, deployment_id: row.deploymentId, created_at: row.at, suspended_at: row.at, retired_at: null, pending_at: row.at },
      tx,
    ); // prettier-ignore
  },

  findPending: async (id: string, tx: Tx): Promise<{ kid: string; deploymentId: string } | null> =>
    (
      await db.select<{ kid: string; deploymentId: string }>(
        `SELECT platform_kid AS kid, deployment_id AS deploymentId FROM deployment
          WHERE id = :id AND pending_at IS NOT NULL AND retired_at IS NULL${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`,
        { id },
        tx,
      )
    )[0] ?? null,

  unretire: (id: string, tx: Tx): Promise<number> =>
    db.run(
      'UPDATE deployment SET suspended_at = NULL, pending_at = NULL, retired_at = NULL WHERE id = :id AND (retired_at IS NOT NULL OR pending_at IS NOT NULL)',
      { id },
      tx,
    ),

  suspend: (id: string, at: string, tx: Tx): Promise<number> =>
    db.run('UPDATE deployment SET suspended_at = :at WHERE id = :id AND pending_at IS NULL', { id, at }, tx),

  resume: (id: string, tx: Tx): Promise<number> =>
    db.run('UPDATE deployment SET suspended_at = NULL WHERE id = :id AND pending_at IS NULL', { id }, tx),

  retire: (id: string, at: string, tx: Tx): Promise<number> =>
    db.run('UPDATE deployment SET retired_at = :at, pending_at = NULL WHERE id = :id', { id, at }, tx),

  anyServes: async (kid: string, partnershipId: string, tx: Tx): Promise<boolean> =>
    (
      await db.select(
        `SELECT d.id FROM deployment d JOIN deployment_partnership dp ON dp.deployment_ref = d.id AND dp.partnership_id = :partnershipId
          WHERE d.platform_kid = :kid LIMIT 1`,
        { kid, partnershipId },
        tx,
      )
    ).length > 0,

  serves: async (id: string, partnershipId: string, at: string, tx: Tx): Promise<void> => {
    const values = { id, partnershipId };
    const [found] = await db.select(
      'SELECT deployment_ref FROM deployment_partnership WHERE deployment_ref = :id AND partnership_id = :partnershipId',
      values,
      tx,
    );
    if (!found) await db.insert('deployment_partnership', { deployment_ref: id, partnership_id: partnershipId, created_at: at }, tx);
  },
});
