import { addMs, instantNow, toInstant, type Clock } from '../clock.js';
import type { Database, Tx } from '../db/database.js';
import { hashSecret, newId, newSecret } from '../ids.js';
import { invitationModel, type InvitationRow } from './invitation.model.js';
import { LaunchProblem } from './launch-problem.js';

const lifeMs = 7 * 24 * 60 * 60_000;
/** Longer than two requests to a platform may take. */
const holdMs = 60_000;
/** Each try has us ask an address of the visitor's choice. */
const mostTries = 20;
const keptMs = 90 * 24 * 60 * 60_000;

export interface HeldInvitation extends InvitationRow {
  /** Lets the next try begin at once. */
  release(): Promise<void>;
  /** It has done its work. @returns false where another try did it first */
  spend(platformKid: string, tx: Tx): Promise<boolean>;
}

/** Links that connect one platform, once, within seven days. Stored as a hash; unknown, used and old ones answer alike. */
export function createInvitations(db: Database, clock: Clock) {
  const model = invitationModel(db);
  return {
    /** @param name what the platform is to be called here @returns the secret, which is shown once */
    async make(partnershipId: string, name: string | null, tx?: Tx): Promise<{ invitation: string; expiresAt: string }> {
      const invitation = newSecret();
      const expiresAt = toInstant(addMs(clock.now(), lifeMs));
      await model.insert({ id: newId(), tokenHash: hashSecret(invitation), partnershipId, name, at: instantNow(clock), expiresAt }, tx);
      return { invitation, expiresAt };
    },

    /** Whose invitation this is, held for this try alone. @throws LaunchProblem */
    async hold(invitation: string): Promise<HeldInvitation> {
      const found = invitation.length === 43 ? await model.findUsable(hashSecret(invitation), instantNow(clock), mostTries) : null;
      if (found === null) throw new LaunchProblem('invitation-unknown');
      const until = toInstant(addMs(clock.now(), holdMs));
      if (!(await model.hold(found.id, instantNow(clock), until))) throw new LaunchProblem('invitation-busy');
      return {
        ...found,
        release: async () => {
          await model.release(found.id, until);
        },
        spend: (platformKid, tx) => model.spend(found.id, platformKid, instantNow(clock), tx),
      };
    },

    sweep: async (): Promise<void> => {
      await model.removeOld(toInstant(addMs(clock.now(), -keptMs)));
    },
  };
}

export type Invitations = ReturnType<typeof createInvitations>;
