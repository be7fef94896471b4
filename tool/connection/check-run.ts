import { z } from 'zod';
import { addMs, instantNow, toInstant } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { newId } from '../ids.js';
import { familyOf } from '../lti/platform-family.js';
import type { PlatformHttp } from '../lti/platform-http.js';
import type { PlatformKeys } from '../lti/tokens.js';
import { safeError } from '../safe-error.js';
import type { Ground } from '../slice.js';
import {
  findCourseAsked,
  findOpening,
  findOwnColumn,
  findResourceLink,
  hasTrainees,
  insertCheck,
  keepFindings,
  replaceCheck,
  type DeploymentRow,
} from './connection.model.js';
import { signInFinding, type Finding } from './finding.rules.js';
import { tryConnection, type CheckPlace } from './try-connection.js';

/** Who began a check, and from where; nulls for the operator's command. */
export interface CheckAsker {
  partnershipId: string;
  personId: string | null;
  identityId: string | null;
  sessionId: string | null;
  contextRef: string | null;
  linkRef: string | null;
}

export interface CheckBegun {
  id: string;
  /** Resolves with what was found when the last line is known. Never rejects. */
  done: Promise<Finding[]>;
}

/** A check says something at least this often; one that is silent for longer was interrupted. */
export const silentMs = 20_000;

const scopesShape = z.array(z.string());
const scopesOf = (stored: string | null): string[] => (stored === null ? [] : scopesShape.catch([]).parse(JSON.parse(stored)));

/** Begins checks, one at a time for a deployment and partnership, in whichever process. */
export function createCheckRun(given: { ground: Ground; http: PlatformHttp; keys: PlatformKeys }) {
  const { db, clock, log, audit } = given.ground;

  async function placeOf(row: DeploymentRow, asker: CheckAsker): Promise<CheckPlace> {
    const family = familyOf(row);
    const course = await findCourseAsked(db, asker.partnershipId, row.id, asker.contextRef);
    return {
      deploymentRef: row.id,
      platformKid: row.platformKid,
      family,
      contextRef: course?.id ?? null,
      membershipsUrl: course?.membershipsUrl ?? null,
      lineItemsUrl: course?.lineItemsUrl ?? null,
      resourceLinkId: course && asker.linkRef !== null ? await findResourceLink(db, course.id, asker.linkRef) : null,
      lineItemUrl: course ? await findOwnColumn(db, course.id, asker.linkRef) : null,
      scopes: scopesOf(course?.scopes ?? null),
      schools: family !== 'moodle' && !(await hasTrainees(db, asker.partnershipId, row.id)),
    };
  }

  async function run(id: string, place: CheckPlace, asker: CheckAsker): Promise<Finding[]> {
    const { partnershipId, sessionId } = asker;
    const findings: Finding[] = [];
    const keep = (endedAt: string | null): Promise<boolean> =>
      keepFindings(db, {
        partnershipId, deploymentRef: place.deploymentRef, id, findings: JSON.stringify(findings), now: instantNow(clock), endedAt,
      }); // prettier-ignore
    const failed = (error: unknown): void =>
      log.warn({ err: safeError(error), deployment: place.deploymentRef }, 'a check of the connection');
    try {
      const signIn = signInFinding(await findOpening(db, partnershipId, place.deploymentRef, sessionId));
      await tryConnection({
        http: given.http,
        keys: given.keys,
        clock,
        place,
        partnershipId,
        signIn,
        failed,
        async found(finding) {
          findings.push(finding);
          await keep(null);
        },
      });
      await keep(instantNow(clock));
    } catch (error) {
      failed(error);
    }
    return findings;
  }

  return {
    /** @param allowed runs in the transaction that begins it; throws where the asker may not any more. @returns null where a check of this deployment goes on */
    async begin(
      row: DeploymentRow,
      asker: CheckAsker,
      allowed: (tx: Tx) => Promise<void> = () => Promise.resolve(),
    ): Promise<CheckBegun | null> {
      const { partnershipId, personId, identityId, sessionId, linkRef } = asker;
      const place = await placeOf(row, asker);
      const now = clock.now();
      const id = newId();
      const check = {
        partnershipId,
        deploymentRef: row.id,
        id,
        contextRef: place.contextRef,
        linkRef,
        begunBy: personId,
        now: toInstant(now),
      };
      const begun = await db
        .transaction(async (tx) => {
          await allowed(tx);
          if (!(await replaceCheck(db, check, toInstant(addMs(now, -silentMs)), tx))) await insertCheck(db, check, tx);
          await audit.record(
            { action: 'connection.checked', partnershipId, personId, identityId, sessionId, objectKind: 'deployment', objectId: row.id },
            tx,
          );
          return true;
        })
        .catch((error: unknown) => (isUniqueViolation(error) ? false : Promise.reject(error as Error)));
      return begun ? { id, done: run(id, place, asker) } : null;
    },
  };
}

export type CheckRun = ReturnType<typeof createCheckRun>;
