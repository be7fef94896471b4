import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { NameSource } from './person-name.rules.js';

interface Asker {
  identityId: string;
  contextRef: string;
  partnershipId: string;
}

export interface RequestRow {
  id: string;
  identityId: string;
  askedAt: string;
  openMark: 'open' | null;
  outcome: 'granted' | 'declined' | 'joined' | null;
  decidedAt: string | null;
}

export type ListedRow = RequestRow & NameSource & { email: string | null; course: string | null; platform: string };

const columns = `q.id AS id, q.identity_id AS identityId, q.asked_at AS askedAt, q.open_mark AS openMark, q.outcome AS outcome,
  q.decided_at AS decidedAt`;

/** The roles of the platform's own course, as JSON; null for who is not in it. They give no right here. */
export async function findCourseRoles(db: Database, contextRef: string, sub: string, tx?: Tx): Promise<string | null> {
  const rows = await db.select<{ roles: string }>(
    'SELECT roles FROM membership WHERE context_ref = :contextRef AND sub = :sub',
    { contextRef, sub },
    tx,
  );
  return rows[0]?.roles ?? null;
}

/** The newest request of somebody in a course. */
export async function findLastRequest(db: Database, asker: Asker, tx?: Tx): Promise<RequestRow | null> {
  const rows = await db.select<RequestRow>(
    `SELECT ${columns} FROM role_request q
      WHERE q.identity_id = :identityId AND q.context_ref = :contextRef AND q.partnership_id = :partnershipId
      ORDER BY q.id DESC LIMIT 1`,
    { ...asker },
    tx,
  );
  return rows[0] ?? null;
}

/** When an identity asked since an instant, oldest first. The caller has locked the identity. */
export async function findAskedSince(db: Database, identityId: string, since: string, tx: Tx): Promise<string[]> {
  const rows = await db.select<{ askedAt: string }>(
    'SELECT asked_at AS askedAt FROM role_request WHERE identity_id = :identityId AND asked_at > :since ORDER BY asked_at',
    { identityId, since },
    tx,
  );
  return rows.map((row) => row.askedAt);
}

export async function insertRequest(db: Database, asker: Asker, now: string, tx: Tx): Promise<string> {
  const id = newId();
  await db.insert(
    'role_request',
    {
      id, partnership_id: asker.partnershipId, identity_id: asker.identityId, context_ref: asker.contextRef, asked_at: now, open_mark: 'open',
    },
    tx,
  ); // prettier-ignore
  return id;
}

/** One page of the open requests, oldest first. @param after id of the last one seen, or '' */
export const findOpenRequests = (db: Database, partnershipId: string, after: string, limit: number): Promise<ListedRow[]> =>
  db.select<ListedRow>(
    `SELECT ${columns}, i.name AS name, i.given_name AS givenName, i.student_number AS studentNumber, i.email AS email, c.title AS course,
            pl.name AS platform
       FROM role_request q
       JOIN identity i ON i.id = q.identity_id AND i.retired_at IS NULL
       JOIN platform pl ON pl.kid = i.platform_kid
       JOIN context c ON c.id = q.context_ref
      WHERE q.partnership_id = :partnershipId AND q.open_mark = 'open' AND q.id > :after
      ORDER BY q.id LIMIT ${Math.trunc(limit)}`,
    { partnershipId, after },
  );

/** Decided ones too: deciding twice is told apart. Locks the row. */
export async function lockRequest(db: Database, partnershipId: string, id: string, tx: Tx): Promise<RequestRow | null> {
  const rows = await db.select<RequestRow>(
    `SELECT ${columns} FROM role_request q
      WHERE q.id = :id AND q.partnership_id = :partnershipId${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`,
    { id, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

export async function decideRequest(
  db: Database,
  decision: { id: string; outcome: 'granted' | 'declined'; by: string; now: string },
  tx: Tx,
): Promise<void> {
  await db.run(
    `UPDATE role_request SET open_mark = NULL, decided_at = :now, decided_by = :by, outcome = :outcome
      WHERE id = :id AND open_mark = 'open'`,
    decision,
    tx,
  );
}

/** Whoever has been given a role, by a code or by name, asks no longer. */
export async function settleRequestsOf(
  db: Database,
  given: { partnershipId: string; personId: string; now: string },
  tx: Tx,
): Promise<void> {
  await db.run(
    `UPDATE role_request SET open_mark = NULL, decided_at = :now, outcome = 'joined'
      WHERE partnership_id = :partnershipId AND open_mark = 'open'
        AND identity_id IN (SELECT identity_id FROM identity_person WHERE person_id = :personId)`,
    given,
    tx,
  );
}
