import { expect, test } from '@jest/globals';
import { loginCookie } from '../../../tool/lti/login-cookie.js';
import { carrierOf, proofOf } from '../../../tool/lti/login-proof.js';
import type { LoginState } from '../../../tool/lti/login-state.js';

const origin = 'https://tool.example';
const state: LoginState = {
  kid: 'k', nonce: 'n', target: '/', deployment: null, expires: 0, cookie: 'c', secret: 's', storageTarget: null, ownTab: false,
}; // prettier-ignore
const right = proofOf('s', 'tab-storage');
const cookie = (value: string): string => loginCookie(origin, 'c', value).split(';')[0] ?? '';

test('A browser is known by the proof of its login, and by none for another carrier', () => {
  expect(carrierOf(state, undefined, { carrier: 'tab-storage', value: right }, origin)).toBe('tab-storage');
  expect(carrierOf(state, undefined, { carrier: 'platform-storage', value: right }, origin)).toBeNull();
  expect(carrierOf(state, cookie(right), null, origin)).toBeNull();
  expect(carrierOf(state, cookie(proofOf('s', 'cookie')), null, origin)).toBe('cookie');
});

test('A value of as many letters and more bytes is a wrong one, and no failure of ours', () => {
  const value = 'é'.repeat(right.length);
  expect(carrierOf(state, cookie(value), null, origin)).toBeNull();
  expect(carrierOf(state, undefined, { carrier: 'tab-storage', value }, origin)).toBeNull();
});
