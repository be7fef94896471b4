import type { Database, Tx } from '../db/database.js';

/** What a platform said of somebody. */
export interface SaidOfPerson {
  name: string | null;
  givenName: string | null;
  email: string | null;
  studentNumber: string | null;
}

export interface KnownArrival {
  identityId: string | null;
  identityDigest: string | null;
  retiredAt: string | null;
  name: string | null;
  givenName: string | null;
  email: string | null;
  studentNumber: string | null;
  memberSub: string | null;
  memberDigest: string | null;
  /** JSON list, as their last launch said; null where they only stood in a list. */
  memberRoles: string | null;
  leftAt: string | null;
}

interface ContextValues {
  deploymentRef: string;
  contextId: string;
  label: string | null;
  title: string | null;
  membershipsUrl: string | null;
  lineitemsUrl: string | null;
  agsScopes: string | null;
  digest: string;
}

interface LinkValues {
  deploymentRef: string;
  contextRef: string | null;
  resourceLinkId: string;
  title: string | null;
  lineitemUrl: string | null;
  digest: string;
}

type Remembered = { id: string; digest: string | null } | null;

export const arrivalModel = (db: Database) => ({
  /** Identity and membership of one who arrives, in one statement whether or not they were here before. */
  known: async (platformKid: string, sub: string, contextRef: string | null, tx: Tx): Promise<KnownArrival> => {
    const [row] = await db.select<KnownArrival>(
      `SELECT i.id AS identityId, i.seen_digest AS identityDigest, i.retired_at AS retiredAt, i.name AS name, i.given_name AS givenName,
              i.email AS email, i.student_number AS studentNumber, m.sub AS memberSub, m.seen_digest AS memberDigest, CASE WHEN m.launched_at IS NULL THEN NULL ELSE m.roles END AS memberRoles,
              m.left_at AS leftAt
         FROM (SELECT 1 AS one) o
         LEFT JOIN identity i ON i.platform_kid = :platformKid AND i.sub = :sub
         LEFT JOIN membership m ON m.context_ref = :contextRef AND m.sub = :sub`,
      { platformKid, sub, contextRef: contextRef ?? '' },
      tx,
    );
    if (!row) throw new Error('A statement that always has a row had none.');
    return row;
  },

  /**
   * Nobody erases this account until the transaction ends; an erasure that came first is waited for. On SQLite the transaction itself
   * does that. @returns false where the account is retired by now
   */
  async holdIdentity(id: string, tx: Tx): Promise<boolean> {
    if (db.dialect === 'sqlite') return true;
    return (await db.select('SELECT id FROM identity WHERE id = :id AND retired_at IS NULL FOR UPDATE', { id }, tx)).length > 0;
  },

  insertIdentity: (row: SaidOfPerson & { id: string; platformKid: string; sub: string; digest: string; now: string }, tx: Tx): Promise<void> =>
    db.insert(
      'identity',
      {
        id: row.id, platform_kid: row.platformKid, sub: row.sub, name: row.name, given_name: row.givenName, email: row.email,
        student_number: row.studentNumber, seen_digest: row.digest, created_at: row.now, retired_at: null,
      },
      tx,
    ), // prettier-ignore

  // What a platform stopped sending (a privacy setting) stays as it was known.
  updateIdentity: (id: string, said: SaidOfPerson & { digest: string }, tx: Tx): Promise<number> =>
    db.run(
      `UPDATE identity SET name = COALESCE(:name, name), given_name = COALESCE(:givenName, given_name), email = COALESCE(:email, email),
              student_number = COALESCE(:studentNumber, student_number), seen_digest = :digest WHERE id = :id AND retired_at IS NULL`,
      { ...said, id },
      tx,
    ),

  /** A person's particulars follow an identity where they are still empty or came from this identity. */
  updatePersons: (identityId: string, said: SaidOfPerson, before: SaidOfPerson, tx: Tx): Promise<number> => {
    const follows = (column: string, key: keyof SaidOfPerson): string =>
      `${column} = CASE WHEN :${key} IS NOT NULL AND (${column} IS NULL OR ${column} = :${key}Before) THEN :${key} ELSE ${column} END`;
    return db.run(
      `UPDATE person SET ${follows('name', 'name')}, ${follows('given_name', 'givenName')}, ${follows('email', 'email')},
              ${follows('student_number', 'studentNumber')}
        WHERE id IN (SELECT person_id FROM identity_person WHERE identity_id = :identityId)`,
      {
        ...said, identityId, nameBefore: before.name, givenNameBefore: before.givenName, emailBefore: before.email,
        studentNumberBefore: before.studentNumber,
      },
      tx,
    ); // prettier-ignore
  },

  insertMembership: (row: SaidOfPerson & { contextRef: string; sub: string; roles: string; digest: string; now: string }, tx: Tx): Promise<void> =>
    db.insert(
      'membership',
      {
        context_ref: row.contextRef, sub: row.sub, name: row.name, given_name: row.givenName, email: row.email,
        student_number: row.studentNumber, roles: row.roles, launched_at: row.now, listed_at: null, left_at: null, seen_digest: row.digest,
      },
      tx,
    ), // prettier-ignore

  updateMembership: (
    row: SaidOfPerson & { contextRef: string; sub: string; roles: string; digest: string; now: string },
    tx: Tx,
  ): Promise<number> =>
    db.run(
      `UPDATE membership SET name = COALESCE(:name, name), given_name = COALESCE(:givenName, given_name), email = COALESCE(:email, email),
              student_number = COALESCE(:studentNumber, student_number), roles = :roles, launched_at = :now, left_at = NULL, seen_digest = :digest
        WHERE context_ref = :contextRef AND sub = :sub`,
      { ...row },
      tx,
    ),

  findContext: async (deploymentRef: string, contextId: string, tx: Tx): Promise<Remembered> =>
    (
      await db.select<{ id: string; digest: string | null }>(
        'SELECT id, seen_digest AS digest FROM context WHERE deployment_ref = :deploymentRef AND context_id = :contextId',
        { deploymentRef, contextId },
        tx,
      )
    )[0] ?? null,

  insertContext: (row: ContextValues & { id: string; now: string }, tx: Tx): Promise<void> =>
    db.insert(
      'context',
      {
        id: row.id, deployment_ref: row.deploymentRef, context_id: row.contextId, label: row.label, title: row.title,
        memberships_url: row.membershipsUrl, lineitems_url: row.lineitemsUrl, ags_scopes: row.agsScopes, roster_read_at: null,
        seen_digest: row.digest, created_at: row.now,
      },
      tx,
    ), // prettier-ignore

  updateContext: (id: string, row: ContextValues, tx: Tx): Promise<number> =>
    db.run(
      `UPDATE context SET label = COALESCE(:label, label), title = COALESCE(:title, title),
              memberships_url = COALESCE(:membershipsUrl, memberships_url), lineitems_url = COALESCE(:lineitemsUrl, lineitems_url),
              ags_scopes = COALESCE(:agsScopes, ags_scopes), seen_digest = :digest WHERE id = :id`,
      { ...row, id },
      tx,
    ),

  findLink: async (deploymentRef: string, resourceLinkId: string, tx: Tx): Promise<Remembered> =>
    (
      await db.select<{ id: string; digest: string | null }>(
        'SELECT id, seen_digest AS digest FROM resource_link WHERE deployment_ref = :deploymentRef AND resource_link_id = :resourceLinkId',
        { deploymentRef, resourceLinkId },
        tx,
      )
    )[0] ?? null,

  insertLink: (row: LinkValues & { id: string; now: string }, tx: Tx): Promise<void> =>
    db.insert(
      'resource_link',
      {
        id: row.id, deployment_ref: row.deploymentRef, context_ref: row.contextRef, resource_link_id: row.resourceLinkId, title: row.title,
        lineitem_url: row.lineitemUrl, seen_digest: row.digest, created_at: row.now,
      },
      tx,
    ), // prettier-ignore

  // Moodle leaves `lineitem` out once a link has a second column: the one it named before stays the coupled one.
  updateLink: (id: string, row: LinkValues, tx: Tx): Promise<number> =>
    db.run(
      `UPDATE resource_link SET context_ref = COALESCE(:contextRef, context_ref), title = COALESCE(:title, title),
              lineitem_url = COALESCE(:lineitemUrl, lineitem_url), seen_digest = :digest, counted_at = NULL, moved_at = NULL WHERE id = :id`,
      { ...row, id },
      tx,
    ),

  findIdentity: async (platformKid: string, sub: string, tx: Tx): Promise<string | null> =>
    (
      await db.select<{ id: string }>(
        'SELECT id FROM identity WHERE platform_kid = :platformKid AND sub = :sub AND retired_at IS NULL',
        { platformKid, sub },
        tx,
      )
    )[0]?.id ?? null,

  isTrainee: async (identityId: string, partnershipIds: string[], tx: Tx): Promise<boolean> =>
    (
      await db.select(
        `SELECT 1 AS found FROM identity_person ip
           JOIN role_held r ON r.person_id = ip.person_id AND r.partnership_id = ip.partnership_id AND r.role = 'trainee' AND r.ended_at IS NULL
          WHERE ip.identity_id = :identityId AND ip.partnership_id IN (:partnershipIds) LIMIT 1`,
        { identityId, partnershipIds },
        tx,
      )
    ).length > 0,

  /** Of several partnerships, the one in which this identity has held a role the longest. */
  partnershipWithRole: async (identityId: string, partnershipIds: string[], tx: Tx): Promise<string | null> =>
    (
      await db.select<{ partnership_id: string }>(
        `SELECT r.partnership_id FROM identity_person ip
           JOIN role_held r ON r.person_id = ip.person_id AND r.partnership_id = ip.partnership_id AND r.ended_at IS NULL
          WHERE ip.identity_id = :identityId AND ip.partnership_id IN (:partnershipIds) ORDER BY r.started_at LIMIT 1`,
        { identityId, partnershipIds },
        tx,
      )
    )[0]?.partnership_id ?? null,
});
