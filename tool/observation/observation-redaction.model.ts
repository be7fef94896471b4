import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { RedactionReason, RedactionState } from './observation-redaction.shared.js';

export interface RedactionRow {
  id: string;
  observation_id: string;
  placement_id: string;
  partnership_id: string;
  part: string;
  /** JSON of Passage[]; empty once the words are gone and that is logged. */
  passages: string;
  reason: RedactionReason;
  note: string | null;
  state: RedactionState;
  asked_by: string;
  asked_at: string;
  decided_by: string | null;
  decided_as: string | null;
  decided_at: string | null;
  /** Of the text as it stands since, while no later redaction of the same text took its place. */
  salt: string | null;
  erased_at: string | null;
}

export interface OpenAsk {
  observationId: string;
  askedBy: string;
  askedAt: string;
  asks: number;
}

const columns = `id, observation_id, placement_id, partnership_id, part, passages, reason, note, state, asked_by, asked_at, decided_by, decided_as,
  decided_at, salt, erased_at`;

export const observationRedactionModel = (db: Database) => ({
  find: (observationId: string, tx?: Tx): Promise<RedactionRow[]> =>
    db.select<RedactionRow>(
      `SELECT ${columns} FROM observation_redaction WHERE observation_id = :observationId AND space = :space ORDER BY asked_at, id`,
      { observationId, space: recordSpace },
      tx,
    ),
  async findOne(id: string, tx: Tx): Promise<RedactionRow | null> {
    return (await db.select<RedactionRow>(`SELECT ${columns} FROM observation_redaction WHERE id = :id`, { id }, tx))[0] ?? null;
  },
  insert: (row: RedactionRow, tx: Tx) => db.insert('observation_redaction', { ...row, space: recordSpace }, tx),
  /** @returns true where it was still open */
  async decide(
    id: string,
    change: Pick<RedactionRow, 'state' | 'decided_by' | 'decided_as' | 'decided_at' | 'salt'>,
    tx: Tx,
  ): Promise<boolean> {
    const changed = await db.run(
      `UPDATE observation_redaction SET state = :state, decided_by = :decided_by, decided_as = :decided_as, decided_at = :decided_at, salt = :salt
        WHERE id = :id AND state = 'asked'`,
      { id, ...change },
      tx,
    );
    return changed === 1;
  },
  /** A text is sealed by its newest redaction alone, and the places of what else was asked about it mean nothing any more. */
  async overtake(observationId: string, part: string, exceptId: string, tx: Tx): Promise<void> {
    const values = { observationId, part, exceptId };
    const others = 'observation_id = :observationId AND part = :part AND id <> :exceptId';
    await db.run(`UPDATE observation_redaction SET salt = NULL WHERE ${others}`, values, tx);
    await db.run(`UPDATE observation_redaction SET state = 'overtaken', passages = '[]' WHERE ${others} AND state = 'asked'`, values, tx);
  },
  /** IANA name of the zone of a placement's school: the day of a gap is read in it. */
  async zoneOf(placementId: string, tx: Tx): Promise<string> {
    const [row] = await db.select<{ zone: string }>(
      `SELECT COALESCE(s.time_zone, pa.time_zone) AS zone FROM placement p JOIN school s ON s.id = p.school_id
         JOIN partnership pa ON pa.id = p.partnership_id WHERE p.id = :placementId`,
      { placementId },
      tx,
    );
    return row?.zone ?? 'UTC';
  },
  /** Removed, and not yet in the file that a restore reads; a few at a time, with the zone its day is read in and the account that decided. */
  unlogged: (): Promise<(RedactionRow & { zone: string; identityId: string })[]> =>
    db.select(
      `SELECT ${columns.replace(/\w+/g, 'r.$&')}, COALESCE(s.time_zone, pa.time_zone) AS zone,
          (SELECT g.identity_id FROM signature g WHERE g.record_kind = 'observation_redaction' AND g.record_id = r.id) AS identityId
         FROM observation_redaction r JOIN placement p ON p.id = r.placement_id JOIN school s ON s.id = p.school_id
         JOIN partnership pa ON pa.id = r.partnership_id
        WHERE r.state = 'removed' AND r.logged_at IS NULL ORDER BY r.decided_at, r.id LIMIT 100`,
    ),
  /** The places are in the log from now on, and nowhere here. */
  async markLogged(id: string, now: string, tx?: Tx): Promise<void> {
    await db.run(`UPDATE observation_redaction SET logged_at = :now, passages = '[]' WHERE id = :id`, { id, now }, tx);
  },
  /** Those that took words away, by id: for the operator's check of signatures. */
  removedPage: (partnershipId: string, after: string, limit: number): Promise<RedactionRow[]> =>
    db.select<RedactionRow>(
      `SELECT ${columns} FROM observation_redaction
        WHERE partnership_id = :partnershipId AND space = :space AND state = 'removed' AND id > :after ORDER BY id LIMIT :limit`,
      { partnershipId, space: recordSpace, after, limit },
    ),
  /** What waits for a decision, a row for each record. @param schoolIds of these schools only; null for all */
  open: (partnershipId: string, schoolIds: readonly string[] | null, limit: number): Promise<OpenAsk[]> =>
    db.select<OpenAsk>(
      `SELECT r.observation_id AS observationId, MIN(r.asked_by) AS askedBy, MIN(r.asked_at) AS askedAt, COUNT(*) AS asks
         FROM observation_redaction r JOIN placement p ON p.id = r.placement_id
        WHERE r.partnership_id = :partnershipId AND r.state = 'asked' AND r.space = :space AND (:every = 1 OR p.school_id IN (:schoolIds))
        GROUP BY r.observation_id ORDER BY askedAt, r.observation_id LIMIT :limit`,
      { partnershipId, space: recordSpace, every: schoolIds === null ? 1 : 0, schoolIds: [...(schoolIds ?? []), 'none'], limit },
    ),
});
