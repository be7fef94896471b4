import { instantNow, type Clock } from '../clock.js';
import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import { deploymentModel } from './deployment.model.js';
import type { DeploymentRecord, PlatformRecord } from './launch.js';
import { registryModel, type PlatformRow } from './registry.model.js';
import type { Registry } from './registry.js';

export interface PlatformEntry {
  issuer: string;
  clientId: string;
  name: string | null;
  authUrl: string | null;
  tokenUrl: string | null;
  tokenAudience: string | null;
  jwksUrl: string | null;
  frameOrigins: string[];
  practice: boolean;
}

export interface ListedPlatform extends PlatformRecord {
  practice: boolean;
  deployments: DeploymentRecord[];
}

/** Writes the registry; for the operator's command only, because a new platform gets its key pair in one long synchronous step. */
export function createRegistrar(db: Database, registry: Registry, clock: Clock) {
  const model = registryModel(db);
  const deployments = deploymentModel(db);
  const { provider } = registry;

  const find = async (issuer: string, clientId: string): Promise<PlatformRow | null> =>
    (await model.find('platform', { issuer, client_id: clientId }))[0] ?? null;

  return {
    find,

    /** Registers a platform, or brings its entry up to date and opens one again that was removed. Absent parts stay as they were. */
    async put(entry: PlatformEntry): Promise<string> {
      const row = await find(entry.issuer, entry.clientId);
      const platform = await provider.registerPlatform({
        url: entry.issuer,
        clientId: entry.clientId,
        name: entry.name ?? row?.name ?? new URL(entry.authUrl ?? '').hostname,
        authenticationEndpoint: entry.authUrl ?? row?.auth_url ?? '',
        accesstokenEndpoint: entry.tokenUrl ?? row?.token_url ?? '',
        ...(entry.tokenAudience === null ? {} : { authorizationServer: entry.tokenAudience }),
        authConfig: { method: 'JWK_SET', key: entry.jwksUrl ?? row?.auth_key ?? '' },
      });
      const kid = await platform.platformKid();
      const reopened = row?.retired_at !== null ? { active: 1, retired_at: null } : {};
      // ltijs writes the token address into an empty audience, where it would outlive a change of that address.
      const audience = { token_audience: entry.tokenAudience ?? row?.token_audience ?? null };
      const frames = entry.frameOrigins.length > 0 ? { frame_origins: JSON.stringify(entry.frameOrigins) } : {};
      await model.update('platform', { kid }, { ...reopened, ...audience, ...frames, ...(entry.practice ? { practice: 1 } : {}) });
      return kid;
    },

    /** Adds a deployment, or opens a removed one again, and lets it serve a partnership. */
    async putDeployment(kid: string, deploymentId: string, partnershipId: string, tx: Tx): Promise<string> {
      const at = instantNow(clock);
      const known = await deployments.findAny(kid, deploymentId, tx);
      const id = known ?? newId();
      if (known === null) await deployments.insert({ id, kid, deploymentId, at }, tx);
      else await deployments.unretire(id, tx);
      await deployments.serves(id, partnershipId, at, tx);
      return id;
    },

    list: async (): Promise<ListedPlatform[]> => {
      const listed: ListedPlatform[] = [];
      for (const row of await model.find('platform', {})) {
        const record = await registry.platformByKid(row.kid);
        if (record) listed.push({ ...record, practice: row.practice === 1, deployments: await deployments.listOfPlatform(row.kid) });
      }
      return listed;
    },

    deployment: (kid: string, deploymentId: string): Promise<DeploymentRecord | null> => deployments.ofPlatform(kid, deploymentId),

    setActive: async (kid: string, active: boolean): Promise<void> => {
      const platform = await provider.getPlatformById(kid);
      if (platform) await platform.platformActive(active);
    },
    setDeploymentActive: (id: string, active: boolean): Promise<number> =>
      db.transaction((tx) => deployments.suspend(id, active ? null : instantNow(clock), tx)),

    /** A removed entry is kept: records name who wrote them and from where, and its key's name is never used again. */
    retire: (kid: string): Promise<number> => model.update('platform', { kid }, { active: 0, retired_at: instantNow(clock) }),
    retireDeployment: (id: string): Promise<number> => db.transaction((tx) => deployments.retire(id, instantNow(clock), tx)),
  };
}

export type Registrar = ReturnType<typeof createRegistrar>;
