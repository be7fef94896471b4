import type { Database, Tx } from '../db/database.js';

export interface DeploymentRow {
  id: string;
  platformKid: string;
  issuer: string;
  tokenUrl: string;
  name: string;
  suspended: number;
}

const deployments = `SELECT d.id AS id, d.platform_kid AS platformKid, pl.issuer AS issuer, pl.token_url AS tokenUrl, pl.name AS name,
    CASE WHEN COALESCE(d.suspended_at, pl.retired_at) IS NULL AND pl.active = 1 THEN 0 ELSE 1 END AS suspended
  FROM deployment d JOIN platform pl ON pl.kid = d.platform_kid
  JOIN deployment_partnership dp ON dp.deployment_ref = d.id AND dp.partnership_id = :partnershipId
  WHERE d.retired_at IS NULL AND pl.pending_at IS NULL`;

/** The deployments that serve a partnership, in the order they were added; one that waits for approval is not tried yet. */
export const listDeployments = (db: Database, partnershipId: string): Promise<DeploymentRow[]> =>
  db.select<DeploymentRow>(`${deployments} ORDER BY d.created_at, d.id`, { partnershipId });

export const findDeployment = async (db: Database, partnershipId: string, id: string): Promise<DeploymentRow | null> =>
  (await db.select<DeploymentRow>(`${deployments} AND d.id = :id`, { partnershipId, id }))[0] ?? null;

export interface CourseAsked {
  id: string;
  title: string | null;
  membershipsUrl: string | null;
  lineItemsUrl: string | null;
  scopes: string | null;
}

/**
 * The course that is asked: the one the page was opened from, else the newest that has placements of the partnership, else the newest. On
 * a deployment that others are served by too, a course without placements of this partnership is theirs as likely, and is left alone.
 */
export const findCourseAsked = async (
  db: Database,
  partnershipId: string,
  deploymentRef: string,
  opened: string | null,
): Promise<CourseAsked | null> =>
  (
    await db.select<CourseAsked>(
      `SELECT c.id AS id, c.title AS title, c.memberships_url AS membershipsUrl, c.lineitems_url AS lineItemsUrl, c.ags_scopes AS scopes
         FROM (SELECT k.*, CASE WHEN k.id = :opened THEN 0
                 WHEN EXISTS (SELECT 1 FROM placement p WHERE p.context_ref = k.id AND p.partnership_id = :partnershipId) THEN 1 ELSE 2 END AS nearness
                 FROM context k WHERE k.deployment_ref = :deploymentRef) c
        WHERE c.nearness < 2 OR NOT EXISTS (
          SELECT 1 FROM deployment_partnership o WHERE o.deployment_ref = c.deployment_ref AND o.partnership_id <> :partnershipId)
        ORDER BY c.nearness, c.created_at DESC, c.id DESC LIMIT 1`,
      { partnershipId, deploymentRef, opened: opened ?? '' },
    )
  )[0] ?? null;

/** The own column of an activity of the course: of the one the page was opened from, else of another. */
export const findOwnColumn = async (db: Database, contextRef: string, linkRef: string | null): Promise<string | null> =>
  (
    await db.select<{ url: string }>(
      `SELECT lineitem_url AS url FROM resource_link WHERE context_ref = :contextRef AND lineitem_url IS NOT NULL
        ORDER BY CASE WHEN id = :linkRef THEN 0 ELSE 1 END, created_at DESC, id LIMIT 1`,
      { contextRef, linkRef: linkRef ?? '' },
    )
  )[0]?.url ?? null;

/** The platform's own id of the activity the page was opened from. */
export const findResourceLink = async (db: Database, contextRef: string, linkRef: string): Promise<string | null> =>
  (
    await db.select<{ id: string }>('SELECT resource_link_id AS id FROM resource_link WHERE id = :linkRef AND context_ref = :contextRef', {
      linkRef,
      contextRef,
    })
  )[0]?.id ?? null;

/** Whether a trainee's course is on this deployment; where none is, nothing goes to its gradebook. */
export const hasTrainees = async (db: Database, partnershipId: string, deploymentRef: string): Promise<boolean> =>
  (
    await db.select(
      `SELECT 1 AS found FROM placement p JOIN context c ON c.id = p.context_ref
        WHERE p.partnership_id = :partnershipId AND c.deployment_ref = :deploymentRef LIMIT 1`,
      { partnershipId, deploymentRef },
    )
  ).length > 0;

export interface Opening {
  carriedBy: string | null;
  clockAhead: number | null;
}

/** How a launch was carried: that of this session, or the partnership's newest from the deployment. */
export const findOpening = async (
  db: Database,
  partnershipId: string,
  deploymentRef: string,
  sessionId: string | null,
): Promise<Opening | null> =>
  (
    await db.select<Opening>(
      `SELECT carried_by AS carriedBy, clock_ahead AS clockAhead FROM session
        WHERE deployment_ref = :deploymentRef AND partnership_id = :partnershipId
        ORDER BY CASE WHEN id = :sessionId THEN 0 ELSE 1 END, started_at DESC, id DESC LIMIT 1`,
      { partnershipId, deploymentRef, sessionId: sessionId ?? '' },
    )
  )[0] ?? null;

export interface CheckRow {
  deploymentRef: string;
  id: string;
  contextRef: string | null;
  findings: string;
  frame: string | null;
  beganAt: string;
  beatAt: string;
  endedAt: string | null;
}

const checks = `SELECT deployment_ref AS deploymentRef, check_id AS id, context_ref AS contextRef, findings, frame, began_at AS beganAt,
    beat_at AS beatAt, ended_at AS endedAt FROM connection_check WHERE partnership_id = :partnershipId`;

export const listChecks = (db: Database, partnershipId: string): Promise<CheckRow[]> => db.select<CheckRow>(checks, { partnershipId });

export const findCheck = async (db: Database, partnershipId: string, deploymentRef: string, tx?: Tx): Promise<CheckRow | null> =>
  (await db.select<CheckRow>(`${checks} AND deployment_ref = :deploymentRef`, { partnershipId, deploymentRef }, tx))[0] ?? null;

export interface NewCheck {
  partnershipId: string;
  deploymentRef: string;
  id: string;
  contextRef: string | null;
  linkRef: string | null;
  begunBy: string | null;
  now: string;
}

/** The first check of a deployment. @throws UniqueConstraintError where another has just begun one */
export const insertCheck = (db: Database, check: NewCheck, tx: Tx): Promise<void> =>
  db.insert(
    'connection_check',
    {
      partnership_id: check.partnershipId, deployment_ref: check.deploymentRef, check_id: check.id, context_ref: check.contextRef,
      link_ref: check.linkRef, begun_by: check.begunBy, findings: '[]', frame: null, began_at: check.now, beat_at: check.now, ended_at: null,
    },
    tx,
  ); // prettier-ignore

/** Takes the place of the check before, unless that one goes on. @returns false where it does */
export const replaceCheck = async (db: Database, check: NewCheck, silentSince: string, tx: Tx): Promise<boolean> =>
  (await db.run(
    `UPDATE connection_check SET check_id = :id, context_ref = :contextRef, link_ref = :linkRef, begun_by = :begunBy, findings = '[]', frame = NULL,
        began_at = :now, beat_at = :now, ended_at = NULL
      WHERE partnership_id = :partnershipId AND deployment_ref = :deploymentRef AND (ended_at IS NOT NULL OR beat_at < :silentSince)`,
    { ...check, silentSince },
    tx,
  )) === 1;

/** @returns false where another check has taken its place */
export const keepFindings = async (
  db: Database,
  check: { partnershipId: string; deploymentRef: string; id: string; findings: string; now: string; endedAt: string | null },
): Promise<boolean> =>
  (await db.run(
    `UPDATE connection_check SET findings = :findings, beat_at = :now, ended_at = :endedAt
      WHERE partnership_id = :partnershipId AND deployment_ref = :deploymentRef AND check_id = :id`,
    check,
  )) === 1;

export const keepFrame = async (
  db: Database,
  check: { partnershipId: string; deploymentRef: string; id: string; frame: string },
  tx: Tx,
): Promise<boolean> =>
  (await db.run(
    `UPDATE connection_check SET frame = :frame WHERE partnership_id = :partnershipId AND deployment_ref = :deploymentRef AND check_id = :id`,
    check,
    tx,
  )) === 1;
