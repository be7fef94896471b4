import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import type { Bench } from '../../../tool/lti/platform-command-bench.js';
import { decide } from '../../../tool/lti/platform-command-registration.js';
import { readCommand } from '../../../tool/lti/platform-command.words.js';
import { createApprovals } from '../../../tool/lti/registration-approval.js';
import { createScopeRecord } from '../../../tool/lti/scope-record.js';
import { createFounding } from '../../../tool/partnership/founding.service.js';
import { runCommand } from '../../command.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { school, university } from '../../platform/practice-people.js';
import { sure } from '../../sure.js';
import { inviteTo, lastReason, open, platformsOf, registerFrom } from './registration-kit.js';
import { startTool, type RunningTool } from './tool-kit.js';

const day = 24 * 60 * 60_000;
const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope/';

eachDialect('A platform that registers itself', (openDatabase) => {
  const clock = new MovableClock();
  let database: ScratchDatabase;
  let tool: RunningTool;
  let moodle: Platform;
  let canvas: Platform;
  const running: Platform[] = [];

  const started = async (mode: 'moodle' | 'canvas'): Promise<Platform> =>
    startPlatform({
      mode,
      ...(mode === 'moodle' ? university : school),
      registration: [{ clientId: 'by-hand', deploymentId: '1' }],
      links: [],
      tool: tool.urls,
      now: () => clock.now(),
    });

  beforeAll(async () => {
    database = await openDatabase();
    tool = await startTool(database, {}, { clock });
  });
  beforeEach(async () => {
    for (const one of running.splice(0)) await one.close();
    running.push(...(await Promise.all([started('moodle'), started('canvas')])));
    [moodle, canvas] = [sure(running[0]), sure(running[1])];
    tool.takeLog();
  });
  afterAll(async () => {
    for (const one of running.splice(0)) await one.close();
    await tool.close();
    await database.drop();
  });

  const platformOf = async (one: Platform) => {
    const [made] = one.site.registrations.tools;
    const row = await tool.services.registry.findOptionalPlatform(one.site.issuer, sure(made).clientId);
    return { made: sure(made), row: sure(row) };
  };
  const approve = (one: Platform, ...more: string[]) =>
    runCommand(
      'tool/lti/platform-command.ts',
      ['approve', '--issuer', one.site.issuer, '--client-id', sure(one.site.registrations.tools[0]).clientId, ...more],
      { DATABASE_URL: database.url },
    ).then(async ({ code, stdout }) => {
      // The server remembers a platform for a second and a half.
      await new Promise((resolve) => setTimeout(resolve, 1_600));
      return { code, answer: JSON.parse(stdout) as Record<string, unknown> };
    });

  test('is registered with Moodle by its 200, waits, and opens once it is approved and activated', async () => {
    const page = await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    expect([page.status, page.text.includes('press Activate')]).toEqual([200, true]);
    const { made, row } = await platformOf(moodle);
    expect(row).toMatchObject({
      active: false,
      pending: true,
      jwksUrl: `${moodle.origin}/mod/lti/certs.php`,
      frameOrigins: [moodle.origin],
    });
    expect(await tool.services.registry.deployment(row.kid, made.deploymentId)).toMatchObject({ suspendedAt: null });
    moodle.site.registrations.activate(made.clientId);
    moodle.site.addLink({ id: '77', courseId: sure(moodle.site.options.courses[0]).id, title: 'Observations', clientId: made.clientId });
    const early = await moodle.launch.http('3', '77');
    expect([early.status, early.text.includes('nobody has approved the connection yet')]).toEqual([403, true]);
    expect((await approve(moodle)).answer).toMatchObject({ approved: true, platform: row.kid });
    expect((await moodle.launch.http('3', '77')).status).toBe(200);
  });

  test('writes down no deployment of a message about another than its login named', async () => {
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const { made, row } = await platformOf(moodle);
    moodle.site.registrations.activate(made.clientId);
    moodle.site.addLink({ id: '79', courseId: sure(moodle.site.options.courses[0]).id, title: 'Observations', clientId: made.clientId });
    await tool.services.db.run('UPDATE platform SET learns_deployments = 1 WHERE kid = :kid', { kid: row.kid });
    await approve(moodle);
    const other = { 'https://purl.imsglobal.org/spec/lti/claim/deployment_id': 'another' };
    expect((await moodle.launch.http('3', '79', { overrides: other })).status).toBe(400);
    expect((await tool.registrar().deployments(row.kid)).map(({ deploymentId }) => deploymentId)).toEqual([made.deploymentId]);
  });

  test('is registered with Canvas by its 201, and names its deployment only in a signed launch, which waits too', async () => {
    const page = await registerFrom(canvas, await inviteTo(tool, 'Harbour'));
    expect(page.status).toBe(200);
    const { made, row } = await platformOf(canvas);
    expect(row).toMatchObject({ pending: true, learnsDeployments: true, name: canvas.name });
    canvas.site.registrations.activate(made.clientId, '7:harbour');
    canvas.site.addLink({ id: '78', courseId: sure(canvas.site.options.courses[0]).id, title: 'Observations', clientId: made.clientId });
    const person = sure(canvas.site.options.people[0]).id;
    const launch = () => canvas.launch.http(person, '78');
    expect((await launch()).status).toBe(403);
    expect(await tool.services.registry.deployment(row.kid, '7:harbour')).toBeNull();
    await approve(canvas);
    const waits = await launch();
    expect([waits.status, waits.text.includes('opens Critical Friend for the first time')]).toEqual([403, true]);
    expect(await tool.services.registry.deployment(row.kid, '7:harbour')).toMatchObject({ pending: true, partnershipIds: [] });
    await approve(canvas, '--deployment-id', '7:harbour');
    expect((await launch()).status).toBe(200);
  });

  test('keeps no more than twenty deployments waiting, and asks again for none that was turned away', async () => {
    await registerFrom(canvas, await inviteTo(tool, 'Harbour'));
    const { made, row } = await platformOf(canvas);
    await approve(canvas);
    const { registry } = tool.services;
    for (let n = 0; n < 25; n += 1) await registry.noticeDeployment(row.kid, `d${n}`);
    const waiting = await tool.services.db.select('SELECT id FROM deployment WHERE platform_kid = :kid AND pending_at IS NOT NULL', {
      kid: row.kid,
    });
    expect(waiting).toHaveLength(20);
    const reject = ['reject', '--issuer', canvas.site.issuer, '--client-id', made.clientId, '--deployment-id', 'd3'];
    expect((await runCommand('tool/lti/platform-command.ts', reject, { DATABASE_URL: database.url })).code).toBe(0);
    expect(await registry.noticeDeployment(row.kid, 'd3')).toBeNull();
    // Moodle names its deployment when it is registered, so nothing is learnt there.
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    expect(await registry.noticeDeployment((await platformOf(moodle)).row.kid, 'another')).toBeNull();
  });

  test('is asked for names and addresses, array addresses, its domain with the port, and both messages', async () => {
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const { made } = await platformOf(moodle);
    expect(made.sent).toMatchObject({
      redirect_uris: [`${tool.origin}/lti/launch`],
      initiate_login_uri: `${tool.origin}/lti/login`,
      jwks_uri: `${tool.origin}/lti/keys`,
      'https://purl.imsglobal.org/spec/lti-tool-configuration': {
        domain: new URL(tool.origin).host,
        claims: expect.arrayContaining(['name', 'given_name', 'family_name', 'email']) as unknown,
        messages: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] }],
      },
    });
    await registerFrom(canvas, await inviteTo(tool, 'Northbridge'));
    expect((await platformOf(canvas)).made.sent).toMatchObject({
      client_name: 'Critical Friend (Northbridge)',
      'https://purl.imsglobal.org/spec/lti-tool-configuration': {
        'https://canvas.instructure.com/lti/privacy_level': 'public',
        messages: [
          { placements: ['global_navigation'], 'https://canvas.instructure.com/lti/visibility': 'members' },
          { placements: ['course_navigation'] },
          { type: 'LtiDeepLinkingRequest', placements: ['assignment_selection', 'link_selection'] },
        ],
      },
    });
  });

  test('is not doubled by Moodle’s Update, which leaves it open', async () => {
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const { made, row } = await platformOf(moodle);
    moodle.site.registrations.activate(made.clientId);
    await approve(moodle);
    const page = await registerFrom(moodle, await inviteTo(tool, 'Northbridge'), made.clientId);
    expect([page.status, page.text.includes('is up to date')]).toEqual([200, true]);
    expect((await platformsOf(tool)).filter(({ kid }) => kid === row.kid)).toMatchObject([{ active: 1, pending_at: null }]);
    expect(await tool.services.db.select('SELECT id FROM deployment WHERE platform_kid = :kid', { kid: row.kid })).toHaveLength(1);
    const elsewhere = await registerFrom(moodle, await inviteTo(tool, 'Southbridge'), made.clientId);
    expect([elsewhere.status, lastReason(tool)]).toEqual([409, 'registered-elsewhere']);
  });

  test('shows its coordinator no part that serves another partnership alone', async () => {
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const { made, row } = await platformOf(moodle);
    const { db, clock, registry } = tool.services;
    const registrar = tool.registrar();
    const scopes = createScopeRecord(db, clock, tool.services.log);
    const approvals = createApprovals({ db, clock, registrar, scopes });
    const { id: other } = await db.transaction((tx) => createFounding(tool.services).ensure('Southbridge', tx));
    await db.transaction((tx) => registrar.putDeployment(row.kid, 'southbridge alone', other, tx));
    expect((await approvals.find(row.kid))?.deployments.map(({ deploymentId }) => deploymentId)).toEqual([made.deploymentId]);
    expect((await registry.deployment(row.kid, 'southbridge alone'))?.partnershipIds).toEqual([other]);
  });

  test('is not said to be approved on the server where its coordinator turned it away meanwhile', async () => {
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const { made, row } = await platformOf(moodle);
    const { db, clock, audit } = tool.services;
    const registrar = tool.registrar();
    const approvals = createApprovals({ db, clock, registrar, scopes: createScopeRecord(db, clock, tool.services.log) });
    const { partnershipId } = sure((await approvals.find(row.kid)) ?? undefined);
    // The command has seen that it waits when the coordinator's word comes.
    const find: typeof registrar.find = async (...given) => {
      const seen = await registrar.find(...given);
      await db.transaction((tx) => approvals.decide(row.kid, partnershipId, false, null, tx));
      return seen;
    };
    const bench = { db, clock, audit, approvals, registrar: { ...registrar, find } } as unknown as Bench;
    const words = readCommand(['approve', '--issuer', moodle.site.issuer, '--client-id', made.clientId], true);
    await expect(decide(bench, words, true)).rejects.toThrow('decided meanwhile');
    const said = await db.select("SELECT id FROM audit_event WHERE action = 'platform.approved' AND object_id = :kid", { kid: row.kid });
    expect(said).toEqual([]);
  });

  test('waits once more where it was turned away before, under the same key', async () => {
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const { made, row } = await platformOf(moodle);
    moodle.site.registrations.activate(made.clientId);
    const reject = ['reject', '--issuer', moodle.site.issuer, '--client-id', made.clientId];
    expect((await runCommand('tool/lti/platform-command.ts', reject, { DATABASE_URL: database.url })).code).toBe(0);
    expect((await platformsOf(tool)).find(({ kid }) => kid === row.kid)?.retired_at).not.toBeNull();
    await registerFrom(moodle, await inviteTo(tool, 'Northbridge'), made.clientId);
    expect((await platformsOf(tool)).find(({ kid }) => kid === row.kid)).toMatchObject({ active: 0, retired_at: null });
  });

  test('has its stripped scopes written down, and those its token service refuses later, and the list says both', async () => {
    moodle.site.registrations.withheld = [`${ags}lineitem`];
    const page = await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    expect(page.text).toContain('cannot make a gradebook column');
    const { row, made } = await platformOf(moodle);
    const missing = async () => {
      const { stdout } = await runCommand('tool/lti/platform-command.ts', ['list'], { DATABASE_URL: database.url });
      const { platforms } = JSON.parse(stdout) as { platforms: { platform: string; scopesMissing: string[]; waitsForApproval: boolean }[] };
      return platforms.find(({ platform }) => platform === row.kid);
    };
    expect(await missing()).toMatchObject({ waitsForApproval: true, scopesMissing: [`${ags}lineitem`] });
    moodle.site.registrations.activate(made.clientId);
    await approve(moodle);
    moodle.site.registrations.withheld = [`${ags}lineitem`, `${ags}score`];
    const stored = async () =>
      tool.services.db.select<{ scope: string }>("SELECT scope FROM platform_scope WHERE platform_kid = :kid AND granted = 'no'", {
        kid: row.kid,
      });
    await tool.services.tokens.find(row.kid, [`${ags}lineitem`, `${ags}score`, `${ags}lineitem.readonly`]);
    while ((await stored()).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await missing())?.scopesMissing).toEqual([`${ags}lineitem`, `${ags}score`]);
  });

  test('says so with its own words, and the invitation stays good, where its permission is used, old or made up', async () => {
    const link = await inviteTo(tool, 'Northbridge');
    const address = new URL(await moodle.registrationAddress(link));
    const token = sure(address.searchParams.get('registration_token'));
    const other = new URL(await moodle.registrationAddress(await inviteTo(tool, 'Northbridge')));
    other.searchParams.set('registration_token', token);
    expect((await open(other.href)).status).toBe(200);
    expect([(await open(address.href)).status, lastReason(tool)]).toEqual([400, 'registration-token-used']);
    address.searchParams.set('registration_token', 'made-up');
    expect([(await open(address.href)).status, lastReason(tool)]).toEqual([400, 'registration-token-used']);
    expect((await registerFrom(moodle, link)).status).toBe(200);
  });

  test.each(['hang', 'error-500', 'reset-before', 'reset-after', 'too-many'] as const)(
    'leaves nothing behind and a good invitation where its registration meets %s',
    async (kind) => {
      const link = await inviteTo(tool, 'Northbridge');
      const before = (await platformsOf(tool)).length;
      moodle.faults.plan({ kind, service: 'registration' });
      const page = await registerFrom(moodle, link);
      expect(page.status).toBe(424);
      expect(await platformsOf(tool)).toHaveLength(before);
      expect((await registerFrom(moodle, link)).status).toBe(200);
    },
  );

  test('needs an invitation that is whole, unused and a week old at most', async () => {
    const used = await inviteTo(tool, 'Northbridge');
    await registerFrom(moodle, used);
    const old = await inviteTo(tool, 'Northbridge');
    const address = (link: string) => registerFrom(moodle, link);
    const made = moodle.site.registrations.tools.length;
    for (const link of [used, used.slice(0, -1), `${tool.origin}/lti/register?invitation=${'a'.repeat(43)}`]) {
      expect([(await address(link)).status, lastReason(tool)]).toEqual([403, 'invitation-unknown']);
    }
    clock.advance(7 * day + 1);
    expect([(await address(old)).status, lastReason(tool)]).toEqual([403, 'invitation-unknown']);
    expect(moodle.site.registrations.tools).toHaveLength(made);
  });

  test('is registered once where one invitation is used at the same moment, in two processes', async () => {
    const link = await inviteTo(tool, 'Northbridge');
    const second = await startTool(database, {}, { clock });
    const addresses = await Promise.all(Array.from({ length: 6 }, () => moodle.registrationAddress(link)));
    const pages = await Promise.all(addresses.map((one, index) => open(index % 2 === 0 ? one : one.replace(tool.origin, second.origin))));
    await second.close();
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(moodle.site.registrations.tools).toHaveLength(1);
  });

  test('says what an invitation is for where it is opened by hand, and spends none for a browser that looks ahead', async () => {
    const link = await inviteTo(tool, 'Northbridge');
    const alone = await open(link);
    expect([alone.status, alone.text.includes('Add LTI Advantage')]).toEqual([400, true]);
    const address = await moodle.registrationAddress(link);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(400);
    expect((await fetch(address, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(400);
    expect((await open(address)).status).toBe(200);
  });

  test('never has its permission, its answers or its invitation in the log', async () => {
    const link = await inviteTo(tool, 'Northbridge');
    const address = new URL(await moodle.registrationAddress(link));
    await open(address.href);
    const log = JSON.stringify(tool.takeLog());
    for (const name of ['invitation', 'registration_token']) expect(log).not.toContain(sure(address.searchParams.get(name)));
    const rows = JSON.stringify(await tool.services.db.select('SELECT * FROM platform_invitation'));
    expect(rows).not.toContain(sure(address.searchParams.get('invitation')));
  });

  test('closes its frame by a message to its own origins and to no other', async () => {
    const { text, headers } = await registerFrom(moodle, await inviteTo(tool, 'Northbridge'));
    const origins = JSON.parse(sure(/id="close-origins">([^<]*)</.exec(text))[1] ?? '[]') as string[];
    expect(origins).toEqual([moodle.origin]);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
