import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPartnership } from '../../tool/partnership/partnership.js';
import { scratchSqlite, type ScratchDatabase } from '../database.js';
import { ask, freePort, startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import { startPlatform, type Platform } from '../platform/platform.js';
import { university } from '../platform/practice-people.js';
import { openRecordingFront, type RecordingFront, type Recorded } from './recording-front.js';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const claim = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
const media = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

const [tutor, activity] = ['5', '1'];

const part = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>;

/**
 * 1EdTech, LTI Advantage Conformance Certification Guide 1.3: Names and Role Provisioning Services, by the names of the guide. The
 * request is looked at where it arrives, between the tool and the platform.
 */
describe.each([
  { mode: 'moodle' as const, memberships: /memberships/, token: /token\.php/ },
  { mode: 'canvas' as const, memberships: /names_and_roles/, token: /oauth2\/token/ },
])('Names and roles of $mode', ({ mode, memberships, token }) => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let front: RecordingFront;
  let platform: Platform;
  let opened: { claims: Record<string, unknown>; status: number; read: Response };

  beforeAll(async () => {
    database = scratchSqlite();
    tool = await startTool(database);
    front = await openRecordingFront(await freePort());
    platform = await startPlatform({
      mode,
      ...university,
      port: front.platformPort,
      publicOrigin: front.origin,
      registration: [{ clientId: 'c1', deploymentId: '1' }],
      tool: tool.urls,
    });
    const { partnershipId } = await tool.register(platform.registration, 'Northbridge');
    const claims = platform.launch.claims(tutor, activity);
    const launched = await platform.launch.http(tutor, activity);
    const session = String(launched.launch?.['session']);
    const { makeCoordinatorCode } = createPartnership({ ground: tool.services, readRoster: () => Promise.reject(new Error('not read')) });
    const post = (body: unknown): RequestInit => ({
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    });
    const { code } = await makeCoordinatorCode(partnershipId, null);
    await ask(tool, session, '/api/codes/use', post({ code }));
    opened = { claims, status: launched.status, read: await ask(tool, session, '/api/courses/current/roster', post({})) };
  });
  afterAll(async () => {
    await front.close();
    await platform.close();
    await tool.close();
    await database.drop();
  });

  const request = (): Recorded => front.asked(memberships)[0] as Recorded;
  const tokenRequest = (): URLSearchParams => new URLSearchParams(front.asked(token)[0]?.body);

  test('Valid Instructor Launch', () => {
    expect(opened.status).toBe(200);
    expect(opened.claims[claim]).toMatchObject({ context_memberships_url: expect.stringMatching(memberships) });
  });
  test('Received Request', async () => {
    expect(request()).toMatchObject({ method: 'GET', body: '' });
    expect(opened.read.status).toBe(200);
    expect(((await opened.read.json()) as { people: number }).people).toBeGreaterThan(0);
  });
  test('Verify JSON Header', () => {
    expect(request().headers['accept']).toBe(media);
  });
  test('Verify Bearer Token', () => {
    expect(request().headers['authorization']).toMatch(/^Bearer [\x21-\x7e]+$/);
    expect(front.asked(token)).toHaveLength(1);
  });
  test('Verify Bearer Scope', () => {
    expect(tokenRequest().get('scope')).toBe(scope);
    expect(tokenRequest().get('grant_type')).toBe('client_credentials');
  });

  /** Security Framework 1.0, 4.1: what a platform has to be able to rely on in the tool's signed request for a token. */
  test('A token is asked for with an assertion of the tool’s own, for this endpoint, a few minutes long', async () => {
    const assertion = tokenRequest().get('client_assertion') ?? '';
    const { keys } = (await (await fetch(tool.urls.jwksUrl)).json()) as { keys: { kid: string; alg: string; use: string }[] };
    expect(part(assertion, 0)).toMatchObject({ alg: 'RS256' });
    expect(keys).toContainEqual(expect.objectContaining({ kid: part(assertion, 0)['kid'], alg: 'RS256', use: 'sig' }));
    const claims = part(assertion, 1);
    expect(claims).toMatchObject({
      iss: 'c1',
      sub: 'c1',
      aud: platform.registration.tokenUrl,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBeLessThanOrEqual(300);
    expect(tokenRequest().get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
  });
});
