import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Ltijs from 'ltijs';
import type { DatabasePlugin, Platform, ProviderClass } from 'ltijs';
import { instantNow, type Clock } from '../clock.js';
import type { Database } from '../db/database.js';
import { newId } from '../ids.js';
import { deploymentModel } from './deployment.model.js';
import { frameOriginsOf } from './frame-origins.js';
import type { DeploymentRecord, PlatformRecord } from './launch.js';
import { registryModel } from './registry.model.js';
import { createRegistryPlugin } from './registry-plugin.js';
import type { Sealing } from './sealing.js';
import { ShortCache } from './short-cache.js';

/** A suspension acts within this time in every process. */
const rememberMs = 1_500;
const rememberKeysMs = 3_000;

export interface PublicKey extends JsonWebKey {
  kid: string;
  alg: 'RS256';
  use: 'sig';
}

export interface SigningKey {
  keyId: string;
  key: KeyObject;
}

/** Which platforms and deployments there are, and our keys for them; ltijs keeps them in our tables. */
export interface Registry {
  /** Null where no such registration exists or it was removed; a suspended one is returned with `active: false`. */
  findOptionalPlatform(issuer: string, clientId: string): Promise<PlatformRecord | null>;
  /** Every registration of an issuer; for a login without `client_id`. Not remembered. */
  platformsOf(issuer: string): Promise<PlatformRecord[]>;
  platformByKid(kid: string): Promise<PlatformRecord | null>;
  deployment(kid: string, deploymentId: string): Promise<DeploymentRecord | null>;
  deploymentByRef(ref: string): Promise<DeploymentRecord | null>;
  /** A deployment nobody knew, named by a signed launch: kept to be approved. Null where the platform may not name new ones. */
  noticeDeployment(kid: string, deploymentId: string): Promise<DeploymentRecord | null>;
  /** What signs client assertions and deep-linking answers for a platform now, and its name for the header. @throws Error without one */
  signingKey(platformKid: string): Promise<SigningKey>;
  /** Our public keys, for `/lti/keys`: those that sign, those that are about to, and older ones until they are retired. */
  publicKeys(): Promise<PublicKey[]>;
  /** Origins of every platform that was let in: they may frame a page that holds no data. One that waits for approval has no say there. */
  frameOrigins(): Promise<string[]>;
  /** True where a platform of the practice page is registered. */
  holdsPractice(): Promise<boolean>;
  /** ltijs itself; only the operator's command uses it directly. */
  provider: ProviderClass;
  /** What ltijs keeps in our tables, as it is asked for it. */
  plugin: DatabasePlugin;
}

// ltijs is CommonJS, exports one instance, and reads its own templates relative to its files; so it is required, not bundled.
const ltijs = createRequire(import.meta.url)('ltijs') as typeof Ltijs;

const pairKey = (...parts: string[]): string => JSON.stringify(parts);

/** @param cacheMs 0 for the operator's command, which reads what it has just written */
export function createRegistry(db: Database, sealing: Sealing, clock: Clock, cacheMs = rememberMs): Registry {
  const model = registryModel(db);
  const deployments = deploymentModel(db);
  // ltijs encrypts nothing here (the plugin seals) and signs no cookie (its app is never mounted): its key protects nothing.
  const plugin = createRegistryPlugin(model, sealing, clock);
  const provider = new ltijs.Provider.constructor().setup('unused', { plugin }, { cors: false });

  const platforms = new ShortCache<PlatformRecord>(cacheMs);
  const deploymentsById = new ShortCache<DeploymentRecord>(cacheMs);
  const signingKeys = new ShortCache<SigningKey>(Math.min(cacheMs * 1_000, rememberKeysMs));
  const publicKeys = new ShortCache<PublicKey[]>(Math.min(cacheMs * 1_000, rememberKeysMs), 1);
  const allOrigins = new ShortCache<string[]>(rememberKeysMs, 1);

  /** What ltijs keeps of a platform, and beside it what only our own columns know. */
  async function toRecord(platform: Platform): Promise<PlatformRecord | null> {
    const kid = await platform.platformKid();
    const [row] = await model.find('platform', { kid });
    if (!row || row.retired_at !== null) return null;
    const [issuer, authUrl, authConfig] = [
      await platform.platformUrl(),
      await platform.platformAuthenticationEndpoint(),
      await platform.platformAuthConfig(),
    ];
    return {
      kid,
      issuer,
      clientId: await platform.platformClientId(),
      name: await platform.platformName(),
      authUrl,
      tokenUrl: await platform.platformAccessTokenEndpoint(),
      tokenAudience: await platform.platformAuthorizationServer(),
      jwksUrl: authConfig.key,
      frameOrigins: frameOriginsOf(row.frame_origins, issuer, authUrl),
      active: await platform.platformActive(),
      retiredAt: row.retired_at,
      ...(row.pending_at === null ? {} : { pending: true }),
      ...(row.learns_deployments === 1 ? { learnsDeployments: true } : {}),
    };
  }

  const recordOf = async (found: Platform | false): Promise<PlatformRecord | null> => (found ? toRecord(found) : null);

  const everyRecord = async (found: Platform[]): Promise<PlatformRecord[]> => {
    const records: PlatformRecord[] = [];
    for (const platform of found) {
      const record = await toRecord(platform);
      if (record) records.push(record);
    }
    return records;
  };

  return {
    provider,
    plugin,
    findOptionalPlatform: (issuer, clientId) =>
      platforms.get(pairKey('pair', issuer, clientId), async () => recordOf(await provider.getPlatform(issuer, clientId))),
    platformsOf: async (issuer) => {
      const found = await provider.getPlatform(issuer);
      return found ? everyRecord(found) : [];
    },
    platformByKid: (kid) => platforms.get(pairKey('kid', kid), async () => recordOf(await provider.getPlatformById(kid))),
    deployment: (kid, deploymentId) => deploymentsById.get(pairKey(kid, deploymentId), () => deployments.ofPlatform(kid, deploymentId)),
    deploymentByRef: (ref) => deploymentsById.get(pairKey(ref), () => deployments.byRef(ref)),
    noticeDeployment: async (kid, deploymentId) => {
      const platform = await platforms.get(pairKey('kid', kid), async () => recordOf(await provider.getPlatformById(kid)));
      if (platform?.learnsDeployments !== true) return null;
      await db.transaction((tx) => deployments.notice({ id: newId(), kid, deploymentId, at: instantNow(clock) }, tx));
      return deployments.ofPlatform(kid, deploymentId);
    },
    signingKey: async (platformKid) => {
      const found = await signingKeys.get(platformKid, async () => {
        const [kept] = (await plugin.Get(false, 'privatekey', { kid: platformKid })) || [];
        return kept ? { keyId: String(kept['kid']), key: createPrivateKey(String(kept['key'])) } : null;
      });
      if (!found) throw new Error('There is no key pair for this platform.');
      return found;
    },
    publicKeys: async () =>
      (await publicKeys.get('', async () => {
        const rows = await model.find('platform_key', {});
        return rows
          .filter((row) => row.retired_at === null)
          .map((row) => {
            const { kty, n, e } = createPublicKey(row.public_pem).export({ format: 'jwk' });
            return { kty, n, e, kid: row.kid, alg: 'RS256', use: 'sig' };
          });
      })) ?? [],
    holdsPractice: async () => (await model.find('platform', {})).some((row) => row.practice === 1),
    frameOrigins: async () =>
      (await allOrigins.get('', async () => {
        const records = await everyRecord(await provider.getAllPlatforms());
        return [...new Set(records.flatMap((record) => (record.pending ? [] : record.frameOrigins)))];
      })) ?? [],
  };
}
