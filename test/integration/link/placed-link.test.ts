import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPlatformHttp } from '../../../tool/lti/platform-http.js';
import { createTokens } from '../../../tool/lti/tokens.js';
import { createPartnership } from '../../../tool/partnership/partnership.js';
import { findScoreTarget } from '../../../tool/passback/course.model.js';
import { createLineItemService } from '../../../tool/passback/line-item.service.js';
import { everything, openPickerDesk, type Choice, type ContentItem, type PickerDesk } from '../../certification/picker-desk.js';
import { eachDialect } from '../../database.js';
import type { ResourceLink } from '../../platform/types.js';
import { sure } from '../../sure.js';
import { must } from '../access/house.js';

interface Policy {
  policy: Choice & { fromOn: string | null };
  revision: number;
}

const lines = (log: Record<string, unknown>[]): unknown[] => log.map((line) => line['verdict']);

eachDialect('A link that was placed by the picker', (open) => {
  let desk: PickerDesk;
  let coordinator: string;
  const db = () => desk.tool.services.db;

  beforeAll(async () => {
    desk = await openPickerDesk('moodle', await open());
    const given = { ground: desk.tool.services, readRoster: () => Promise.reject(new Error('reads no roster')) };
    const { code } = await createPartnership(given).makeCoordinatorCode(desk.partnershipId, null);
    const page = await desk.open({ who: '6' });
    coordinator = String(page.launch?.['session']);
    await must(desk.tool, coordinator, 'POST', { path: '/api/codes/use', body: { code } });
  });
  afterAll(() => desk.close());

  /** Chooses, delivers, and gives the link the platform made of it. */
  const place = async (choice: Choice): Promise<{ link: ResourceLink; item: ContentItem }> => {
    const answer = await desk.answer(await desk.open(), choice);
    await desk.deliver(answer);
    return { link: sure(desk.platform.site.links.at(-1)), item: sure(answer.items[0]) };
  };
  const launch = async (who: string, link: ResourceLink): Promise<string> => {
    const { launch: data, status, text } = await desk.platform.launch.http(who, link);
    if (!data) throw new Error(`${status} ${text.slice(0, 300)}`);
    return String(data['session']);
  };
  const policyOf = async (link: ResourceLink): Promise<Policy> =>
    must<Policy>(desk.tool, await launch('6', link), 'GET', { path: '/api/links/current/policy' });

  test('has a column with the number chosen, and follows the choice from its first opening', async () => {
    const { link } = await place({ shows: 'observations', sends: 'running_count', requiredCount: 8 });
    expect(desk.platform.gradebook.columns('2').at(-1)).toMatchObject({ maximum: 8, tag: 'cf-count', linkId: link.id });
    await launch('3', link);
    expect(await policyOf(link)).toMatchObject({
      policy: { shows: 'observations', sends: 'running_count', requiredCount: 8 },
      revision: 1,
    });
    expect(await must(desk.tool, await launch('6', link), 'GET', { path: '/api/me' })).toMatchObject({
      link: { shows: 'observations', copied: false },
    });
  });

  test('takes its choice once: what is chosen later stays', async () => {
    const { link } = await place(everything);
    const session = await launch('6', link);
    const { policy, revision } = await must<Policy>(desk.tool, session, 'GET', { path: '/api/links/current/policy' });
    await must(desk.tool, session, 'PUT', { path: '/api/links/current/policy', body: { ...policy, sends: 'nothing' }, ifMatch: revision });
    await launch('3', link);
    expect((await policyOf(link)).policy.sends).toBe('nothing');
  });

  test('is taken by one of two openings that come at once', async () => {
    const { link } = await place({ ...everything, requiredCount: 9 });
    const sessions = await Promise.all(['3', '4', '5', '6'].map((who) => launch(who, link)));
    expect(new Set(sessions).size).toBe(4);
    expect(await policyOf(link)).toMatchObject({ policy: { requiredCount: 9 }, revision: 1 });
  });

  test('cannot be given the choice of another link by editing its parameters', async () => {
    const { link, item } = await place({ ...everything, requiredCount: 9 });
    await launch('5', link);
    const forged: ResourceLink = { id: 'forged', courseId: '2', title: 'Forged', custom: { cf_choice: sure(item.custom['cf_choice']) } };
    desk.platform.site.addLink(forged);
    expect(await policyOf(forged)).toMatchObject({ revision: 0 });
  });

  test.each([
    ['an id that is nobody’s', '01930000-0000-7000-8000-0000000000ff'],
    ['no id at all', 'x'.repeat(300)],
    ['an empty text', ''],
    ['a variable that was not expanded', '$ResourceLink.id'],
  ])('opens as any other where it names %s', async (_what, named) => {
    const odd: ResourceLink = { id: `odd-${named.slice(0, 5)}`, courseId: '2', title: 'Odd', custom: { cf_choice: named } };
    desk.platform.site.addLink(odd);
    expect(await policyOf(odd)).toMatchObject({ revision: 0 });
  });

  test('is known by its address alone, where a platform keeps no parameters', async () => {
    const { link } = await place({ ...everything, requiredCount: 12 });
    link.custom = { cf_choice: '$Unknown.variable' };
    await launch('3', link);
    expect((await policyOf(link)).policy.requiredCount).toBe(12);
  });

  test('gives no choice of another partnership’s', async () => {
    const { link } = await place({ ...everything, requiredCount: 13 });
    await db().run("UPDATE link_choice SET partnership_id = :other WHERE required_count = 13", { other: (await desk.tool.register({ ...desk.platform.registration, clientId: 'c2', deploymentId: '2' }, 'Elsewhere')).partnershipId }); // prettier-ignore
    expect(await policyOf(link)).toMatchObject({ revision: 0 });
  });

  const copied = async (choice: Choice, id: string): Promise<{ link: ResourceLink; copy: ResourceLink }> => {
    const { link } = await place(choice);
    await launch('3', link);
    const copies = desk.platform.site.copyCourse('2', {
      id, title: 'PGCE Secondary, next year', enrolments: ['5', '6'].map((personId) => ({ personId, role: 'teacher' as const })),
    }); // prettier-ignore
    const copy = sure(copies.find((one) => one.custom?.['cf_choice'] === link.custom?.['cf_choice']));
    return { link, copy };
  };
  const copyPath = '/api/links/current/copy';

  test('carries nothing over to a copy of its course by itself', async () => {
    const { copy } = await copied({ ...everything, sends: 'running_count', requiredCount: 11 }, '20');
    const session = await launch('6', copy);
    expect(await must(desk.tool, session, 'GET', { path: '/api/me' })).toMatchObject({ link: { shows: null, copied: true } });
    expect(await must(desk.tool, session, 'GET', { path: '/api/links/current/policy' })).toMatchObject({ revision: 0 });
    expect(await must(desk.tool, session, 'GET', { path: copyPath })).toMatchObject({
      course: 'PGCE Secondary',
      policy: { requiredCount: 11 },
    });
  });

  test('gives a copy what it does by now, once a coordinator says so, and no second column', async () => {
    const { link, copy } = await copied({ ...everything, requiredCount: 10 }, '21');
    const there = await launch('6', link);
    const { policy, revision } = await must<Policy>(desk.tool, there, 'GET', { path: '/api/links/current/policy' });
    await must(desk.tool, there, 'PUT', {
      path: '/api/links/current/policy',
      body: { ...policy, requiredCount: 5, fromOn: '2026-09-01' },
      ifMatch: revision,
    });
    const before = desk.platform.gradebook.columns('21').length;
    const session = await launch('6', copy);
    const answer = await fetch(desk.tool.origin + copyPath, {
      method: 'POST', body: JSON.stringify({ carry: true }), headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
    }); // prettier-ignore
    expect(answer.status).toBe(204);
    expect(await policyOf(copy)).toMatchObject({ policy: { sends: 'done', requiredCount: 5, fromOn: null }, revision: 1 });
    expect(desk.platform.gradebook.columns('21')).toHaveLength(before);
    expect((await fetch(desk.tool.origin + copyPath, { headers: { authorization: `Bearer ${session}` } })).status).toBe(404);
  });

  test('fills the column that came with a copy, also where its launches name none', async () => {
    const { copy } = await copied({ ...everything, requiredCount: 15 }, '23');
    await launch('6', copy);
    const [row] = await db().select<{ id: string }>(
      "SELECT l.id AS id FROM resource_link l JOIN context c ON c.id = l.context_ref WHERE c.title LIKE '%next year' ORDER BY l.created_at DESC LIMIT 1",
    );
    const linkRef = sure(row).id;
    await db().run('UPDATE resource_link SET lineitem_url = NULL WHERE id = :linkRef', { linkRef });
    const { clock, registry } = desk.tool.services;
    const http = createPlatformHttp({ allowInsecure: () => true });
    const service = createLineItemService({ db: db(), clock, client: { http, tokens: createTokens({ http, keys: registry, clock }) } });
    const before = desk.platform.gradebook.columns('23');
    const target = sure((await findScoreTarget(db(), linkRef)) ?? undefined);
    const found = await service.resolve({ partnershipId: desk.partnershipId, linkRef, maximum: 15, target }, () => Promise.resolve());
    const theirs = sure(before.find((column) => column.coupledTo === copy.id));
    expect(found).toEqual({ ok: true, url: expect.stringContaining(`/lineitems/${theirs.id}/lineitem`) });
    expect(desk.platform.gradebook.columns('23')).toHaveLength(before.length);
    // A teacher duplicates the activity: what goes back to the same choice is another activity, with another count.
    const twin: ResourceLink = { id: '23-twin', courseId: '23', title: 'Twin', custom: copy.custom ?? {} };
    desk.platform.site.addLink(twin);
    await launch('6', twin);
    const [second] = await db().select<{ id: string }>("SELECT id FROM resource_link WHERE resource_link_id = '23-twin'");
    await db().run('UPDATE resource_link SET lineitem_url = NULL WHERE id = :id', { id: sure(second).id });
    const twinTarget = sure((await findScoreTarget(db(), sure(second).id)) ?? undefined);
    expect(twinTarget.choiceId).toBe(target.choiceId);
    const wanted = { partnershipId: desk.partnershipId, linkRef: sure(second).id, maximum: 15, target: twinTarget };
    const own = await service.resolve(wanted, () => Promise.resolve());
    expect(own).toMatchObject({ ok: true });
    expect(own).not.toEqual(found);
    await http.close();
  });

  test('starts a copy anew where that is chosen', async () => {
    const { copy } = await copied({ ...everything, sends: 'nothing' }, '22');
    const session = await launch('6', copy);
    await fetch(desk.tool.origin + copyPath, {
      method: 'POST', body: JSON.stringify({ carry: false }), headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
    }); // prettier-ignore
    expect(await policyOf(copy)).toMatchObject({ policy: { sends: 'done', requiredCount: 6 }, revision: 1 });
  });

  test('offers nothing to a course that only names it and was not copied from its own', async () => {
    const { link } = await place(everything);
    await launch('3', link);
    desk.platform.site.options.courses = [
      ...desk.platform.site.options.courses,
      { id: '30', label: 'OTHER', title: 'Another course', enrolments: [{ personId: '6', role: 'teacher' }] },
    ];
    const stranger: ResourceLink = { id: '30-1', courseId: '30', title: 'Named', custom: link.custom ?? {} };
    desk.platform.site.addLink(stranger);
    expect(await must(desk.tool, await launch('6', stranger), 'GET', { path: '/api/me' })).toMatchObject({ link: { copied: false } });
    expect(await policyOf(stranger)).toMatchObject({ revision: 0 });
  });

  test('writes its choice into the list of what was changed', async () => {
    const { link } = await place({ ...everything, requiredCount: 14 });
    await launch('3', link);
    const rows = await db().select<{ detail: string }>(
      "SELECT detail FROM audit_event WHERE action = 'link.policy' AND detail = 'done, 14'",
    );
    expect(rows).toHaveLength(1);
    expect(lines(desk.tool.takeLog())).not.toContain('broken');
  });
});

describe('A link that was placed in a course of Canvas', () => {
  let desk: PickerDesk;
  beforeAll(async () => { desk = await openPickerDesk('canvas'); }); // prettier-ignore
  afterAll(() => desk.close());

  test('takes its choice, and a copy of its course is known as one', async () => {
    await desk.deliver(await desk.answer(await desk.open(), { ...everything, requiredCount: 7 }));
    const link = sure(desk.platform.site.links.at(-1));
    await desk.platform.launch.http('3', link);
    const [copy] = desk.platform.site.copyCourse('2', { id: '20', title: 'Next year', enrolments: [{ personId: '5', role: 'teacher' }] });
    const opened = await desk.platform.launch.http('5', sure(copy));
    expect(await must(desk.tool, String(opened.launch?.['session']), 'GET', { path: '/api/me' })).toMatchObject({
      link: { shows: null, copied: true },
    });
    const policies = await desk.tool.services.db.select('SELECT required_count AS count FROM link_policy');
    expect(policies).toEqual([{ count: 7 }]);
  });
});
