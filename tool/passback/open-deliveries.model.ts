import type { Database, Tx } from '../db/database.js';

/**
 * How many scores still wait to be sent to a platform, or to one of its deployments.
 * @param deploymentRef null for the whole platform
 */
export async function countOpenDeliveries(db: Database, platformKid: string, deploymentRef: string | null, tx?: Tx): Promise<number> {
  const [row] = await db.select<{ open: number }>(
    `SELECT COUNT(*) AS open FROM score_outbox o
       JOIN resource_link l ON l.id = o.link_ref
       JOIN deployment d ON d.id = l.deployment_ref
      WHERE o.state IN ('waiting', 'sending') AND d.platform_kid = :platformKid AND (:deploymentRef IS NULL OR d.id = :deploymentRef)`,
    { platformKid, deploymentRef },
    tx,
  );
  return row?.open ?? 0;
}
