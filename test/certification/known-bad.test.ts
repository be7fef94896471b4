import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { expectRefused, lti, openLaunchDesk, type LaunchDesk, type Outcome } from './launch-desk.js';

/** 1EdTech, LTI Advantage Conformance Certification Guide 1.3, 6.1.1: known "bad" payloads, by the names of the guide. */
describe('A known bad payload is refused with a page that says where it stopped', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  const only = async (claims: Record<string, unknown>): Promise<Outcome> => {
    const asked = await desk.login();
    return desk.post({ id_token: await desk.platform.launch.sign(claims), state: asked.state }, asked.cookie);
  };

  test('No KID Sent in JWT header', async () => {
    expectRefused(
      await desk.launch({}, { header: { badtestonly: '12345', alg: 'RS256', kid: undefined, typ: undefined } }),
      'key',
      'key-unnamed',
      401,
    );
  });
  test('Incorrect KID in JWT header', async () => {
    expectRefused(await desk.launch({}, { header: { kid: 'imstester_66067' } }), 'key', 'key-unknown', 401);
  });
  test('Wrong LTI Version', async () => {
    expectRefused(await desk.launch({ [lti('version')]: '11.3' }), 'version', 'version-other', 400);
  });
  test('No LTI Version', async () => {
    expectRefused(await desk.launch({ [lti('version')]: undefined }), 'version', 'version-other', 400);
  });
  test('Invalid LTI message', async () => {
    expectRefused(await only({ name: 'badltilaunch' }), 'issuer', 'issuer-other', 401);
  });
  test('Missing LTI Claims', async () => {
    const without = { [lti('message_type')]: undefined, [lti('version')]: undefined, [lti('roles')]: undefined };
    expectRefused(await desk.launch(without), 'version', 'version-other', 400);
  });
  test('Timestamps Incorrect', async () => {
    expectRefused(await desk.launch({ iat: 11_111, exp: 22_222 }), 'time', 'time-expired', 401);
  });
  test('message_type Claim Missing', async () => {
    expectRefused(await desk.launch({ [lti('message_type')]: undefined }), 'message', 'message-other', 400);
  });
  test('role Claim Missing', async () => {
    expectRefused(await desk.launch({ [lti('roles')]: undefined }), 'roles', 'roles-missing', 400);
  });
  test('deployment_id Claim Missing', async () => {
    expectRefused(await desk.launch({ [lti('deployment_id')]: undefined }), 'deployment', 'deployment-unknown', 400);
  });
  test('resource_link_id Claim Missing', async () => {
    expectRefused(await desk.launch({ [lti('resource_link')]: undefined }), 'resource-link', 'link-missing', 400);
  });
  test.each([['empty', ''], ['absent', undefined]])('user Claim Missing (%s)', async (_how, sub) => {
    expectRefused(await desk.launch({ sub }), 'user', 'user-missing', 400);
  }); // prettier-ignore
});
