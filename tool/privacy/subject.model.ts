import type { Database, Tx } from '../db/database.js';
import { ids, type Scope } from './declared-rows.model.js';

const lockOf = (db: Database): string => (db.dialect === 'mysql' ? ' FOR UPDATE' : '');

/**
 * Erasures, holds and retention of one partnership happen one after the other: what was found not to be held is still not held when it
 * goes. Held until the transaction ends.
 */
export async function lockPartnership(db: Database, partnershipId: string, tx: Tx): Promise<void> {
  await db.select(`SELECT id FROM partnership WHERE id = :partnershipId${lockOf(db)}`, { partnershipId }, tx);
}

/**
 * Whoever gives this person a role holds the person, and whoever arrives or types a code the account: each has finished and is seen, or
 * waits and finds somebody erased. Held until the transaction ends; on SQLite the transaction itself does that.
 */
export async function lockSubject(db: Database, { partnershipId, personId, identityIds }: Scope, tx: Tx): Promise<void> {
  if (db.dialect === 'sqlite') return;
  await db.select('SELECT id FROM identity WHERE id IN (:identityIds) ORDER BY id FOR UPDATE', { identityIds: identityIds ?? [] }, tx);
  const person = { personId: personId ?? '', partnershipId };
  await db.select('SELECT id FROM person WHERE id = :personId AND partnership_id = :partnershipId FOR UPDATE', person, tx);
}

/** Null where there is no such person in this partnership. */
export async function findSubject(
  db: Database,
  partnershipId: string,
  personId: string,
  tx?: Tx,
): Promise<{ personId: string; erasedAt: string | null } | null> {
  const rows = await db.select<{ personId: string; erasedAt: string | null }>(
    'SELECT id AS personId, erased_at AS erasedAt FROM person WHERE id = :personId AND partnership_id = :partnershipId',
    { personId, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

/** What belongs to a person in a partnership: their placements as a trainee, and their accounts. */
export async function scopeOf(db: Database, partnershipId: string, personId: string, tx?: Tx): Promise<Scope & { placementIds: string[] }> {
  const placements = await db.select<{ id: string }>(
    'SELECT id FROM placement WHERE partnership_id = :partnershipId AND trainee_person_id = :personId ORDER BY starts_on, id',
    { partnershipId, personId },
    tx,
  );
  const accounts = await db.select<{ id: string; elsewhere: number }>(
    `SELECT ip.identity_id AS id, (SELECT COUNT(*) FROM identity_person o WHERE o.identity_id = ip.identity_id
        AND o.partnership_id <> ip.partnership_id) AS elsewhere
       FROM identity_person ip WHERE ip.person_id = :personId AND ip.partnership_id = :partnershipId`,
    { partnershipId, personId },
    tx,
  );
  return {
    partnershipId,
    personId,
    placementIds: ids(placements.map(({ id }) => id)),
    identityIds: ids(accounts.map(({ id }) => id)),
    lastIdentityIds: ids(accounts.filter(({ elsewhere }) => elsewhere === 0).map(({ id }) => id)),
  };
}

/** Placements of others whose record holds words of this person that a copy of theirs has. */
export async function findWorkplaces(db: Database, partnershipId: string, personId: string, tx: Tx): Promise<string[]> {
  const rows = await db.select<{ id: string }>(
    `SELECT DISTINCT placement_id AS id FROM role_held
      WHERE person_id = :personId AND partnership_id = :partnershipId AND ended_at IS NULL AND placement_id IS NOT NULL AND role <> 'trainee'`,
    { partnershipId, personId },
    tx,
  );
  return rows.map(({ id }) => id);
}

/** Roles somebody has or had, for what they are called afterwards. */
export async function findRolesEver(db: Database, partnershipId: string, personId: string, tx?: Tx): Promise<string[]> {
  const rows = await db.select<{ role: string }>(
    'SELECT DISTINCT role FROM role_held WHERE person_id = :personId AND partnership_id = :partnershipId',
    { partnershipId, personId },
    tx,
  );
  return rows.map(({ role }) => role);
}

export interface FoundPerson {
  personId: string;
  erasedAt: string | null;
}

/** People of the partnership whose name holds these letters, or whose e-mail or number begins with them. */
export function searchPeople(db: Database, partnershipId: string, search: string, limit: number): Promise<FoundPerson[]> {
  const letters = search.replace(/[!%_]/g, '!$&');
  return db.select<FoundPerson>(
    `SELECT p.id AS personId, p.erased_at AS erasedAt FROM person p
      WHERE p.partnership_id = :partnershipId
        AND (p.name LIKE :like ESCAPE '!' OR p.email LIKE :begins ESCAPE '!' OR p.student_number LIKE :begins ESCAPE '!')
      ORDER BY CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END, p.name, p.id LIMIT ${Math.trunc(limit)}`,
    { partnershipId, like: `%${letters}%`, begins: `${letters}%` },
  );
}

/** Somebody who opened the tool, or stands on the list of a course, and was never given a role here. */
export interface FoundAccount {
  identityId: string | null;
  contextRef: string | null;
  sub: string;
  name: string | null;
  email: string | null;
  course: string | null;
}

/** Accounts without a person in this partnership, by the same letters; on its platforms and nowhere else. Courses first, then who is in none. */
export async function searchAccounts(db: Database, partnershipId: string, search: string, limit: number): Promise<FoundAccount[]> {
  const letters = search.replace(/[!%_]/g, '!$&');
  const matching = (one: string): string =>
    `(${one}.name LIKE :like ESCAPE '!' OR ${one}.email LIKE :begins ESCAPE '!' OR ${one}.student_number LIKE :begins ESCAPE '!')`;
  const values = { partnershipId, like: `%${letters}%`, begins: `${letters}%` };
  const nobody = `NOT EXISTS (SELECT 1 FROM identity_person ip WHERE ip.identity_id = i.id AND ip.partnership_id = dp.partnership_id)`;
  const listed = await db.select<FoundAccount>(
    `SELECT i.id AS identityId, m.context_ref AS contextRef, m.sub AS sub, m.name AS name, m.email AS email, c.title AS course
       FROM deployment_partnership dp
       JOIN deployment d ON d.id = dp.deployment_ref
       JOIN context c ON c.deployment_ref = d.id
       JOIN membership m ON m.context_ref = c.id
       LEFT JOIN identity i ON i.platform_kid = d.platform_kid AND i.sub = m.sub
      WHERE dp.partnership_id = :partnershipId AND ${nobody} AND ${matching('m')} ORDER BY m.name, m.sub, c.id LIMIT ${Math.trunc(limit)}`,
    values,
  );
  const alone = await db.select<FoundAccount>(
    `SELECT DISTINCT i.id AS identityId, NULL AS contextRef, i.sub AS sub, i.name AS name, i.email AS email, NULL AS course
       FROM deployment_partnership dp
       JOIN deployment d ON d.id = dp.deployment_ref
       JOIN identity i ON i.platform_kid = d.platform_kid AND i.retired_at IS NULL
      WHERE dp.partnership_id = :partnershipId AND ${nobody} AND ${matching('i')} ORDER BY i.name, i.id LIMIT ${Math.trunc(limit)}`,
    values,
  );
  const known = new Set<string | null>();
  return [...listed, ...alone].filter((one) => {
    const isNew = one.identityId === null || !known.has(one.identityId);
    known.add(one.identityId);
    return isNew;
  });
}

/** Roles held now by these people, one row a role. One statement. */
export const findRolesNow = (db: Database, partnershipId: string, personIds: string[]): Promise<{ personId: string; role: string }[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db.select(
        `SELECT DISTINCT person_id AS personId, role FROM role_held
          WHERE partnership_id = :partnershipId AND person_id IN (:personIds) AND ended_at IS NULL ORDER BY person_id, role`,
        { partnershipId, personIds },
      );

export interface FoundPlacement {
  placementId: string;
  traineePersonId: string;
  school: string;
  startsOn: string;
  endsOn: string;
}

/** Placements of these trainees, for a hold on one of them. One statement. */
export const findPlacementsOf = (db: Database, partnershipId: string, personIds: string[]): Promise<FoundPlacement[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db.select(
        `SELECT p.id AS placementId, p.trainee_person_id AS traineePersonId, s.name AS school, p.starts_on AS startsOn, p.ends_on AS endsOn
           FROM placement p JOIN school s ON s.id = p.school_id
          WHERE p.partnership_id = :partnershipId AND p.trainee_person_id IN (:personIds) ORDER BY p.starts_on, p.id`,
        { partnershipId, personIds },
      );

export async function findPartnershipName(db: Database, partnershipId: string): Promise<string> {
  const rows = await db.select<{ name: string }>('SELECT name FROM partnership WHERE id = :partnershipId', { partnershipId });
  return rows[0]?.name ?? '';
}
