import { z } from 'zod';
import type { Database, Tx } from '../db/database.js';

/** A trainee's own course, as far as a score needs it. */
export interface TraineeCourse {
  contextRef: string;
  platformKid: string;
  personId: string;
}

/** Null where the placement has no course, or its deployment no longer serves the partnership. */
export async function findCourseOfPlacement(
  db: Database,
  partnershipId: string,
  placementId: string,
  tx: Tx,
): Promise<TraineeCourse | null> {
  const rows = await db.select<TraineeCourse>(
    `SELECT c.id AS contextRef, d.platform_kid AS platformKid, p.trainee_person_id AS personId FROM placement p
       JOIN context c ON c.id = p.context_ref
       JOIN deployment d ON d.id = c.deployment_ref AND d.retired_at IS NULL
       JOIN deployment_partnership dp ON dp.deployment_ref = d.id AND dp.partnership_id = p.partnership_id
      WHERE p.id = :placementId AND p.partnership_id = :partnershipId`,
    { placementId, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

/**
 * The `sub` a person has in a course: the one the course knows, else the newest they have on its platform. A platform's own test
 * student is nobody.
 */
export async function findSub(db: Database, partnershipId: string, course: TraineeCourse, tx: Tx): Promise<string | null> {
  const rows = await db.select<{ sub: string; roles: string | null }>(
    `SELECT i.sub AS sub, m.roles AS roles FROM identity_person ip
       JOIN identity i ON i.id = ip.identity_id AND i.platform_kid = :platformKid AND i.retired_at IS NULL
       LEFT JOIN membership m ON m.context_ref = :contextRef AND m.sub = i.sub
      WHERE ip.person_id = :personId AND ip.partnership_id = :partnershipId
      ORDER BY CASE WHEN m.sub IS NULL THEN 2 WHEN m.left_at IS NOT NULL THEN 1 ELSE 0 END, i.created_at DESC, i.id LIMIT 1`,
    { partnershipId, ...course },
    tx,
  );
  const found = rows[0];
  return !found || found.roles?.includes('system/person#TestUser') ? null : found.sub;
}

/** The trainee's placements of one course, in the order they start. */
export async function findPlacementsInCourse(db: Database, partnershipId: string, course: TraineeCourse, tx: Tx): Promise<string[]> {
  const rows = await db.select<{ id: string }>(
    `SELECT id FROM placement WHERE partnership_id = :partnershipId AND trainee_person_id = :personId AND context_ref = :contextRef
      ORDER BY starts_on, id`,
    { partnershipId, personId: course.personId, contextRef: course.contextRef },
    tx,
  );
  return rows.map((row) => row.id);
}

/** One placement of each trainee of a course: enough to count everybody again after a policy changed. */
export async function findTraineesOfCourse(db: Database, partnershipId: string, contextRef: string, tx: Tx): Promise<string[]> {
  const rows = await db.select<{ placementId: string }>(
    `SELECT MIN(id) AS placementId FROM placement WHERE partnership_id = :partnershipId AND context_ref = :contextRef
      GROUP BY trainee_person_id`,
    { partnershipId, contextRef },
    tx,
  );
  return rows.map((row) => row.placementId);
}

export interface ScoreTarget {
  platformKid: string;
  suspended: boolean;
  /** To another registration, and not opened from there yet. */
  moved: boolean;
  contextRef: string | null;
  linkTitle: string | null;
  /** What the link was placed with; the platform's own column of it carries this as its resourceId. */
  choiceId: string | null;
  /** The link's own column, from its launches. */
  lineItemUrl: string | null;
  lineItemsUrl: string | null;
  scopes: string[];
}

const scopesShape = z.array(z.string()).catch([]);

/** Where a link's scores go; null for a link that is gone. */
export async function findScoreTarget(db: Database, linkRef: string): Promise<ScoreTarget | null> {
  const rows = await db.select<
    Omit<ScoreTarget, 'suspended' | 'moved' | 'scopes'> & { suspendedAt: string | null; movedAt: string | null; scopes: string | null }
  >(
    `SELECT d.platform_kid AS platformKid, COALESCE(d.suspended_at, d.retired_at) AS suspendedAt, l.moved_at AS movedAt, l.context_ref AS contextRef, l.title AS linkTitle,
        l.choice_id AS choiceId, l.lineitem_url AS lineItemUrl, c.lineitems_url AS lineItemsUrl, c.ags_scopes AS scopes
       FROM resource_link l JOIN deployment d ON d.id = l.deployment_ref LEFT JOIN context c ON c.id = l.context_ref WHERE l.id = :linkRef`,
    { linkRef },
  );
  const row = rows[0];
  if (!row) return null;
  const { suspendedAt, movedAt, scopes, ...rest } = row;
  return { ...rest, suspended: suspendedAt !== null, moved: movedAt !== null, scopes: readScopes(scopes) };
}

function readScopes(stored: string | null): string[] {
  if (stored === null) return [];
  try {
    return scopesShape.parse(JSON.parse(stored));
  } catch {
    return stored.split(/\s+/).filter(Boolean);
  }
}

export interface PlacementCourse {
  placementId: string;
  personId: string;
  contextRef: string | null;
  platformKid: string | null;
}

const placementCourses = `SELECT p.id AS placementId, p.trainee_person_id AS personId, p.context_ref AS contextRef, d.platform_kid AS platformKid
  FROM placement p LEFT JOIN context c ON c.id = p.context_ref LEFT JOIN deployment d ON d.id = c.deployment_ref`;

export async function findPlacementCourse(db: Database, partnershipId: string, placementId: string): Promise<PlacementCourse | null> {
  const rows = await db.select<PlacementCourse>(`${placementCourses} WHERE p.id = :placementId AND p.partnership_id = :partnershipId`, {
    partnershipId,
    placementId,
  });
  return rows[0] ?? null;
}

export const findPlacementCourses = (db: Database, partnershipId: string, ids: readonly string[]): Promise<PlacementCourse[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.select<PlacementCourse>(`${placementCourses} WHERE p.partnership_id = :partnershipId AND p.id IN (:ids) ORDER BY p.id`, {
        partnershipId,
        ids: [...ids],
      });

export interface PlacementOfPerson {
  placementId: string;
  personId: string;
  contextRef: string;
}

/** Every placement in a course of these people, also those that the reader has no role in: for counting them together. */
export const findPlacementsOfPeople = (db: Database, partnershipId: string, personIds: string[]): Promise<PlacementOfPerson[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db.select<PlacementOfPerson>(
        `SELECT id AS placementId, trainee_person_id AS personId, context_ref AS contextRef FROM placement
          WHERE partnership_id = :partnershipId AND trainee_person_id IN (:personIds) AND context_ref IS NOT NULL`,
        { partnershipId, personIds },
      );

export interface UncountedLink {
  id: string;
  contextRef: string;
  deploymentRef: string;
  digest: string | null;
}

/** Links that a launch brought or changed since their course was last counted for them, a few at a time. */
export const findUncountedLinks = (db: Database, after: string): Promise<UncountedLink[]> =>
  db.select<UncountedLink>(
    `SELECT id, context_ref AS contextRef, deployment_ref AS deploymentRef, seen_digest AS digest FROM resource_link
      WHERE counted_at IS NULL AND context_ref IS NOT NULL AND id > :after ORDER BY id LIMIT 50`,
    { after },
  );

export const findPartnershipsServed = async (db: Database, deploymentRef: string): Promise<string[]> =>
  (
    await db.select<{ id: string }>(
      'SELECT partnership_id AS id FROM deployment_partnership WHERE deployment_ref = :deploymentRef ORDER BY partnership_id',
      { deploymentRef },
    )
  ).map(({ id }) => id);

/** Marks a link counted, unless a launch has changed it meanwhile. */
export const markCounted = (db: Database, { id, digest }: UncountedLink, now: string): Promise<number> =>
  db.run("UPDATE resource_link SET counted_at = :now WHERE id = :id AND COALESCE(seen_digest, '') = COALESCE(:digest, '')", {
    id,
    digest,
    now,
  });
