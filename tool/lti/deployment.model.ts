import type { Database, Tx } from '../db/database.js';
import type { DeploymentRecord } from './launch.js';

interface DeploymentRow {
  id: string;
  platform_kid: string;
  deployment_id: string;
  suspended_at: string | null;
  partnership_id: string | null;
}

const columns = 'd.id, d.platform_kid, d.deployment_id, d.suspended_at, dp.partnership_id';
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
    };
    if (row.partnership_id !== null) record.partnershipIds.push(row.partnership_id);
    records.set(row.id, record);
  }
  return [...records.values()];
}

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
  listOfPlatform: async (kid: string): Promise<DeploymentRecord[]> =>
    toRecords(
      await db.select<DeploymentRow>(
        `SELECT ${columns} ${joined} WHERE d.platform_kid = :kid AND d.retired_at IS NULL ORDER BY d.created_at, d.id`,
        {
          kid,
        },
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

  unretire: (id: string, tx: Tx): Promise<number> =>
    db.run('UPDATE deployment SET suspended_at = NULL, retired_at = NULL WHERE id = :id AND retired_at IS NOT NULL', { id }, tx),

  suspend: (id: string, at: string | null, tx: Tx): Promise<number> =>
    db.run('UPDATE deployment SET suspended_at = :at WHERE id = :id', { id, at }, tx),

  retire: (id: string, at: string, tx: Tx): Promise<number> =>
    db.run('UPDATE deployment SET retired_at = :at WHERE id = :id', { id, at }, tx),

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
