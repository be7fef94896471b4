import type { Database } from '../db/database.js';

export interface HistoryRow {
  id: string;
  at: string;
  action: string;
  personId: string | null;
  objectKind: string | null;
  objectId: string | null;
  placementId: string | null;
  detail: string | null;
}

/** The last line seen. */
export interface Place {
  at: string;
  id: string;
}

const columns =
  'id, at, action, person_id AS personId, object_kind AS objectKind, object_id AS objectId, placement_id AS placementId, detail';
const start: Place = { at: '9', id: '' };
const earlier = '(at < :at OR (at = :at AND id < :id))';

export const auditHistoryModel = (db: Database) => ({
  /**
   * One page of some actions, newest first. One statement with a part for each action: each reads as many rows of its own index as a
   * page is long, however many rows of other actions lie between.
   */
  ofActions(partnershipId: string, actions: readonly string[], after: Place | null, limit: number): Promise<HistoryRow[]> {
    const parts = actions.map(
      (_action, index) =>
        `SELECT * FROM (SELECT ${columns} FROM audit_event WHERE partnership_id = :partnershipId AND action = :action${index} AND ${earlier}
           ORDER BY at DESC, id DESC LIMIT :limit) a${index}`,
    );
    const named = Object.fromEntries(actions.map((action, index) => [`action${index}`, action]));
    return db.select<HistoryRow>(`${parts.join(' UNION ALL ')} ORDER BY at DESC, id DESC LIMIT :limit`, {
      partnershipId,
      limit,
      ...(after ?? start),
      ...named,
    });
  },
  /** One page of everything about one placement, newest first. */
  ofPlacement: (partnershipId: string, placementId: string, after: Place | null, limit: number): Promise<HistoryRow[]> =>
    db.select<HistoryRow>(
      `SELECT ${columns} FROM audit_event WHERE placement_id = :placementId AND partnership_id = :partnershipId AND ${earlier}
        ORDER BY at DESC, id DESC LIMIT :limit`,
      { placementId, partnershipId, limit, ...(after ?? start) },
    ),
});
