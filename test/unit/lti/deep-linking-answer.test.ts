import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import {
  acceptedItems,
  readDeepLinkingSettings,
  signDeepLinkingResponse,
  type DeepLinkingSettings,
  type ResourceLinkItem,
} from '../../../tool/lti/deep-linking.js';
import { openTicket, sealTicket } from '../../../tool/lti/deep-linking-ticket.js';
import type { DeepLinkingLaunch, PlatformRecord } from '../../../tool/lti/launch.js';
import { createSealing } from '../../../tool/lti/sealing.js';

const platform: PlatformRecord = {
  kid: 'kid-1', issuer: 'https://canvas.instructure.com', clientId: 'client-1', name: 'Canvas', authUrl: 'https://sso.canvaslms.com/authorize',
  tokenUrl: 'https://sso.canvaslms.com/token', tokenAudience: 'https://sso.canvaslms.com/token', jwksUrl: 'https://sso.canvaslms.com/jwks',
  frameOrigins: ['https://canvas.northbridge.example', 'https://*.instructure.com'], active: true, retiredAt: null,
}; // prettier-ignore
const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const sealing = createSealing(['a secret of the test']);
const returnUrl = 'https://canvas.northbridge.example/return';
const settings: DeepLinkingSettings = { returnUrl, acceptTypes: ['ltiResourceLink'], acceptMultiple: false, acceptsColumn: true };
const item = (title: string): ResourceLinkItem => ({
  type: 'ltiResourceLink', title, text: '', url: 'https://tool.example/lti/launch', custom: {},
  lineItem: { label: title, scoreMaximum: 6, resourceId: 'r', tag: 't', submissionReview: { reviewableStatus: ['Submitted'], url: 'https://tool.example' } },
}); // prettier-ignore

const claimsWith = (member: Record<string, unknown>) => ({
  'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': { deep_link_return_url: returnUrl, accept_types: ['ltiResourceLink'], ...member },
}); // prettier-ignore
const data = 'https://purl.imsglobal.org/spec/lti-dl/claim/data';

/** From what a platform signed to what it gets back, through the page that keeps it meanwhile. */
async function answered(member: Record<string, unknown>): Promise<Record<string, unknown>> {
  const read = readDeepLinkingSettings(claimsWith(member), platform);
  const launch = { platform, deployment: { id: 'd', deploymentId: 'dep-1' }, settings: read } as DeepLinkingLaunch;
  const ticket = openTicket(sealing, sealTicket(sealing, launch, 'session-1'), 'session-1');
  if (ticket === null) throw new Error('the ticket does not open');
  const given = {
    platform,
    signing: { keyId: platform.kid, key },
    deploymentId: ticket.deploymentId,
    settings: ticket.settings,
    items: [],
    now: new Date(),
  };
  return decodeJwt(await signDeepLinkingResponse(given));
}

describe('The answer to a choice of content', () => {
  test('echoes whatever text was sent along, character by character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect((await answered({ data: text }))[data]).toBe(text.toWellFormed());
      }),
      { numRuns: 40 },
    );
  });

  test('echoes an empty text, and is silent where nothing was sent', async () => {
    expect((await answered({ data: '' }))[data]).toBe('');
    expect(data in (await answered({}))).toBe(false);
  });

  test('holds nothing of a type that was not asked for, and one item where one is taken', () => {
    const types = fc.array(fc.constantFrom('link', 'file', 'html', 'image', 'ltiResourceLink'));
    fc.assert(
      fc.property(types, fc.boolean(), fc.boolean(), fc.nat({ max: 4 }), (acceptTypes, acceptMultiple, acceptsColumn, count) => {
        const items = Array.from({ length: count }, (_, index) => item(`item ${index}`));
        const sent = acceptedItems(items, { ...settings, acceptTypes, acceptMultiple, acceptsColumn });
        const wanted = acceptTypes.includes('ltiResourceLink') ? (acceptMultiple ? count : Math.min(count, 1)) : 0;
        expect(sent.map(({ title }) => title)).toEqual(items.slice(0, wanted).map(({ title }) => title));
        expect(sent.every((one) => 'lineItem' in one === acceptsColumn)).toBe(true);
      }),
    );
  });

  test.each([returnUrl, 'https://harbour.instructure.com/courses/1/deep_linking_response', 'https://sso.canvaslms.com/return'])(
    'may go to %s',
    (address) => {
      expect(readDeepLinkingSettings(claimsWith({ deep_link_return_url: address }), platform).returnUrl).toBe(address);
    },
  );

  test.each([
    'http://canvas.northbridge.example/return',
    'https://canvas.northbridge.example:8443/return',
    'https://instructure.com.evil.example/return',
    'https://evilinstructure.com/return',
    'https://harbour.instructure.com:8443/return',
    'http://harbour.instructure.com/return',
    'https://canvas.northbridge.example@evil.example/return',
  ])('never goes to %s', (address) => {
    expect(() => readDeepLinkingSettings(claimsWith({ deep_link_return_url: address }), platform)).toThrow('picker-return-foreign');
  });
});

describe('A ticket', () => {
  test('opens for its own session only', () => {
    const launch = { platform, deployment: { id: 'd', deploymentId: 'dep-1' }, settings } as DeepLinkingLaunch;
    const sealed = sealTicket(sealing, launch, 'session-1');
    expect(openTicket(sealing, sealed, 'session-1')).toMatchObject({ kid: 'kid-1', deploymentId: 'dep-1', settings });
    expect(openTicket(sealing, sealed, 'session-2')).toBeNull();
    expect(openTicket(sealing, `${sealed}A`, 'session-1')).toBeNull();
    expect(openTicket(sealing, 'nonsense', 'session-1')).toBeNull();
  });
});
