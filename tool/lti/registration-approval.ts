import { instantNow, type Clock } from '../clock.js';
import type { Database, Tx } from '../db/database.js';
import type { DeploymentRecord } from './launch.js';
import type { Registrar } from './registrar.js';
import { registrationModel, type RegistrationRow } from './registration.model.js';
import type { ScopeRecord } from './scope-record.js';

export type PlatformState = 'waits' | 'open' | 'off' | 'declined';

export interface RegisteredDeployment {
  id: string;
  deploymentId: string;
  state: 'waits' | 'open' | 'off';
}

export interface RegisteredPlatform {
  kid: string;
  partnershipId: string;
  name: string;
  family: string;
  issuer: string;
  clientId: string;
  registeredAt: string;
  state: PlatformState;
  missing: string[];
  deployments: RegisteredDeployment[];
}

const deploymentState = ({ pending, suspendedAt }: DeploymentRecord): RegisteredDeployment['state'] =>
  pending ? 'waits' : suspendedAt === null ? 'open' : 'off';

/** Which platforms registered themselves for whom, and the yes or no that they wait for. */
export function createApprovals(given: { db: Database; clock: Clock; registrar: Registrar; scopes: ScopeRecord }) {
  const { db, clock, registrar, scopes } = given;
  const model = registrationModel(db);

  const view = async (row: RegistrationRow): Promise<RegisteredPlatform | null> => {
    const platform = await registrar.row(row.platformKid);
    if (!platform) return null;
    // What serves others alone is theirs; a part that waits is asked of whoever registered the platform.
    const deployments = (await registrar.deployments(row.platformKid)).filter(
      ({ pending, partnershipIds }) => pending || partnershipIds.includes(row.partnershipId),
    );
    const state =
      platform.retired_at !== null ? 'declined' : platform.pending_at !== null ? 'waits' : platform.active === 1 ? 'open' : 'off';
    return {
      kid: row.platformKid,
      partnershipId: row.partnershipId,
      name: platform.name,
      family: row.family,
      issuer: platform.issuer,
      clientId: platform.client_id,
      registeredAt: row.registeredAt,
      state,
      missing: await scopes.missing(row.platformKid),
      deployments: deployments.map((one) => ({ id: one.id, deploymentId: one.deploymentId, state: deploymentState(one) })),
    };
  };

  /** The registration, if it waits for this partnership's word. */
  const waiting = async (kid: string, partnershipId: string, tx: Tx): Promise<RegistrationRow | null> => {
    const row = await model.find(kid, tx);
    const platform = row?.partnershipId === partnershipId ? await registrar.lock(kid, tx) : null;
    return platform && platform.pending_at !== null ? row : null;
  };

  return {
    /** Scopes we need and do not get; also of a platform that was added by hand. */
    missing: (kid: string): Promise<string[]> => scopes.missing(kid),

    find: async (kid: string): Promise<RegisteredPlatform | null> => {
      const row = await model.find(kid);
      return row ? view(row) : null;
    },

    /** How many platforms wait for this partnership's word, whole or in part. */
    countWaiting: (partnershipId: string): Promise<number> => model.countWaiting(partnershipId),

    listOf: async (partnershipId: string): Promise<RegisteredPlatform[]> => {
      const seen = await Promise.all((await model.listOf(partnershipId)).map(view));
      return seen.filter((one) => one !== null);
    },

    /** @param by person who decides; null on the server @returns false where nothing waits there for this partnership */
    async decide(kid: string, partnershipId: string, yes: boolean, by: string | null, tx: Tx): Promise<boolean> {
      if (!(await waiting(kid, partnershipId, tx))) return false;
      if (yes) await registrar.approve(kid, tx);
      else await registrar.retire(kid, tx);
      await model.decide(kid, yes ? 'approved' : 'declined', by, instantNow(clock), tx);
      return true;
    },

    /** A deployment that a launch named, of a platform of this partnership. @returns false where none waits under this id */
    async decideDeployment(id: string, partnershipId: string, yes: boolean, tx: Tx): Promise<boolean> {
      const deployment = await registrar.pendingDeployment(id, tx);
      const row = deployment ? await model.find(deployment.kid, tx) : null;
      if (!deployment || row?.partnershipId !== partnershipId) return false;
      if (yes) await registrar.putDeployment(deployment.kid, deployment.deploymentId, partnershipId, tx);
      else await registrar.retireDeployment(id, tx);
      return true;
    },
  };
}

export type Approvals = ReturnType<typeof createApprovals>;
