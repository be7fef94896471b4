import type { Database, Tx } from '../db/database.js';
import type { People } from '../partnership/people.service.js';
import { findPlacementsNamed, type HoldRow } from './hold.model.js';
import type { Hold } from './privacy.shared.js';

/** Holds with names: two statements however many. */
export async function viewsOfHolds(
  db: Database,
  people: People,
  partnershipId: string,
  rows: readonly HoldRow[],
  tx?: Tx,
): Promise<Hold[]> {
  const placements = await findPlacementsNamed(
    db,
    partnershipId,
    rows.flatMap((row) => (row.placementId === null ? [] : [row.placementId])),
    tx,
  );
  const named = [...rows.flatMap((row) => [row.personId, row.placedBy, row.liftedBy]), ...placements.map((one) => one.trainee)];
  const names = await people.namesOf(
    partnershipId,
    named.filter((id) => id !== null),
    tx ? { tx } : {},
  );
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id)?.name ?? null));
  return rows.map((row) => {
    const placement = placements.find((one) => one.id === row.placementId);
    return {
      id: row.id,
      person: row.personId === null ? null : { personId: row.personId, name: nameOf(row.personId) ?? '' },
      placement: placement ? { placementId: placement.id, trainee: nameOf(placement.trainee) ?? '', school: placement.school } : null,
      reason: row.reason ?? '',
      placedBy: nameOf(row.placedBy),
      placedAt: row.placedAt,
      liftedBy: nameOf(row.liftedBy),
      liftedAt: row.liftedAt,
    };
  });
}
