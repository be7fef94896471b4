import type { Database, Tx } from '../db/database.js';

/** A closing statement belongs to the training record. */
export const closingSpace = 'record';

export interface ClosingRow {
  placementId: string;
  body: string | null;
  writtenOn: string;
  authorPersonId: string;
  revision: number;
  erasedAt: string | null;
}

/** The statements of these placements. One statement of SQL. */
export async function findClosings(db: Database, partnershipId: string, placementIds: readonly string[], tx?: Tx): Promise<ClosingRow[]> {
  if (placementIds.length === 0) return [];
  return db.select<ClosingRow>(
    `SELECT placement_id AS placementId, body, written_on AS writtenOn, author_person_id AS authorPersonId, revision, erased_at AS erasedAt
       FROM placement_closing WHERE placement_id IN (:placementIds) AND partnership_id = :partnershipId AND space = :space`,
    { placementIds: [...placementIds], partnershipId, space: closingSpace },
    tx,
  );
}

export interface ClosingWords {
  body: string;
  writtenOn: string;
  authorPersonId: string;
  now: string;
}

/** @throws UniqueConstraintError where somebody else wrote the first one at the same moment */
export const insertClosing = (
  db: Database,
  row: ClosingWords & { placementId: string; partnershipId: string },
  tx: Tx,
): Promise<void> =>
  db.insert(
    'placement_closing',
    {
      placement_id: row.placementId, space: closingSpace, partnership_id: row.partnershipId, body: row.body, written_on: row.writtenOn,
      author_person_id: row.authorPersonId, created_at: row.now, changed_at: row.now, revision: 1,
    },
    tx,
  ); // prettier-ignore

/** @returns false where the revision is not `revision` any more */
export async function updateClosing(
  db: Database,
  target: { placementId: string; partnershipId: string; revision: number },
  words: ClosingWords,
  tx: Tx,
): Promise<boolean> {
  const matched = await db.run(
    `UPDATE placement_closing SET body = :body, written_on = :writtenOn, author_person_id = :authorPersonId, changed_at = :now,
            revision = revision + 1, erased_at = NULL, erased_because = NULL
      WHERE placement_id = :placementId AND partnership_id = :partnershipId AND revision = :revision`,
    { ...target, ...words },
    tx,
  );
  return matched === 1;
}
