import { instantNow, type Clock } from '../clock.js';
import { isUniqueViolation, type Database, type Tx } from '../db/database.js';
import { newId } from '../ids.js';
import { deploymentModel } from './deployment.model.js';
import { newKeyPair, type KeyPair } from './key-pair.js';
import type { DeploymentRecord, PlatformRecord } from './launch.js';
import { registryModel, type KeyRow, type PlatformRow } from './registry.model.js';
import type { Registry } from './registry.js';
import type { Sealing } from './sealing.js';

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

/** Everything of a platform that nobody knew. */
export interface NewPlatform extends PlatformEntry {
  name: string;
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  /** Waits for approval. */
  pending: boolean;
  learnsDeployments: boolean;
}

export interface ListedPlatform extends PlatformRecord {
  practice: boolean;
  deployments: DeploymentRecord[];
}

/** Writes the registry. ltijs would make a 4096-bit key in one long synchronous step, so our own key comes first and ltijs finds it there. */
export function createRegistrar(db: Database, registry: Registry, sealing: Sealing, clock: Clock) {
  const model = registryModel(db);
  const deployments = deploymentModel(db);
  const { provider } = registry;

  const find = async (issuer: string, clientId: string, tx?: Tx): Promise<PlatformRow | null> =>
    (await model.find('platform', { issuer, client_id: clientId }, tx))[0] ?? null;

  const keyRow = (pair: KeyPair, platform: Pick<PlatformRow, 'issuer' | 'client_id'>, more: Partial<KeyRow>): KeyRow => ({
    kid: pair.kid, issuer: platform.issuer, client_id: platform.client_id, public_pem: pair.publicPem,
    private_sealed: sealing.seal('platform-key', pair.privatePem, pair.kid), created_at: instantNow(clock), platform_kid: null, signs_from: null,
    retired_at: null, ...more,
  }); // prettier-ignore

  /** The platform and its key, both or neither. @param pair made before, because a transaction may run again */
  async function insert(entry: NewPlatform, pair: KeyPair, tx: Tx): Promise<string> {
    const at = instantNow(clock);
    const row: PlatformRow = {
      kid: pair.kid, issuer: entry.issuer, client_id: entry.clientId, name: entry.name, auth_url: entry.authUrl, token_url: entry.tokenUrl,
      token_audience: entry.tokenAudience, auth_method: 'JWK_SET', auth_key: entry.jwksUrl, active: entry.pending ? 0 : 1,
      frame_origins: JSON.stringify(entry.frameOrigins), practice: entry.practice ? 1 : 0, created_at: at, retired_at: null,
      pending_at: entry.pending ? at : null, learns_deployments: entry.learnsDeployments ? 1 : 0,
    }; // prettier-ignore
    await model.insert('platform_key', keyRow(pair, row, {}), tx);
    await model.insert('platform', row, tx);
    return pair.kid;
  }

  return {
    find,
    insert,

    /** Registers a platform, or brings its entry up to date and opens one again that was removed or waited. Absent parts stay as they were. */
    async put(entry: PlatformEntry): Promise<string> {
      const known = await find(entry.issuer, entry.clientId);
      if (known === null) {
        const [authUrl, tokenUrl, jwksUrl] = [entry.authUrl ?? '', entry.tokenUrl ?? '', entry.jwksUrl ?? ''];
        const whole = { ...entry, authUrl, tokenUrl, jwksUrl, name: entry.name ?? new URL(authUrl).hostname };
        const pair = await newKeyPair();
        try {
          return await db.transaction((tx) => insert({ ...whole, pending: false, learnsDeployments: false }, pair, tx));
        } catch (error) {
          // Somebody registered it at the same moment.
          if (!isUniqueViolation(error)) throw error;
        }
      }
      const row = known ?? (await find(entry.issuer, entry.clientId));
      const platform = await provider.registerPlatform({
        url: entry.issuer,
        clientId: entry.clientId,
        name: entry.name ?? row?.name ?? '',
        authenticationEndpoint: entry.authUrl ?? row?.auth_url ?? '',
        accesstokenEndpoint: entry.tokenUrl ?? row?.token_url ?? '',
        ...(entry.tokenAudience === null ? {} : { authorizationServer: entry.tokenAudience }),
        authConfig: { method: 'JWK_SET', key: entry.jwksUrl ?? row?.auth_key ?? '' },
      });
      const kid = await platform.platformKid();
      const reopened = row?.retired_at !== null || row.pending_at !== null ? { active: 1, retired_at: null, pending_at: null } : {};
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

    row: async (kid: string): Promise<PlatformRow | null> => (await model.find('platform', { kid }))[0] ?? null,
    deployments: (kid: string, tx?: Tx): Promise<DeploymentRecord[]> => deployments.listOfPlatform(kid, tx),
    pendingDeployment: (id: string, tx: Tx): Promise<{ kid: string; deploymentId: string } | null> => deployments.findPending(id, tx),

    /** The platform's row, nobody else's until the transaction ends. */
    lock: (kid: string, tx: Tx): Promise<PlatformRow | null> => model.lock(kid, tx),

    /** Whether any deployment of the platform serves the partnership. */
    serves: (kid: string, partnershipId: string, tx: Tx): Promise<boolean> => deployments.anyServes(kid, partnershipId, tx),

    deployment: (kid: string, deploymentId: string): Promise<DeploymentRecord | null> => deployments.ofPlatform(kid, deploymentId),

    /** @param deployment null for the whole platform */
    suspend: (kid: string, deployment: string | null, tx: Tx): Promise<number> =>
      deployment === null ? model.update('platform', { kid }, { active: 0 }, tx) : deployments.suspend(deployment, instantNow(clock), tx),
    resume: (kid: string, deployment: string | null, tx: Tx): Promise<number> =>
      deployment === null ? model.update('platform', { kid }, { active: 1 }, tx) : deployments.resume(deployment, tx),

    /** A platform that waited for approval is open from now on. */
    approve: (kid: string, tx: Tx): Promise<number> => model.update('platform', { kid }, { active: 1, pending_at: null }, tx),

    /** A registration that comes again after it was removed waits for approval once more. */
    reopenPending: (kid: string, change: Partial<PlatformRow>, tx: Tx): Promise<number> =>
      model.update('platform', { kid }, { ...change, active: 0, retired_at: null, pending_at: instantNow(clock) }, tx),

    /** Every key of a platform, for the operator's list. */
    keys: (kid: string, tx?: Tx): Promise<KeyRow[]> => model.keysOf(kid, tx),

    /** Publishes a new key, which signs from an instant on; those before it stay published until they are retired. */
    addKey: (platform: PlatformRow, pair: KeyPair, signsFrom: string, tx: Tx): Promise<void> =>
      model.insert('platform_key', keyRow(pair, platform, { platform_kid: platform.kid, signs_from: signsFrom }), tx),

    /** Takes a key out of the published set for good and forgets its private half; its name stays taken. */
    retireKey: (keyId: string, tx: Tx): Promise<number> =>
      model.update('platform_key', { kid: keyId }, { retired_at: instantNow(clock), private_sealed: '' }, tx),

    /** A removed entry is kept: records name who wrote them and from where, and its key's name is never used again. */
    retire: (kid: string, tx?: Tx): Promise<number> =>
      model.update('platform', { kid }, { active: 0, pending_at: null, retired_at: instantNow(clock) }, tx),
    retireDeployment: (id: string, tx: Tx): Promise<number> => deployments.retire(id, instantNow(clock), tx),
  };
}

export type Registrar = ReturnType<typeof createRegistrar>;
