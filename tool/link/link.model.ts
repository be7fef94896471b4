import { z } from 'zod';
import type { Database, Tx } from '../db/database.js';
import type { AuditSubject } from '../privacy/audit-subject.js';
import type { LinkPolicy } from './link.shared.js';

interface PolicyRow {
  link_ref: string;
  shows: LinkPolicy['shows'];
  sends: LinkPolicy['sends'];
  required_count: number;
  kinds: string;
  counts_placements: LinkPolicy['countsPlacements'];
  from_on: string | null;
  until_on: string | null;
  revision: number;
}

export interface ChosenPolicy {
  policy: LinkPolicy;
  revision: number;
}

const kindsShape = z.array(z.string());

const toChosen = (row: PolicyRow): ChosenPolicy => ({
  revision: row.revision,
  policy: {
    shows: row.shows,
    sends: row.sends,
    requiredCount: row.required_count,
    kinds: kindsShape.parse(JSON.parse(row.kinds)),
    countsPlacements: row.counts_placements,
    fromOn: row.from_on,
    untilOn: row.until_on,
  },
});

const columns = 'link_ref, shows, sends, required_count, kinds, counts_placements, from_on, until_on, revision';

export async function findChosenPolicies(
  db: Database,
  partnershipId: string,
  linkRefs: readonly string[],
  tx?: Tx,
): Promise<Map<string, ChosenPolicy>> {
  if (linkRefs.length === 0) return new Map();
  const rows = await db.select<PolicyRow>(
    `SELECT ${columns} FROM link_policy WHERE link_ref IN (:linkRefs) AND partnership_id = :partnershipId`,
    { partnershipId, linkRefs: [...linkRefs] },
    tx,
  );
  return new Map(rows.map((row) => [row.link_ref, toChosen(row)]));
}

export async function hasChosenPolicy(db: Database, partnershipId: string): Promise<boolean> {
  return (
    (await db.select('SELECT 1 AS found FROM link_policy WHERE partnership_id = :partnershipId LIMIT 1', { partnershipId })).length > 0
  );
}

/** Locks the row where there is one, so that two people's changes come one after the other. */
export async function lockChosenPolicy(db: Database, partnershipId: string, linkRef: string, tx: Tx): Promise<ChosenPolicy | null> {
  const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const rows = await db.select<PolicyRow>(
    `SELECT ${columns} FROM link_policy WHERE link_ref = :linkRef AND partnership_id = :partnershipId${lock}`,
    { partnershipId, linkRef },
    tx,
  );
  return rows[0] ? toChosen(rows[0]) : null;
}

interface PolicyWrite {
  partnershipId: string;
  linkRef: string;
  policy: LinkPolicy;
  revision: number;
  personId: string | null;
  now: string;
}

const valuesOf = ({ partnershipId, linkRef, policy, revision, personId, now }: PolicyWrite) => ({
  link_ref: linkRef,
  partnership_id: partnershipId,
  shows: policy.shows,
  sends: policy.sends,
  required_count: policy.requiredCount,
  kinds: JSON.stringify(policy.kinds),
  counts_placements: policy.countsPlacements,
  from_on: policy.fromOn,
  until_on: policy.untilOn,
  revision,
  changed_at: now,
  changed_by: personId,
});

/** @throws UniqueConstraintError where somebody chose first */
export const insertChosenPolicy = (db: Database, write: PolicyWrite, tx: Tx): Promise<void> =>
  db.insert('link_policy', valuesOf(write), tx);

export async function updateChosenPolicy(db: Database, write: PolicyWrite, tx: Tx): Promise<void> {
  await db.run(
    `UPDATE link_policy SET shows = :shows, sends = :sends, required_count = :required_count, kinds = :kinds, counts_placements = :counts_placements,
       from_on = :from_on, until_on = :until_on, revision = :revision, changed_at = :changed_at, changed_by = :changed_by
      WHERE link_ref = :link_ref AND partnership_id = :partnership_id`,
    valuesOf(write),
    tx,
  );
}

export interface CurrentLink {
  id: string;
  title: string | null;
  contextRef: string | null;
}

export async function findCurrentLink(db: Database, linkRef: string, deploymentRef: string, tx?: Tx): Promise<CurrentLink | null> {
  const rows = await db.select<CurrentLink>(
    'SELECT id, title, context_ref AS contextRef FROM resource_link WHERE id = :linkRef AND deployment_ref = :deploymentRef',
    { linkRef, deploymentRef },
    tx,
  );
  return rows[0] ?? null;
}

interface CourseLinkRow {
  id: string;
  contextRef: string;
  title: string | null;
  lineItemUrl: string | null;
}

/** The links of these courses in the order they were first opened. */
export const findLinksOfCourses = (db: Database, contextRefs: readonly string[], tx?: Tx): Promise<CourseLinkRow[]> =>
  contextRefs.length === 0
    ? Promise.resolve([])
    : db.select<CourseLinkRow>(
        `SELECT id, context_ref AS contextRef, title, lineitem_url AS lineItemUrl FROM resource_link WHERE context_ref IN (:contextRefs)
          ORDER BY created_at, id`,
        { contextRefs: [...contextRefs] },
        tx,
      );

/** True where the course is some trainee's own. */
export async function isCourseOfTrainees(db: Database, partnershipId: string, contextRef: string): Promise<boolean> {
  const rows = await db.select(
    'SELECT 1 AS found FROM placement WHERE context_ref = :contextRef AND partnership_id = :partnershipId LIMIT 1',
    { contextRef, partnershipId },
  );
  return rows.length > 0;
}

/** What links are called, for the list of what was changed; a link is the partnership's by the deployments that serve it. One statement. */
export async function findAuditSubjects(db: Database, partnershipId: string, ids: readonly string[]): Promise<Map<string, AuditSubject>> {
  const rows = await db.select<{ id: string; title: string | null }>(
    `SELECT l.id AS id, l.title AS title FROM resource_link l
       JOIN deployment_partnership d ON d.deployment_ref = l.deployment_ref AND d.partnership_id = :partnershipId
      WHERE l.id IN (:ids)`,
    { partnershipId, ids: [...ids] },
  );
  return new Map(rows.map((row) => [row.id, { personId: null, role: null, text: row.title }]));
}
