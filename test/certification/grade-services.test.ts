import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MovableClock } from '../../tool/clock.js';
import { agsScope } from '../../tool/lti/ags.js';
import type { PlatformRecord } from '../../tool/lti/launch.js';
import { createLineItem } from '../../tool/lti/line-items.js';
import { createPlatformHttp } from '../../tool/lti/platform-http.js';
import { readResult, scoreBody, sendScore } from '../../tool/lti/scores.js';
import { createTokens } from '../../tool/lti/tokens.js';
import { addressesOf, serveKeys, startLms, toolKeyPem } from '../integration/passback/passback-story.js';
import type { Platform } from '../platform/platform.js';
import { sure } from '../sure.js';

/** Certification Guide, Assignment and Grade Services: the tool itself gets tokens and makes line items and scores. */
describe.each(['moodle', 'canvas'] as const)('Assignment and Grade Services with %s', (mode) => {
  const http = createPlatformHttp({ allowInsecure: () => true, totalMs: 3_000 });
  let lms: Platform;
  let keys: Awaited<ReturnType<typeof serveKeys>>;
  beforeAll(async () => {
    keys = await serveKeys([`kid-${mode}`]);
    lms = await startLms(mode, keys.url, 2, []);
  });
  afterAll(async () => {
    await http.close();
    await lms.close();
    keys.close();
  });

  test('token for line items, POST line item, token for scores, POST score, GET results', async () => {
    const { issuer, clientId, authUrl, tokenUrl, jwksUrl } = lms.registration;
    const platform: PlatformRecord = {
      kid: `kid-${mode}`, name: mode, issuer, clientId, authUrl, tokenUrl, tokenAudience: tokenUrl, jwksUrl, frameOrigins: [], active: true,
      retiredAt: null,
    }; // prettier-ignore
    const registry = {
      platformByKid: () => Promise.resolve(platform),
      signingKey: (keyId: string) => Promise.resolve({ keyId, key: createPrivateKey(toolKeyPem) }),
    };
    const client = { http, tokens: createTokens({ http, keys: registry, clock: new MovableClock() }) };
    const asking = (scope: string) => ({ platformKid: platform.kid, scopes: [scope] });

    expect(await client.tokens.find(platform.kid, [agsScope.lineItem])).toMatchObject({ ok: true, scopes: [agsScope.lineItem] });
    const made = await createLineItem(client, asking(agsScope.lineItem), addressesOf(lms).lineItems, {
      label: 'Lesson observations', maximum: 6, resourceId: 'link', tag: 'cf-count',
    }); // prettier-ignore
    const { url } = sure(made.ok ? made.item : null);

    expect(await client.tokens.find(platform.kid, [agsScope.score])).toMatchObject({ ok: true, scopes: [agsScope.score] });
    const now = new Date();
    const score = {
      userId: '101',
      second: Math.floor(now.getTime() / 1_000),
      given: 6,
      maximum: 6,
      comment: null,
      submittedAt: now.toISOString(),
    };
    const sent = await sendScore(client, asking(agsScope.score), url, scoreBody(score, mode), () => Promise.resolve());
    expect(sent).toMatchObject({ ok: true, status: 200 });

    expect(await readResult(client, asking(agsScope.result), url, '101')).toMatchObject({ ok: true, result: { score: 6, maximum: 6 } });
  });

  test('the address of scores keeps the query of its line item', async () => {
    const item = addressesOf(lms).lineItem('1');
    const asked: string[] = [];
    const listening = {
      send: (request: { url: string }) => (asked.push(request.url), Promise.resolve({ ok: false } as never)),
      close: () => Promise.resolve(),
    };
    const tokens = { find: () => Promise.resolve({ ok: true as const, value: 't', scopes: [] }), drop: () => undefined };
    await sendScore({ http: listening, tokens }, { platformKid: 'k', scopes: [] }, item, {}, () => Promise.resolve());
    expect(asked).toEqual([item.includes('?') ? item.replace('?', '/scores?') : `${item}/scores`]);
  });
});
