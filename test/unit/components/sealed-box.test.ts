import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyFrom, newSecret, seal, unseal } from '../../../components/device-store/sealed-box.js';

describe('What is sealed on a device', () => {
  test('opens with its key and under its name, whatever it is', async () => {
    const key = await keyFrom(newSecret());
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string(), async (value, name) => {
        const sealed = await seal(key, value, name);
        expect(await unseal(key, sealed, name)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('stays shut with another key, under another name, and when a bit of it was changed', async () => {
    const [key, other] = [await keyFrom(newSecret()), await keyFrom(newSecret())];
    const sealed = await seal(key, { body: 'Seat 4 waits' }, 'a');
    expect(await unseal(other, sealed, 'a')).toBeNull();
    expect(await unseal(key, sealed, 'b')).toBeNull();
    const changed = new Uint8Array(sealed.data.slice(0));
    changed[3] = (changed[3] ?? 0) ^ 1;
    expect(await unseal(key, { ...sealed, data: changed.buffer }, 'a')).toBeNull();
  });

  test('is sealed differently each time, under a key that cannot be read out', async () => {
    const key = await keyFrom(newSecret());
    const [one, two] = [await seal(key, 'the same', 'a'), await seal(key, 'the same', 'a')];
    expect(Buffer.from(one.data).equals(Buffer.from(two.data))).toBe(false);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('has a secret of 256 bits that are never the same', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
  });
});
