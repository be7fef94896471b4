import type { Database, Tx } from '../db/database.js';
import { platformTitle } from '../lti/platform-family.js';
import { findDoors, findReaderRows } from './reader.model.js';
import type { Reader } from './viewer.js';

/**
 * Somebody who does not have the tool open, as a request of theirs would find them: the roles held now and the zone they work in. There is no
 * session and no account in it, so nothing can be done or written down in their name.
 * @returns null for who holds no role here
 */
export async function findReader(db: Database, partnershipId: string, personId: string, tx?: Tx): Promise<Reader | null> {
  const rows = await findReaderRows(db, partnershipId, personId, tx);
  const [first] = rows;
  if (!first) return null;
  const roles = rows.map(({ id, role, placementId, schoolId }) => ({ id, role, placementId, schoolId }));
  const timeZone = rows.find((row) => row.schoolZone !== null)?.schoolZone ?? first.partnershipZone;
  return { partnershipId, personId, locale: null, timeZone, roles };
}

/** What somebody's platforms are called from which they can open the tool now; none while all of them are suspended. */
export async function findPlatformTitles(db: Database, partnershipId: string, personId: string): Promise<string[]> {
  return [...new Set((await findDoors(db, partnershipId, personId)).map(platformTitle))];
}
