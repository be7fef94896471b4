import type { Database, Tx } from '../db/database.js';
import { countCollisions, findMovedLinks, moveEverything, type Replacement } from './replacement.model.js';

export interface Replaced {
  moved: { identities: number; courses: number; activities: number };
  /** Activities that came along. */
  linkRefs: string[];
}

/**
 * For the operator's command, after a platform was registered anew: people, courses and activities go on under the new registration.
 * @returns what would collide, and then nothing was changed
 */
export async function replaceRegistration(
  db: Database,
  replacement: Replacement,
  at: string,
  tx: Tx,
): Promise<Replaced | { collisions: Replaced['moved'] }> {
  const collisions = await countCollisions(db, replacement, tx);
  if (Object.values(collisions).some((n) => n > 0)) return { collisions };
  const moved = await moveEverything(db, replacement, at, tx);
  return { moved, linkRefs: await findMovedLinks(db, replacement.toDeployment, at, tx) };
}
