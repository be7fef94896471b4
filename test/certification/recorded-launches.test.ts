import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lti, openLaunchDesk, type LaunchDesk } from './launch-desk.js';

const folder = path.join(import.meta.dirname, '../platform/recorded');
const recorded = readdirSync(folder)
  .filter((file) => /^launch-.+\.json$/.test(file))
  .map((file) => ({
    file,
    claims: (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { claims: Record<string, unknown> }).claims,
  }));
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';

describe('A launch as a real Moodle signed it', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  /** What must differ once it is signed again: who signs, for whom, when, and which question it answers. */
  const resign = (claims: Record<string, unknown>): Record<string, unknown> => {
    const now = Math.floor(Date.now() / 1_000);
    const target = new URL(String(claims[lti('target_link_uri')]));
    const settings = claims[deepLinking] as { deep_link_return_url: string } | undefined;
    return {
      ...claims, ...(settings ? { [deepLinking]: { ...settings, deep_link_return_url: `${desk.platform.origin}/mod/lti/contentitem_return.php` } } : {}),
      nonce: undefined, iss: desk.platform.registration.issuer, aud: 'c1', iat: now, exp: now + 60, [lti('deployment_id')]: '1',
      [lti('target_link_uri')]: `${desk.tool.origin}${target.pathname}${target.search}`,
    }; // prettier-ignore
  };
  const launch = async (claims: Record<string, unknown>) => {
    const asked = await desk.login();
    const token = await desk.platform.launch.sign({ ...resign(claims), nonce: asked.nonce });
    return desk.post({ id_token: token, state: asked.state }, asked.cookie);
  };

  test('is there for every person and setting that was recorded', () => {
    expect(recorded.map(({ file }) => file)).toHaveLength(12);
  });
  test.each(recorded)('opens the page ($file)', async ({ claims }) => {
    const outcome = await launch(claims);
    expect({ status: outcome.status, ...outcome.verdict }).toMatchObject({ status: 200, verdict: 'accepted' });
    expect(outcome.launch?.session).toMatch(/^[\w-]{43}$/);
  });
});
