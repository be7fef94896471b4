import { addMs, instantNow, toInstant } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { sessionEnded } from '../errors.js';
import { hashSecret, newId, newSecret } from '../ids.js';
import { familyOf } from '../lti/platform-family.js';
import type { Ground } from '../slice.js';
import type { Me } from './access.shared.js';
import { continueCodeModel } from './continue-code.model.js';
import { sessionModel, type Errand, type SessionRow, type ViewerRow } from './session.model.js';
import type { HeldRole, Viewer } from './viewer.js';

/** However busy, a session ends after a working day. */
const longestMs = 10 * 60 * 60_000;
const continueCodeMs = 30_000;
/** Sessions are kept this long after their end, so that what is being sent meanwhile still meets a clear answer. */
const keptAfterEndMs = 24 * 60 * 60_000;

export interface SessionStart {
  identityId: string;
  partnershipId: string;
  deploymentRef: string;
  contextRef: string | null;
  linkRef: string | null;
  locale: string | null;
  errand: Errand | null;
  /** The account a review is about; null where nobody here has it. */
  errandRef: string | null;
  /** Hash of the nonce of the launch it begins with. */
  launchNonce: string;
  /** How the browser of the launch was known again, and by how many seconds our clock was ahead of its platform's. */
  carriedBy: string;
  clockAhead: number;
}

/** The token is handed to the page once and stored as a hash. */
export interface BegunSession {
  session: string;
  sessionId: string;
  expiresAt: string;
}

export function createAccess({ config, clock, db }: Ground, build: string) {
  const sessions = sessionModel(db);
  const codes = continueCodeModel(db);
  const idleMs = config.sessionIdleMs;
  // Idle time is written at most once a minute, and often enough that a short idle time still means what it says.
  const writeEveryMs = Math.min(60_000, idleMs / 4);
  // What the same statement found beside the viewer; it lives as long as the request.
  const places = new WeakMap<Viewer, ViewerRow>();
  const placeOf = (viewer: Viewer): ViewerRow => {
    const row = places.get(viewer);
    if (!row) throw sessionEnded();
    return row;
  };
  const endOf = (startedAt: string, usedAt: Date): string =>
    toInstant(new Date(Math.min(usedAt.getTime() + idleMs, new Date(startedAt).getTime() + longestMs)));

  type NewSession = Omit<SessionRow, 'token_hash' | 'id' | 'family_id' | 'used_at' | 'expires_at' | 'ended_at'>;

  /** @param familyId of the session it was opened from; a launch begins a family of its own */
  async function begin(row: NewSession, familyId: string | null, tx: Tx): Promise<BegunSession> {
    const session = newSecret();
    const sessionId = newId();
    const now = clock.now();
    const expiresAt = endOf(row.started_at, now);
    await sessions.insert(
      {
        ...row, token_hash: hashSecret(session), id: sessionId, family_id: familyId ?? sessionId, used_at: toInstant(now), expires_at: expiresAt,
        ended_at: null,
      },
      tx,
    ); // prettier-ignore
    return { session, sessionId, expiresAt };
  }

  return {
    /**
     * A session holds who and where, and no rights. The row's key decides between two launches with the same message that come at once.
     * @returns null where a session was begun with this nonce before
     */
    async beginSession(start: SessionStart, tx: Tx): Promise<BegunSession | null> {
      try {
        return await begin(
          {
            identity_id: start.identityId, partnership_id: start.partnershipId, deployment_ref: start.deploymentRef,
            context_ref: start.contextRef, link_ref: start.linkRef, locale: start.locale, time_zone: null, role_now_on: null,
            started_at: instantNow(clock), launch_nonce: start.launchNonce, errand: start.errand, errand_ref: start.errandRef,
            carried_by: start.carriedBy, clock_ahead: start.clockAhead,
          },
          null,
          tx,
        ); // prettier-ignore
      } catch (error) {
        if (isUniqueViolation(error)) return null;
        throw error;
      }
    },

    /**
     * Who asks, and what they hold right now.
     * @param keepsAlive false for polling, which never extends idle time
     * @throws Problem 401
     */
    async viewerOf(bearer: string, keepsAlive: boolean): Promise<Viewer> {
      const now = clock.now();
      const rows = bearer.length === 43 ? await sessions.viewerRows(hashSecret(bearer), toInstant(now)) : [];
      const [row] = rows;
      if (!row) throw sessionEnded();
      if (keepsAlive && now.getTime() - new Date(row.used_at).getTime() >= writeEveryMs) {
        row.expires_at = endOf(row.started_at, now);
        await sessions.touch(row.id, toInstant(now), row.expires_at);
      }
      const viewer = viewerFrom(row, rows);
      places.set(viewer, row);
      return viewer;
    },

    /** @param viewer as `viewerOf` answered it */
    me(viewer: Viewer): Me {
      const row = placeOf(viewer);
      return {
        personId: viewer.personId,
        name: row.person_name,
        identityName: row.identity_name,
        partnership: { id: viewer.partnershipId, name: row.partnership_name },
        platform: { name: row.platform_name, family: familyOf({ issuer: row.issuer, tokenUrl: row.token_url }) },
        opens: row.errand,
        context: viewer.contextRef === null ? null : { id: viewer.contextRef, title: row.context_title },
        link:
          viewer.linkRef === null
            ? null
            : {
                id: viewer.linkRef,
                title: row.link_title,
                shows: row.shows,
                copied: row.copied_from !== null && row.chosen === null,
              },
        roles: viewer.roles,
        roleNowOn: row.role_now_on,
        locale: viewer.locale,
        timeZone: viewer.timeZone,
        expiresAt: row.expires_at,
        support: config.supportContact,
        build,
      };
    },

    /** Of whom the gradebook's review asks, and in which course; null for any other session, and where nobody here has the account. */
    reviewOf(viewer: Viewer): { identityId: string; contextRef: string } | null {
      const { errand, errand_ref: identityId, context_ref: contextRef } = placeOf(viewer);
      return errand === 'review' && identityId !== null && contextRef !== null ? { identityId, contextRef } : null;
    },

    /** A code of another partnership that the deployment serves was taken up: this session is in that one from the next request on. */
    enterPartnership: async (sessionId: string, partnershipId: string, tx: Tx): Promise<void> => {
      await sessions.enterPartnership(sessionId, partnershipId, tx);
    },

    /** Ends the sessions of this launch at their next request: the page's own, and that of every tab opened from it. */
    signOut: (viewer: Viewer): Promise<void> => {
      const familyId = placeOf(viewer).family_id;
      return db.transaction(async (tx) => {
        await sessions.lockFamily(familyId, tx);
        await sessions.endFamily(familyId, instantNow(clock), tx);
      });
    },

    async makeContinueCode(viewer: Viewer): Promise<{ code: string; expiresAt: string }> {
      const code = newSecret();
      const expiresAt = toInstant(addMs(clock.now(), continueCodeMs));
      await codes.insert(hashSecret(code), viewer.sessionId, expiresAt);
      return { code, expiresAt };
    },

    /** A session of its own for the new tab, the same person and place, ending no later. Null where the code opens nothing. */
    continueWith: (code: string): Promise<(BegunSession & { identityId: string; partnershipId: string }) | null> =>
      db.transaction(async (tx) => {
        const [codeHash, now] = [hashSecret(code), instantNow(clock)];
        if (!(await codes.spend(codeHash, now, tx))) return null;
        const opener = await codes.familyOf(codeHash, tx);
        if (opener === null) return null;
        // Asked for under the lock: a sign-out of the same moment either ends the new session too or leaves none to open.
        await sessions.lockFamily(opener, tx);
        const from = await codes.sessionOf(codeHash, now, tx);
        if (!from) return null;
        const { token_hash: _hash, id: _id, family_id: familyId, used_at: _used, expires_at: _expires, ended_at: _ended, ...same } = from;
        const begun = await begin({ ...same, launch_nonce: null }, familyId, tx);
        return { ...begun, identityId: from.identity_id, partnershipId: from.partnership_id };
      }),

    sweep: (): Promise<void> => sessions.removeExpired(toInstant(addMs(clock.now(), -keptAfterEndMs))),
  };
}

export type Access = ReturnType<typeof createAccess>;

function viewerFrom(row: ViewerRow, rows: ViewerRow[]): Viewer {
  const roles = rows.flatMap((held): HeldRole[] =>
    held.role_id === null || held.role === null
      ? []
      : [{ id: held.role_id, role: held.role, placementId: held.placement_id, schoolId: held.school_id }],
  );
  return {
    sessionId: row.id,
    identityId: row.identity_id,
    partnershipId: row.partnership_id,
    personId: row.person_id,
    deploymentRef: row.deployment_ref,
    contextRef: row.context_ref,
    linkRef: row.link_ref,
    platformKid: row.platform_kid,
    sub: row.sub,
    locale: row.locale,
    timeZone: row.time_zone ?? row.partnership_time_zone,
    roles,
  };
}
