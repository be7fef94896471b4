import { expect, test } from '@jest/globals';
import { urlOf } from '../../tool/url.js';

test('An address with a letter beyond ASCII is one however often it was asked before', () => {
  // The compiled call of the library’s own question answered otherwise, after some thousands.
  for (let times = 0; times < 100_000; times += 1)
    if (urlOf('https://härbour.example/')?.host !== 'xn--hrbour-bua.example') throw new Error(`not so after ${times} times`);
  expect(urlOf('härbour')).toBeNull();
});

test('A relative address starts from its base', () => {
  expect(urlOf('../b', 'https://harbour.example/a/c')?.href).toBe('https://harbour.example/b');
  expect(urlOf('https://', 'https://harbour.example/')).toBeNull();
});
