import type { Database, Tx } from '../db/database.js';
import type { LinkChoice } from './link.shared.js';

export interface ChoiceRow extends LinkChoice {
  id: string;
  contextRef: string | null;
  chosenBy: string | null;
  /** The link that took it. */
  linkRef: string | null;
}

const columns = 'id, shows, sends, required_count AS requiredCount, context_ref AS contextRef, chosen_by AS chosenBy, link_ref AS linkRef';

/** @throws UniqueConstraintError where this ticket was answered before */
export const insertChoice = (
  db: Database,
  row: LinkChoice & {
    id: string; partnershipId: string; deploymentRef: string; contextRef: string | null; ticketHash: string; chosenBy: string | null; now: string;
  },
): Promise<void> =>
  db.insert('link_choice', {
    id: row.id, partnership_id: row.partnershipId, deployment_ref: row.deploymentRef, context_ref: row.contextRef, ticket_hash: row.ticketHash,
    shows: row.shows, sends: row.sends, required_count: row.requiredCount, chosen_by: row.chosenBy, chosen_at: row.now,
  }); // prettier-ignore

export async function findChoiceOfTicket(db: Database, ticketHash: string): Promise<ChoiceRow | null> {
  const rows = await db.select<ChoiceRow>(`SELECT ${columns} FROM link_choice WHERE ticket_hash = :ticketHash`, { ticketHash });
  return rows[0] ?? null;
}

interface Place {
  partnershipId: string;
  deploymentRef: string;
}

/** Null for an id that is nobody's, another partnership's, or of another platform. */
export async function findChoice(db: Database, id: string, { partnershipId, deploymentRef }: Place, tx: Tx): Promise<ChoiceRow | null> {
  const rows = await db.select<ChoiceRow>(
    `SELECT ${columns} FROM link_choice WHERE id = :id AND partnership_id = :partnershipId AND deployment_ref = :deploymentRef`,
    { id, partnershipId, deploymentRef },
    tx,
  );
  return rows[0] ?? null;
}

/** @returns false where another link has taken it */
export async function takeChoice(db: Database, id: string, linkRef: string, now: string, tx: Tx): Promise<boolean> {
  const taken = await db.run(
    'UPDATE link_choice SET link_ref = :linkRef, taken_at = :now WHERE id = :id AND link_ref IS NULL',
    { id, linkRef, now },
    tx,
  );
  if (taken === 1) await db.run('UPDATE resource_link SET choice_id = :id WHERE id = :linkRef', { id, linkRef }, tx);
  return taken === 1;
}

/** The courses of this deployment among these, as far as they are known here. */
export const findCourses = (
  db: Database,
  deploymentRef: string,
  contextIds: readonly string[],
  tx: Tx,
): Promise<{ id: string; contextId: string }[]> =>
  contextIds.length === 0
    ? Promise.resolve([])
    : db
        .select<{ id: string; contextId: string | Buffer }>(
          'SELECT id, context_id AS contextId FROM context WHERE deployment_ref = :deploymentRef AND context_id IN (:contextIds)',
          { deploymentRef, contextIds: [...contextIds] },
          tx,
        )
        .then((rows) => rows.map(({ id, contextId }) => ({ id, contextId: String(contextId) })));

/** The courses among these in which a link was placed with this choice, or came with a copy of it. */
export async function findCoursesWith(db: Database, choiceId: string, contextRefs: readonly string[], tx: Tx): Promise<Set<string>> {
  if (contextRefs.length === 0) return new Set();
  const rows = await db.select<{ contextRef: string }>(
    'SELECT context_ref AS contextRef FROM resource_link WHERE choice_id = :choiceId AND context_ref IN (:contextRefs)',
    { choiceId, contextRefs: [...contextRefs] },
    tx,
  );
  return new Set(rows.map((row) => row.contextRef));
}

export const markCopied = (db: Database, link: { linkRef: string; choiceId: string; copiedFrom: string }, tx: Tx): Promise<number> =>
  db.run(
    'UPDATE resource_link SET choice_id = :choiceId, copied_from = :copiedFrom WHERE id = :linkRef AND choice_id IS NULL',
    { ...link },
    tx,
  );

export interface CopyRow extends LinkChoice {
  course: string | null;
  /** The link in the course that was copied; null where nobody has opened it yet. */
  originalRef: string | null;
}

/** What a copied link was copied from, and the choice both go back to. */
export async function findCopy(db: Database, linkRef: string, { partnershipId, deploymentRef }: Place, tx?: Tx): Promise<CopyRow | null> {
  const rows = await db.select<CopyRow>(
    `SELECT c.title AS course, o.id AS originalRef, ch.shows AS shows, ch.sends AS sends, ch.required_count AS requiredCount
       FROM resource_link l
       JOIN link_choice ch ON ch.id = l.choice_id AND ch.partnership_id = :partnershipId AND ch.deployment_ref = l.deployment_ref
       JOIN context c ON c.id = l.copied_from AND c.deployment_ref = l.deployment_ref
       LEFT JOIN resource_link o ON o.choice_id = l.choice_id AND o.context_ref = l.copied_from
      WHERE l.id = :linkRef AND l.deployment_ref = :deploymentRef ORDER BY o.created_at LIMIT 1`,
    { linkRef, partnershipId, deploymentRef },
    tx,
  );
  return rows[0] ?? null;
}
