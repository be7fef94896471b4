import type { Database, Tx, Value } from '../db/database.js';
import type { NameSource } from './person-name.rules.js';
import type { RosterMember } from './roster.rules.js';

export interface CourseRow {
  id: string;
  title: string | null;
  platformKid: string;
  membershipsUrl: string | null;
  rosterReadAt: string | null;
}

const courses = `SELECT c.id AS id, c.title AS title, d.platform_kid AS platformKid, c.memberships_url AS membershipsUrl,
    c.roster_read_at AS rosterReadAt
  FROM context c JOIN deployment d ON d.id = c.deployment_ref WHERE c.id = :contextRef`;

export async function findCourse(db: Database, contextRef: string): Promise<CourseRow | null> {
  return (await db.select<CourseRow>(courses, { contextRef }))[0] ?? null;
}

/** Locks the course: two readings of one list are stored one after the other. */
export async function lockCourse(db: Database, contextRef: string, tx: Tx): Promise<CourseRow | null> {
  const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  return (await db.select<CourseRow>(`${courses}${lock}`, { contextRef }, tx))[0] ?? null;
}

/** A course whose list was read before, or that has placements; null for any other. */
export interface KeptCourse extends CourseRow {
  triedAt: string | null;
  suspended: number;
}

export async function findKeptCourse(db: Database, contextRef: string): Promise<KeptCourse | null> {
  const rows = await db.select<KeptCourse>(
    `SELECT c.id AS id, c.title AS title, d.platform_kid AS platformKid, c.memberships_url AS membershipsUrl, c.roster_read_at AS rosterReadAt,
        c.roster_tried_at AS triedAt, CASE WHEN COALESCE(d.suspended_at, d.retired_at) IS NULL THEN 0 ELSE 1 END AS suspended
       FROM context c JOIN deployment d ON d.id = c.deployment_ref
      WHERE c.id = :contextRef AND (c.roster_read_at IS NOT NULL OR EXISTS (SELECT 1 FROM placement p WHERE p.context_ref = c.id))`,
    { contextRef },
  );
  return rows[0] ?? null;
}

/** Says "I am reading". @returns false where another process has said so since `seen` */
export const claimRoster = async (db: Database, given: { contextRef: string; seen: string | null; now: string }): Promise<boolean> =>
  (await db.run(
    "UPDATE context SET roster_tried_at = :now WHERE id = :contextRef AND COALESCE(roster_tried_at, '') = COALESCE(:seen, '')",
    given,
  )) === 1;

export const findPartnershipsOfCourse = async (db: Database, contextRef: string): Promise<string[]> =>
  (
    await db.select<{ id: string }>(
      `SELECT dp.partnership_id AS id FROM deployment_partnership dp JOIN context c ON c.deployment_ref = dp.deployment_ref
        WHERE c.id = :contextRef ORDER BY dp.partnership_id`,
      { contextRef },
    )
  ).map(({ id }) => id);

export interface MemberRow extends NameSource {
  sub: string;
  email: string | null;
  roles: string;
  launchedAt: string | null;
  listedAt: string | null;
  leftAt: string | null;
}

const memberColumns = `m.sub AS sub, m.name AS name, m.given_name AS givenName, m.email AS email, m.student_number AS studentNumber,
  m.roles AS roles, m.launched_at AS launchedAt, m.listed_at AS listedAt, m.left_at AS leftAt`;

export const findMembers = (db: Database, contextRef: string, tx: Tx): Promise<MemberRow[]> =>
  db.select<MemberRow>(`SELECT ${memberColumns} FROM membership m WHERE m.context_ref = :contextRef`, { contextRef }, tx);

/** Somebody of a course, with the platform it belongs to. */
export async function findMember(
  db: Database,
  contextRef: string,
  sub: string,
  tx: Tx,
): Promise<(MemberRow & { platformKid: string }) | null> {
  const rows = await db.select<MemberRow & { platformKid: string }>(
    `SELECT ${memberColumns}, d.platform_kid AS platformKid FROM membership m
       JOIN context c ON c.id = m.context_ref JOIN deployment d ON d.id = c.deployment_ref
      WHERE m.context_ref = :contextRef AND m.sub = :sub`,
    { contextRef, sub },
    tx,
  );
  return rows[0] ?? null;
}

/**
 * The people of a course, with the person each is in this partnership; of those who have left, only who is one, at the end. `search` looks in
 * names and numbers.
 */
export async function findCoursePeople(
  db: Database,
  contextRef: string,
  partnershipId: string,
  search: string,
  limit: number,
): Promise<(MemberRow & { personId: string | null })[]> {
  const like = `%${search.replace(/[!%_]/g, '!$&')}%`;
  return db.select<MemberRow & { personId: string | null }>(
    `SELECT ${memberColumns}, ip.person_id AS personId FROM membership m
       JOIN context c ON c.id = m.context_ref JOIN deployment d ON d.id = c.deployment_ref
       LEFT JOIN identity i ON i.platform_kid = d.platform_kid AND i.sub = m.sub
       LEFT JOIN identity_person ip ON ip.identity_id = i.id AND ip.partnership_id = :partnershipId
      WHERE m.context_ref = :contextRef AND (m.left_at IS NULL OR ip.person_id IS NOT NULL)
        AND (m.name LIKE :like ESCAPE '!' OR m.student_number LIKE :like ESCAPE '!' OR :search = '')
      ORDER BY CASE WHEN m.left_at IS NULL THEN 0 ELSE 1 END, COALESCE(m.name, m.student_number, '~'), m.sub LIMIT ${Math.trunc(limit)}`,
    { contextRef, partnershipId, search, like },
  );
}

/** How many who opened an activity of this course came without a name. */
export async function countNameless(db: Database, contextRef: string): Promise<number> {
  const rows = await db.select<{ nameless: number }>(
    'SELECT COUNT(*) AS nameless FROM membership WHERE context_ref = :contextRef AND launched_at IS NOT NULL AND left_at IS NULL AND name IS NULL',
    { contextRef },
  );
  return rows[0]?.nameless ?? 0;
}

const chunk = 100;
const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_unused, index) => all.slice(index * chunk, (index + 1) * chunk));

/** New people of the list, a hundred a statement. A launch of the same second may have written one already; that row stays. */
export async function insertMembers(
  db: Database,
  contextRef: string,
  members: readonly RosterMember[],
  now: string,
  tx: Tx,
): Promise<void> {
  const ignoring = db.dialect === 'mysql' ? 'INSERT IGNORE' : 'INSERT OR IGNORE';
  for (const some of chunks(members)) {
    const values: Record<string, Value> = { contextRef, now };
    const rows = some.map((member, index) => {
      const given = {
        sub: member.sub, name: member.name, given: member.givenName, email: member.email, number: member.studentNumber,
        roles: JSON.stringify(member.roles),
      }; // prettier-ignore
      for (const [key, value] of Object.entries(given)) values[`${key}${index}`] = value;
      return `(:contextRef, :sub${index}, :name${index}, :given${index}, :email${index}, :number${index}, :roles${index}, :now)`;
    });
    await db.run(
      `${ignoring} INTO membership (context_ref, sub, name, given_name, email, student_number, roles, listed_at) VALUES ${rows.join(', ')}`,
      values,
      tx,
    );
  }
}

export async function updateMember(
  db: Database,
  contextRef: string,
  member: Omit<MemberRow, 'launchedAt' | 'listedAt' | 'leftAt'>,
  tx: Tx,
): Promise<void> {
  await db.run(
    `UPDATE membership SET name = :name, given_name = :givenName, email = :email, student_number = :studentNumber, roles = :roles
      WHERE context_ref = :contextRef AND sub = :sub`,
    {
      contextRef, sub: member.sub, name: member.name, givenName: member.givenName, email: member.email,
      studentNumber: member.studentNumber, roles: member.roles,
    },
    tx,
  ); // prettier-ignore
}

export async function markListed(db: Database, contextRef: string, subs: readonly string[], now: string, tx: Tx): Promise<void> {
  for (const some of chunks(subs)) {
    await db.run(
      'UPDATE membership SET listed_at = :now, left_at = NULL WHERE context_ref = :contextRef AND sub IN (:subs)',
      { contextRef, now, subs: some },
      tx,
    );
  }
}

export async function markLeft(db: Database, contextRef: string, subs: readonly string[], now: string, tx: Tx): Promise<void> {
  for (const some of chunks(subs)) {
    await db.run(
      'UPDATE membership SET left_at = :now WHERE context_ref = :contextRef AND left_at IS NULL AND sub IN (:subs)',
      { contextRef, now, subs: some },
      tx,
    );
  }
}

export async function markRosterRead(db: Database, contextRef: string, now: string, tx: Tx): Promise<void> {
  await db.run('UPDATE context SET roster_read_at = :now WHERE id = :contextRef', { contextRef, now }, tx);
}
