import type { Database, Tx, Value } from '../db/database.js';
import { newId } from '../ids.js';
import type { NameSource } from './person-name.rules.js';

const lockOf = (db: Database): string => (db.dialect === 'mysql' ? ' FOR UPDATE' : '');

/** Inserts a row unless one with the same key is there; two who race both go on, with the row of the first. */
export async function insertIfAbsent(db: Database, table: string, row: Record<string, Value>, tx: Tx): Promise<void> {
  const columns = Object.keys(row);
  const ignoring = db.dialect === 'mysql' ? 'INSERT IGNORE' : 'INSERT OR IGNORE';
  await db.run(`${ignoring} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`, row, tx);
}

interface NameRow {
  personId: string;
  name: string | null;
  givenName: string | null;
  studentNumber: string | null;
  platformName: string | null;
  platformGivenName: string | null;
  platformNumber: string | null;
}

/** What is known of these people's names, best source first; people of another partnership are left out. One statement. */
export async function findNameSources(
  db: Database,
  partnershipId: string,
  personIds: readonly string[],
  tx?: Tx,
): Promise<Map<string, NameSource[]>> {
  const found = new Map<string, NameSource[]>();
  if (personIds.length === 0) return found;
  const rows = await db.select<NameRow>(
    `SELECT p.id AS personId, p.name AS name, p.given_name AS givenName, p.student_number AS studentNumber,
            i.name AS platformName, i.given_name AS platformGivenName, i.student_number AS platformNumber
       FROM person p
       LEFT JOIN identity_person ip ON ip.person_id = p.id AND ip.partnership_id = p.partnership_id
       LEFT JOIN identity i ON i.id = ip.identity_id AND i.retired_at IS NULL
      WHERE p.partnership_id = :partnershipId AND p.id IN (:personIds)
      ORDER BY p.id, ip.joined_at, i.id`,
    { partnershipId, personIds: [...new Set(personIds)] },
    tx,
  );
  const ours = new Map<string, NameSource>();
  for (const row of rows) {
    ours.set(row.personId, { name: row.name, givenName: row.givenName, studentNumber: row.studentNumber });
    const theirs = { name: row.platformName, givenName: row.platformGivenName, studentNumber: row.platformNumber };
    found.set(row.personId, [...(found.get(row.personId) ?? []), theirs]);
  }
  for (const [personId, source] of ours) found.get(personId)?.push(source);
  return found;
}

interface PlatformNamed {
  name: string;
  issuer: string;
  tokenUrl: string;
}

/** Somebody's e-mail as their platform sent it, and the platforms of their accounts, the first one first. One statement. */
export async function findAddress(
  db: Database,
  partnershipId: string,
  personId: string,
): Promise<{ email: string | null; platforms: PlatformNamed[] }> {
  const rows = await db.select<{ email: string | null } & (PlatformNamed | Record<keyof PlatformNamed, null>)>(
    `SELECT p.email AS email, pf.name AS name, pf.issuer AS issuer, pf.token_url AS tokenUrl
       FROM person p
       LEFT JOIN identity_person ip ON ip.person_id = p.id AND ip.partnership_id = p.partnership_id
       LEFT JOIN identity i ON i.id = ip.identity_id AND i.retired_at IS NULL
       LEFT JOIN platform pf ON pf.kid = i.platform_kid AND pf.retired_at IS NULL
      WHERE p.id = :personId AND p.partnership_id = :partnershipId
      ORDER BY ip.joined_at, i.id`,
    { partnershipId, personId },
  );
  const platforms = rows.flatMap(({ name, issuer, tokenUrl }) => (name === null ? [] : [{ name, issuer, tokenUrl }]));
  return { email: rows[0]?.email ?? null, platforms };
}

export interface IdentityRow {
  id: string;
  name: string | null;
  givenName: string | null;
  email: string | null;
  studentNumber: string | null;
}

/** Locks the identity for the rest of the transaction: its tries are counted and its person is made one at a time. Null for an erased one. */
export async function lockIdentity(db: Database, identityId: string, tx: Tx): Promise<IdentityRow | null> {
  const rows = await db.select<IdentityRow>(
    `SELECT id, name, given_name AS givenName, email, student_number AS studentNumber FROM identity
      WHERE id = :identityId AND retired_at IS NULL${lockOf(db)}`,
    { identityId },
    tx,
  );
  return rows[0] ?? null;
}

/** The identity (platform, sub), made where nobody has launched with it yet, so that their first launch finds it. */
export async function ensureIdentity(
  db: Database,
  given: { platformKid: string; sub: string; now: string } & NameSource & { email: string | null },
  tx: Tx,
): Promise<string> {
  await insertIfAbsent(
    db,
    'identity',
    {
      id: newId(), platform_kid: given.platformKid, sub: given.sub, name: given.name, given_name: given.givenName, email: given.email,
      student_number: given.studentNumber, created_at: given.now,
    },
    tx,
  ); // prettier-ignore
  const rows = await db.select<{ id: string }>(
    'SELECT id FROM identity WHERE platform_kid = :platformKid AND sub = :sub',
    { platformKid: given.platformKid, sub: given.sub },
    tx,
  );
  const [row] = rows;
  if (!row) throw new Error('An identity that was just written is not there.');
  return row.id;
}

export async function findPersonOfIdentity(db: Database, identityId: string, partnershipId: string, tx: Tx): Promise<string | null> {
  const rows = await db.select<{ personId: string }>(
    'SELECT person_id AS personId FROM identity_person WHERE identity_id = :identityId AND partnership_id = :partnershipId',
    { identityId, partnershipId },
    tx,
  );
  return rows[0]?.personId ?? null;
}

export async function insertPerson(
  db: Database,
  person: { id: string; partnershipId: string; identityId: string; now: string; email: string | null } & NameSource,
  tx: Tx,
): Promise<void> {
  await db.insert(
    'person',
    {
      id: person.id, partnership_id: person.partnershipId, name: person.name, given_name: person.givenName, email: person.email,
      student_number: person.studentNumber, created_at: person.now,
    },
    tx,
  ); // prettier-ignore
  const joined = { identity_id: person.identityId, partnership_id: person.partnershipId, person_id: person.id, joined_at: person.now };
  await db.insert('identity_person', joined, tx);
}

/** Locks the person for the rest of the transaction; null for one of another partnership and for an erased one. */
export async function lockPerson(db: Database, partnershipId: string, personId: string, tx: Tx): Promise<string | null> {
  const rows = await db.select<{ id: string }>(
    `SELECT id FROM person WHERE id = :personId AND partnership_id = :partnershipId AND erased_at IS NULL${lockOf(db)}`,
    { personId, partnershipId },
    tx,
  );
  return rows[0]?.id ?? null;
}

export async function findMail(db: Database, partnershipId: string, personId: string, tx: Tx): Promise<string | null> {
  const rows = await db.select<{ email: string | null }>(
    'SELECT email FROM person WHERE id = :personId AND partnership_id = :partnershipId',
    { personId, partnershipId },
    tx,
  );
  return rows[0]?.email ?? null;
}

/** Keeps a name somebody was given with a code, where nothing better is stored. */
export async function fillPersonName(db: Database, personId: string, name: string, tx: Tx): Promise<void> {
  await db.run('UPDATE person SET name = COALESCE(name, :name) WHERE id = :personId', { personId, name }, tx);
}
