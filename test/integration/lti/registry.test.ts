import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DatabasePlugin } from 'ltijs';
import { systemClock } from '../../../tool/clock.js';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { createLogger } from '../../../tool/logger.js';
import { registryModel } from '../../../tool/lti/registry.model.js';
import { createRegistryPlugin } from '../../../tool/lti/registry-plugin.js';
import { createRegistry, type Registry } from '../../../tool/lti/registry.js';
import { createSealing } from '../../../tool/lti/sealing.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';

const log = createLogger('silent');
const sealing = createSealing(['secret of the test']);
const entry = (clientId: string, url = 'https://moodle.example') => ({
  url, clientId, name: `Moodle of ${clientId}`, authenticationEndpoint: `${url}/auth`, accesstokenEndpoint: `${url}/token`,
  authConfig: { method: 'JWK_SET' as const, key: `${url}/certs` },
}); // prettier-ignore

eachDialect('The registry', (open) => {
  let database: ScratchDatabase;
  let db: Database;
  let registry: Registry;
  let plugin: DatabasePlugin;
  beforeAll(async () => {
    database = await open();
    db = openDatabase(database.url, log);
    await migrate(db, log);
  });
  beforeEach(async () => {
    for (const table of ['deployment_partnership', 'deployment', 'platform', 'platform_key']) await db.run(`DELETE FROM ${table}`);
    registry = createRegistry(db, sealing, systemClock, 0);
    plugin = createRegistryPlugin(registryModel(db), sealing, systemClock);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  test('keeps what ltijs registers, and hands it out again', async () => {
    const kid = await (await registry.provider.registerPlatform(entry('c1'))).platformKid();
    expect(await registry.findOptionalPlatform('https://moodle.example', 'c1')).toEqual({
      kid, issuer: 'https://moodle.example', clientId: 'c1', name: 'Moodle of c1', authUrl: 'https://moodle.example/auth', tokenUrl: 'https://moodle.example/token',
      tokenAudience: 'https://moodle.example/token', jwksUrl: 'https://moodle.example/certs', frameOrigins: ['https://moodle.example'], active: true, retiredAt: null,
    }); // prettier-ignore
    expect(await registry.platformByKid(kid)).toMatchObject({ clientId: 'c1' });
    const [publicKey] = await registry.publicKeys();
    expect(publicKey).toMatchObject({ kid, kty: 'RSA', alg: 'RS256', use: 'sig' });
    expect(await registry.signingKey(kid)).toMatchObject({ keyId: kid, key: { asymmetricKeyType: 'rsa' } });
    await expect(registry.signingKey('other')).rejects.toThrow('no key pair');
  });

  test('keeps private keys sealed and bound to their name, whatever ltijs passes as its own key', async () => {
    await plugin.Replace('key of ltijs', 'publickey', {}, { kid: 'k1', key: 'PUBLIC' }, { kid: 'k1', platformUrl: 'i', clientId: 'c' });
    await plugin.Replace('key of ltijs', 'privatekey', {}, { kid: 'k1', key: 'PRIVATE' }, { kid: 'k1', platformUrl: 'i', clientId: 'c' });
    const [row] = await db.select<{ private_sealed: string }>('SELECT private_sealed FROM platform_key');
    expect(row?.private_sealed).not.toContain('PRIVATE');
    expect(await plugin.Get('any', 'privatekey', { kid: 'k1' })).toEqual([{ kid: 'k1', platformUrl: 'i', clientId: 'c', key: 'PRIVATE' }]);
    await db.run("UPDATE platform_key SET kid = 'k2'");
    await expect(plugin.Get('any', 'privatekey', { kid: 'k2' })).rejects.toThrow('SECRET_KEY');
  });

  test('tells identifiers apart byte by byte, and addresses alike in their first fifty characters', async () => {
    const long = `https://${'learning'.repeat(10)}.example`;
    for (const [url, clientId] of [
      ['https://m.example', 'Abc'],
      ['https://m.example', 'abc'],
      ['https://m.example', 'abc '],
      [`${long}/a`, 'c'],
      [`${long}/b`, 'c'],
    ] as const) {
      await plugin.Replace(
        false,
        'platform',
        { platformUrl: url, clientId },
        { ...fields(`${url}${clientId}`), platformUrl: url, clientId },
      );
    }
    expect(await db.select('SELECT kid FROM platform')).toHaveLength(5);
    expect(await registry.findOptionalPlatform('https://m.example', 'ABC')).toBeNull();
    expect((await registry.findOptionalPlatform('https://m.example', 'abc '))?.clientId).toBe('abc ');
    expect((await registry.platformsOf('https://m.example')).map(({ clientId }) => clientId).sort()).toEqual(['Abc', 'abc', 'abc ']);
  });

  const fields = (name: string) => ({
    kid: Buffer.from(name).toString('hex').slice(-60), platformName: name, authEndpoint: 'https://a.example', accesstokenEndpoint: 'https://t.example',
    authConfig: { method: 'JWK_SET', key: 'https://k.example' },
  }); // prettier-ignore

  test('replaces in place: nobody reading meanwhile finds nothing, and nobody finds two', async () => {
    const query = { platformUrl: 'i', clientId: 'c' };
    await plugin.Replace(false, 'platform', query, { ...fields('first'), ...query });
    const seen: number[] = [];
    await Promise.all([
      ...Array.from({ length: 10 }, (_unused, index) =>
        plugin.Replace(false, 'platform', query, { ...fields('first'), ...query, platformName: `n${index}` }),
      ),
      ...Array.from({ length: 30 }, async () => seen.push(((await plugin.Get(false, 'platform', query)) || []).length)),
    ]);
    expect(new Set(seen)).toEqual(new Set([1]));
  });

  test('takes an undefined value for nothing, never for everything', async () => {
    await plugin.Insert(false, 'publickey', { kid: 'k1', key: 'PUBLIC' });
    await plugin.Insert(false, 'platform', { ...fields('first'), platformUrl: 'i', clientId: 'c' });
    expect(await plugin.Delete('publickey', { kid: undefined })).toBe(false);
    expect(await plugin.Delete('platform', {})).toBe(false);
    expect(await plugin.Get(false, 'platform', { platformUrl: undefined })).toBe(false);
    expect(await plugin.Modify(false, 'platform', { kid: undefined }, { platformName: 'x' })).toBe(false);
    expect(await db.select('SELECT kid FROM platform_key')).toHaveLength(1);
    expect(await db.select("SELECT kid FROM platform WHERE name = 'first'")).toHaveLength(1);
    expect(await plugin.Delete('publickey', { kid: 'k1' })).toBe(true);
    expect(await plugin.Get(false, 'publickey', { kid: 'k1' })).toBe(false);
  });

  test('switches a platform off and on', async () => {
    const platform = await registry.provider.registerPlatform(entry('c2'));
    await platform.platformActive(false);
    expect(await registry.findOptionalPlatform('https://moodle.example', 'c2')).toMatchObject({ active: false });
    await platform.platformActive(true);
    expect(await registry.findOptionalPlatform('https://moodle.example', 'c2')).toMatchObject({ active: true });
  });
});
