import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { SectionName, SelfAnswer } from './observation.shared.js';

/** The trainee's own answers until they are given: of no record, and nobody else's. */
const ownSpace = 'private';

export interface GivenAnswer {
  observation_id: string;
  /** Of the whole view: it is sealed under it. */
  view_id: string;
  section: SectionName;
  author_person_id: string;
  body: string | null;
  given_at: string;
  salt: string | null;
  erased_at: string | null;
}

/** Where an answer belongs, and whose it is. */
export interface SelfViewOf {
  observationId: string;
  placementId: string;
  partnershipId: string;
  personId: string;
}

const givenColumns = 'observation_id, view_id, section, author_person_id, body, given_at, salt, erased_at';

export const observationSelfViewModel = (db: Database) => ({
  /** What somebody has written and not given. */
  findOwn: ({ observationId, personId, partnershipId }: Omit<SelfViewOf, 'placementId'>, tx?: Tx): Promise<SelfAnswer[]> =>
    db.select<SelfAnswer>(
      `SELECT section, body, revision, changed_at AS changedAt FROM observation_self_view
        WHERE observation_id = :observationId AND space = :space AND author_person_id = :personId AND partnership_id = :partnershipId`,
      { observationId, space: ownSpace, personId, partnershipId },
      tx,
    ),
  insert: (of: SelfViewOf, section: SectionName, body: string, at: string, tx: Tx) =>
    db.insert(
      'observation_self_view',
      {
        observation_id: of.observationId, section, space: ownSpace, placement_id: of.placementId, partnership_id: of.partnershipId,
        author_person_id: of.personId, body, revision: 1, changed_at: at,
      },
      tx,
    ), // prettier-ignore
  /** @returns true where the revision was the stored one */
  async update(of: SelfViewOf, section: SectionName, revision: number, body: string, at: string, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE observation_self_view SET body = :body, changed_at = :at, revision = revision + 1
        WHERE observation_id = :observationId AND section = :section AND author_person_id = :personId AND revision = :revision`,
      { observationId: of.observationId, personId: of.personId, section, revision, body, at },
      tx,
    );
    return changed === 1;
  },
  async deleteOwn({ observationId, personId }: SelfViewOf, tx: Tx): Promise<void> {
    await db.run(
      'DELETE FROM observation_self_view WHERE observation_id = :observationId AND author_person_id = :personId',
      { observationId, personId },
      tx,
    );
  },
  /** The one way what was given changes: words go, and its salt with them. */
  async redact(observationId: string, section: SectionName, body: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE observation_given_view SET body = :body, salt = NULL
        WHERE observation_id = :observationId AND section = :section AND erased_at IS NULL`,
      { observationId, section, body },
      tx,
    );
  },
  insertGiven: (row: Omit<GivenAnswer, 'erased_at'>, tx: Tx) => db.insert('observation_given_view', { ...row, space: recordSpace }, tx),
  /** Views that were given, by id: for the operator's check of signatures. */
  givenPage: (partnershipId: string, after: string, limit: number) =>
    db.select<{ viewId: string; observationId: string; templateVersionId: string }>(
      `SELECT DISTINCT g.view_id AS viewId, o.id AS observationId, o.template_version_id AS templateVersionId
         FROM observation_given_view g JOIN observation o ON o.id = g.observation_id AND o.space = g.space
        WHERE o.partnership_id = :partnershipId AND o.space = :space AND g.view_id > :after ORDER BY viewId LIMIT :limit`,
      { partnershipId, space: recordSpace, after, limit },
    ),
  /** What was given, of these observations. One statement. */
  findGiven: (observationIds: readonly string[], tx?: Tx): Promise<GivenAnswer[]> =>
    observationIds.length === 0
      ? Promise.resolve([])
      : db.select<GivenAnswer>(
          `SELECT ${givenColumns} FROM observation_given_view WHERE observation_id IN (:observationIds) AND space = :space ORDER BY observation_id`,
          { observationIds: [...observationIds], space: recordSpace },
          tx,
        ),
});
