import type { Database, Tx, Values } from '../db/database.js';

export interface Replacement {
  fromPlatform: string;
  fromDeployment: string;
  toPlatform: string;
  toDeployment: string;
}

interface Counts {
  identities: number;
  courses: number;
  activities: number;
}

async function count(db: Database, from: string, values: Values, tx: Tx): Promise<number> {
  const [row] = await db.select<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`, values, tx);
  return row?.n ?? 0;
}

/** What stands on both sides under the same name, and could not be told apart afterwards. */
export async function countCollisions(db: Database, r: Replacement, tx: Tx): Promise<Counts> {
  const values = { ...r };
  return {
    identities:
      r.fromPlatform === r.toPlatform
        ? 0
        : await count(
            db,
            'identity a JOIN identity b ON b.sub = a.sub AND b.platform_kid = :toPlatform WHERE a.platform_kid = :fromPlatform',
            values,
            tx,
          ),
    courses: await count(
      db,
      'context a JOIN context b ON b.context_id = a.context_id AND b.deployment_ref = :toDeployment WHERE a.deployment_ref = :fromDeployment',
      values,
      tx,
    ),
    activities: await count(
      db,
      `resource_link a JOIN resource_link b ON b.resource_link_id = a.resource_link_id AND b.deployment_ref = :toDeployment
        WHERE a.deployment_ref = :fromDeployment`,
      values,
      tx,
    ),
  };
}

/**
 * Where the new registration keeps its columns is learnt when an activity is first opened from it; until then nothing is sent there. So
 * that opening has to say something new, also where everything comes back to where it was.
 */
export async function moveEverything(db: Database, r: Replacement, at: string, tx: Tx): Promise<Counts> {
  const values = { ...r, at };
  const identities =
    r.fromPlatform === r.toPlatform
      ? 0
      : await db.run('UPDATE identity SET platform_kid = :toPlatform WHERE platform_kid = :fromPlatform', values, tx);
  if (r.fromPlatform !== r.toPlatform) {
    await db.run('UPDATE placement_intake SET platform_kid = :toPlatform WHERE platform_kid = :fromPlatform', values, tx);
  }
  const courses = await db.run(
    'UPDATE context SET deployment_ref = :toDeployment, seen_digest = NULL WHERE deployment_ref = :fromDeployment',
    values,
    tx,
  );
  const activities = await db.run(
    `UPDATE resource_link SET deployment_ref = :toDeployment, lineitem_url = NULL, moved_at = :at, seen_digest = NULL
      WHERE deployment_ref = :fromDeployment`,
    values,
    tx,
  );
  // A link that was placed and never opened, or that comes with a copy of the course, still names its choice.
  await db.run('UPDATE link_choice SET deployment_ref = :toDeployment WHERE deployment_ref = :fromDeployment', values, tx);
  await db.run(
    `INSERT INTO deployment_partnership (deployment_ref, partnership_id, created_at)
       SELECT :toDeployment, f.partnership_id, f.created_at FROM deployment_partnership f WHERE f.deployment_ref = :fromDeployment
          AND NOT EXISTS (SELECT 1 FROM deployment_partnership t WHERE t.deployment_ref = :toDeployment AND t.partnership_id = f.partnership_id)`,
    values,
    tx,
  );
  return { identities, courses, activities };
}

export const findMovedLinks = async (db: Database, deploymentRef: string, at: string, tx: Tx): Promise<string[]> =>
  (
    await db.select<{ id: string }>(
      'SELECT id FROM resource_link WHERE deployment_ref = :deploymentRef AND moved_at = :at',
      { deploymentRef, at },
      tx,
    )
  ).map(({ id }) => id);
