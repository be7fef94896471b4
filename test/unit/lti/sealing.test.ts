import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHandles } from '../../../tool/lti/handle.js';
import { createSealing } from '../../../tool/lti/sealing.js';

const sealing = createSealing(['first key of the test', 'older key of the test']);

describe('Sealing', () => {
  test('opens what it sealed, for the same purpose and the same thing only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, boundTo) => {
        const sealed = sealing.seal('platform-key', text, boundTo);
        expect(sealed).toMatch(/^[\w-]{8}\.[\w-]+$/);
        expect(sealing.open('platform-key', sealed, boundTo)).toBe(text);
        expect(sealing.open('login-state', sealed, boundTo)).toBeNull();
        expect(sealing.open('platform-key', sealed, `${boundTo}x`)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test('opens nothing of which a single character was changed', () => {
    const sealed = sealing.seal('login-state', 'state of a login');
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      expect(sealing.open('login-state', sealed.slice(0, index) + other + sealed.slice(index + 1))).toBeNull();
    }
  });

  test('opens nothing that is cut, lengthened, empty, or something else altogether', () => {
    const sealed = sealing.seal('login-state', 'x');
    for (const wrong of [
      '',
      '.',
      sealed.slice(0, -1),
      `${sealed}A`,
      sealed.replace('.', ''),
      'a'.repeat(60),
      `${sealed.slice(0, 9)}%%%`,
      `${sealed}\n`,
    ]) {
      expect(sealing.open('login-state', wrong)).toBeNull();
    }
  });

  test('gives two ciphertexts for one text', () => {
    expect(sealing.seal('login-state', 'x')).not.toBe(sealing.seal('login-state', 'x'));
  });

  test('opens what the previous key sealed, and tells that it is not the current one', () => {
    const old = createSealing(['older key of the test']);
    const sealed = old.seal('platform-key', 'pem', 'kid');
    expect(sealing.open('platform-key', sealed, 'kid')).toBe('pem');
    expect([sealing.isCurrent(sealed), old.isCurrent(sealed)]).toEqual([false, true]);
    expect(old.open('platform-key', sealing.seal('platform-key', 'pem', 'kid'), 'kid')).toBeNull();
  });
});

describe('A handle', () => {
  const handles = createHandles(['first key of the test']);

  test('carries the origin it was made with, unless somebody changed it', () => {
    const handle = handles.make('https://canvas.harbour.example');
    expect(handle).toMatch(/^[\w-]{44,}$/);
    expect(handles.originIn(handle)).toBe('https://canvas.harbour.example');
    const forged = handle.slice(0, 44) + Buffer.from('https://evil.example').toString('base64url');
    expect(handles.originIn(forged)).toBeNull();
    expect(createHandles(['another key']).originIn(handle)).toBeNull();
  });

  test('without an origin is 22 random characters', () => {
    const handle = handles.make(null);
    expect(handle).toMatch(/^[\w-]{22}$/);
    expect(handle).not.toBe(handles.make(null));
    for (const one of [handle, '', 'x', `${handle}short`, 'ü'.repeat(50)]) expect(handles.originIn(one)).toBeNull();
  });
});
