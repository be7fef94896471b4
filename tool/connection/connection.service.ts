import { z } from 'zod';
import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { addMs, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import { familyOf, platformTitle } from '../lti/platform-family.js';
import type { Ground } from '../slice.js';
import { silentMs, type CheckRun } from './check-run.js';
import {
  findCheck, findCourseAsked, findDeployment, keepFrame, listChecks, listDeployments, type CheckRow, type DeploymentRow,
} from './connection.model.js'; // prettier-ignore
import { mayCheck } from './connection.policy.js';
import { lineNames, type Connection, type ConnectionCheck, type Connections, type FrameReport } from './connection.shared.js';
import { lineOf } from './finding-words.rules.js';
import { allWorks, codes, frameFinding, type Finding } from './finding.rules.js';

export interface ConnectionService {
  /** The platforms of the partnership, with the last check of each. @throws Problem 404 */
  list(viewer: KnownViewer): Promise<Connections>;
  /** @throws Problem 404 */
  read(viewer: KnownViewer, id: string): Promise<Connection>;
  /** Begins a check, or shows the one that goes on. @throws Problem 404, 422 where the platform is suspended */
  begin(viewer: KnownViewer, id: string): Promise<Connection>;
  /** What the page found out about its frame, for the check it shows. @throws Problem 404 */
  reportFrame(viewer: KnownViewer, id: string, report: FrameReport): Promise<Connection>;
  /** Whether the last check of a platform found nothing to put right; for the coordinator's first steps. */
  works(partnershipId: string): Promise<boolean>;
  /** Resolves when no check goes on in this process. */
  idle(): Promise<void>;
}

const findingShape = z.object({
  name: z.enum(lineNames),
  state: z.enum(['works', 'fault', 'not-needed', 'not-tried']),
  code: z.enum(codes),
  count: z.number().optional(),
  shut: z.number().optional(),
  way: z.string().optional(),
});
const frameShape = z.object({ framed: z.boolean(), grew: z.boolean(), cookie: z.boolean() });

/** A line that a later version wrote and this one does not know is left out. */
const findingsOf = (stored: string): Finding[] =>
  z.array(z.unknown()).parse(JSON.parse(stored)).flatMap((one) => {
    const read = findingShape.safeParse(one);
    return read.success ? [read.data as Finding] : [];
  }); // prettier-ignore

export function createConnectionService(ground: Ground, checks: CheckRun): ConnectionService {
  const { db, clock } = ground;
  const running = new Set<Promise<unknown>>();

  // A role may have ended since the request began.
  const stillMay = async (viewer: KnownViewer, tx: Tx): Promise<void> => {
    if (!mayCheck(await viewerNow(db, viewer, tx))) throw notFound();
  };

  const deploymentOf = async (viewer: KnownViewer, id: string): Promise<DeploymentRow> => {
    const row = mayCheck(viewer) ? await findDeployment(db, viewer.partnershipId, id) : null;
    if (!row) throw notFound();
    return row;
  };

  const checkOf = (row: CheckRow, deployment: DeploymentRow, here: boolean): ConnectionCheck => {
    const findings = findingsOf(row.findings);
    const goesOn = row.endedAt === null && row.beatAt > toInstant(addMs(clock.now(), -silentMs));
    const frame = frameFinding(row.frame === null ? null : frameShape.parse(JSON.parse(row.frame)), here || row.frame !== null);
    if (frame !== null) findings.push(frame);
    const words = { family: familyOf(deployment), title: platformTitle(deployment) };
    return {
      id: row.id,
      beganAt: row.beganAt,
      endedAt: row.endedAt,
      goesOn,
      lines: lineNames.map((name) => lineOf(name, findings.find((one) => one.name === name) ?? null, words, goesOn)),
    };
  };

  const show = async (viewer: KnownViewer, deployment: DeploymentRow, row: CheckRow | null): Promise<Connection> => {
    const here = viewer.deploymentRef === deployment.id;
    const course = await findCourseAsked(db, viewer.partnershipId, deployment.id, here ? viewer.contextRef : null);
    return {
      id: deployment.id,
      name: deployment.name,
      course: course?.title ?? null,
      here,
      check: row === null ? null : checkOf(row, deployment, here),
    };
  };

  const read = async (viewer: KnownViewer, id: string): Promise<Connection> => {
    const deployment = await deploymentOf(viewer, id);
    return show(viewer, deployment, await findCheck(db, viewer.partnershipId, deployment.id));
  };

  return {
    async list(viewer) {
      if (!mayCheck(viewer)) throw notFound();
      const rows = await listDeployments(db, viewer.partnershipId);
      const known = new Map((await listChecks(db, viewer.partnershipId)).map((row) => [row.deploymentRef, row]));
      return { connections: await Promise.all(rows.map((row) => show(viewer, row, known.get(row.id) ?? null))) };
    },

    read,

    async begin(viewer, id) {
      const deployment = await deploymentOf(viewer, id);
      if (deployment.suspended === 1) {
        throw refused('suspended', 'This platform is switched off here. Ask who runs Critical Friend to switch it on, then check again.');
      }
      const here = viewer.deploymentRef === deployment.id;
      const { partnershipId, personId, identityId } = viewer;
      const from = here ? viewer : { sessionId: null, contextRef: null, linkRef: null };
      const { sessionId, contextRef, linkRef } = from;
      const asker = { partnershipId, personId, identityId, sessionId, contextRef, linkRef };
      const begun = await checks.begin(deployment, asker, (tx) => stillMay(viewer, tx));
      if (begun !== null) {
        const run: Promise<unknown> = begun.done.finally(() => running.delete(run));
        running.add(run);
      }
      return read(viewer, id);
    },

    async reportFrame(viewer, id, { checkId, framed, grew, cookie }) {
      const deployment = await deploymentOf(viewer, id);
      const frame = JSON.stringify({ framed, grew, cookie });
      const where = { partnershipId: viewer.partnershipId, deploymentRef: deployment.id, id: checkId };
      await db.transaction(async (tx) => {
        await stillMay(viewer, tx);
        if (viewer.deploymentRef !== deployment.id || !(await keepFrame(db, { ...where, frame }, tx))) throw notFound();
      });
      return read(viewer, id);
    },

    async works(partnershipId) {
      const rows = await listChecks(db, partnershipId);
      return rows.some((row) => row.endedAt !== null && allWorks(findingsOf(row.findings)));
    },

    idle: async () => {
      await Promise.all(running);
    },
  };
}
