import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { formOf } from '../platform/browser-launch.js';
import { strangeKey } from '../platform/keys.js';
import { startPlatform, type Platform } from '../platform/platform.js';
import { recordedOrigin, recordedSite, recording } from '../platform/recorded-site.js';
import { startStubTool, type StubTool } from '../platform/stub-tool.js';
import { textOf } from '../platform/text.js';
import { media, scope } from '../platform/vocabulary.js';

let platform: Platform;
let tool: StubTool;
let clock: Date | undefined;
const foreign = strangeKey();

async function fresh(change: Partial<ReturnType<typeof recordedSite>> = {}): Promise<void> {
  platform = await startPlatform({ ...recordedSite(), now: () => clock ?? new Date(), tool, ...change });
}

beforeAll(async () => {
  tool = await startStubTool(() => platform);
});
beforeEach(async () => {
  clock = undefined;
  Object.assign(tool, { jwks: 'normal', kid: 'k1' });
  await fresh();
});
afterEach(async () => {
  await platform.close();
});
afterAll(async () => {
  await tool.close();
});

const back = (text: string): string => text.replaceAll(platform.origin, recordedOrigin);
const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

interface Row {
  label: string;
  status: number;
  reason: string;
  contentType?: string;
  body?: string;
  link?: string;
}

async function expectLike(row: Row, response: Response): Promise<void> {
  const text = await response.text();
  const shown = response.headers.get('content-type')?.startsWith('text/html') ? JSON.stringify(text) : back(text) || '""';
  const wanted = row.body ?? '';
  expect({ label: row.label, status: response.status, type: response.headers.get('content-type') }).toEqual({
    label: row.label,
    status: row.status,
    type: row.contentType ?? response.headers.get('content-type'),
  });
  expect(`${row.label}: ${utf8(response.statusText).slice(0, row.reason.length)}`).toBe(`${row.label}: ${row.reason}`);
  expect(`${row.label}: ${shown.slice(0, wanted.length)}`).toBe(`${row.label}: ${wanted}`);
  expect(`${row.label}: ${back(utf8(response.headers.get('link') ?? ''))}`).toBe(`${row.label}: ${row.link ?? ''}`);
}

describe('line items', () => {
  const base = '/mod/lti/services.php/2/lineitems';
  const item = (id: number, end = ''): string => `${base}/${id}/lineitem${end}?type_id=1`;
  const list = `${base}?type_id=1`;
  const accept = (type: string): RequestInit => ({ headers: { accept: type } });
  const send = (method: string, body: unknown, type: string = media.lineItem): RequestInit => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': type },
  });
  const std = { scoreMaximum: 20, label: 'Standard 1', resourceId: 'std-1', tag: 'standard' };
  const c = media.lineItems;
  const steps: [string, string, RequestInit?][] = [
    ['lineitems without token', list],
    ['lineitems with bad token', list],
    ['token without the scope', list],
    ['accept container', list],
    ['accept none (fetch sends */*)', list, accept('*/*')],
    ['accept application/json', list, accept('application/json')],
    ['accept lineitem+json', list, accept(media.lineItem)],
    ['accept container, */*;q=.1', list, accept(`${c}, */*;q=0.1`)],
    ['accept container + application/json', list, accept(`${c}, application/json`)],
    ['accept with params', list, accept(`${c}; charset=utf-8`)],
    ['no type_id in the url', base],
    ['wrong type_id', `${base}?type_id=999`],
    ['other course', '/mod/lti/services.php/3/lineitems?type_id=1'],
    ['course that does not exist', '/mod/lti/services.php/999/lineitems?type_id=1'],
    ['trailing slash', `${base}/?type_id=1`],
    ['item', item(2), accept(media.lineItem)],
    ['item accept container', item(2)],
    ['item that does not exist', item(9999), accept(media.lineItem)],
    [
      'create',
      list,
      send('POST', { ...std, startDateTime: '2026-09-01T00:00:00Z', endDateTime: '2027-01-01T00:00:00Z', 'https://example/ext': 1 }),
    ],
    ['same resourceId+tag again', list, send('POST', std)],
    [
      'with resourceLinkId 1',
      list,
      send('POST', { scoreMaximum: 10, label: 'Linked decoupled', resourceLinkId: '1', resourceId: 'std-2', tag: 'standard' }),
    ],
    ['resourceLinkId unknown', list, send('POST', { ...std, resourceLinkId: '999' })],
    ['no label', list, send('POST', { scoreMaximum: 1 })],
    ['no max', list, send('POST', { label: 'x' })],
    ['max 0', list, send('POST', { label: 'x', scoreMaximum: 0 })],
    ['max as string', list, send('POST', { label: 'x', scoreMaximum: '7.5' })],
    ['label of 300 chars', list, send('POST', { label: 'x'.repeat(300), scoreMaximum: 1 })],
    ['content-type json', list, send('POST', std, 'application/json')],
    ['content-type with charset', list, send('POST', { label: 'cs', scoreMaximum: 1, tag: 'cs' }, `${media.lineItem}; charset=utf-8`)],
    ['negative max', list, send('POST', { label: 'neg', scoreMaximum: -5, tag: 'neg' })],
    ['html label', list, send('POST', { label: '<b>Härd</b> & "q"', scoreMaximum: 1, tag: 'html' })],
    ['all', list],
    ['tag=standard', `${list}&tag=standard`],
    ['resource_id=std-1', `${list}&resource_id=std-1`],
    ['resource_link_id=1', `${list}&resource_link_id=1`],
    ['limit=2', `${list}&limit=2`],
    ['limit=2&from=2', `${list}&limit=2&from=2`],
    ['limit=2&page=2', `${list}&limit=2&page=2`],
    ['limit=2&tag', `${list}&limit=2&tag=standard`],
    ['from beyond', `${list}&limit=2&from=100`],
    ['put new label+max', item(3), send('PUT', { label: 'Standard 1 (renamed)', scoreMaximum: 40, resourceId: 'std-1', tag: 'standard' })],
    ['put without tag/resourceId', item(3), send('PUT', { label: 'Standard 1', scoreMaximum: 40 })],
    ['after', item(3), accept(media.lineItem)],
    ['put with json type', item(3), send('PUT', std, 'application/json')],
    ['put on the coupled item', item(2), send('PUT', { label: 'Renamed by tool', scoreMaximum: 50 })],
    ['coupled after', item(2), accept(media.lineItem)],
    ['put back', item(2), send('PUT', { label: 'Reflective journal', scoreMaximum: 100, resourceId: '', tag: '' })],
    ['delete coupled', item(2), { method: 'DELETE' }],
    ['create', list, send('POST', { label: 'tmp', scoreMaximum: 3 })],
    ['delete decoupled', item(11), { method: 'DELETE' }],
    ['get deleted', item(11), accept(media.lineItem)],
  ];

  test('Every recorded call for line items gets the recorded answer', async () => {
    const rows = recording<Row[]>('ags-lineitems');
    expect(rows).toHaveLength(steps.length);
    const bearer = await tool.bearer(platform);
    const other = await tool.bearer(platform, [scope.roster]);
    for (const [index, [label, path, init]] of steps.entries()) {
      const row = rows[index] as Row;
      expect(row.label.startsWith(label)).toBe(true);
      const authorization = ['', 'Bearer nonsense', other][index] ?? bearer;
      const headers = {
        ...(init?.method ? {} : { accept: c }),
        ...(init?.headers as Record<string, string> | undefined),
        ...(authorization ? { authorization } : {}),
      };
      await expectLike(row, await fetch(platform.origin + path, { ...init, headers }));
    }
  });

  test('A second column with the same link takes the lineitem out of its launches', () => {
    const grades = (): unknown => platform.launch.claims('3', '1')['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'];
    expect(grades()).toHaveProperty('lineitem', `${platform.origin}/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1`);
    const second = platform.gradebook.addColumn({
      courseId: '2',
      clientId: 'qMshefeQCnB4tfe',
      label: 'x',
      maximum: 1,
      resourceId: '',
      tag: '',
      linkId: '1',
    });
    expect(grades()).not.toHaveProperty('lineitem');
    platform.gradebook.deleteColumn(second.id);
    platform.gradebook.deleteColumn('2');
    expect(grades()).not.toHaveProperty('lineitem');
  });
});

interface Stored {
  raw: number | null;
  maximum: number;
  final: number | null;
  comment: string | null;
  modified: string | null;
}
type ScoreRow = Row & { section: 'coupled' | 'decoupled'; stored: Stored | null; timestamp?: string };

describe('scores', () => {
  const sections = { coupled: { id: '12', maximum: 100 }, decoupled: { id: '4', maximum: 20 } };
  const full = { userId: '3', activityProgress: 'Completed', gradingProgress: 'FullyGraded' };
  const without = (name: string): Record<string, unknown> => ({ [name]: undefined });
  type Change = Record<string, unknown> & { share?: number };
  /** What each recorded label sent, where it differs from a full grade. */
  const sent: [RegExp, Change][] = [
    [/^first: 80%|^same timestamp|^\+400|^older by/, { share: 0.8, comment: 'Well <b>done</b>\nline two & é' }],
    [/^newer, no comment/, { share: 0.5 }],
    [/^comment empty/, { share: 0.5, comment: '' }],
    [/^other scale/, { scoreGiven: 9, scoreMaximum: 10 }],
    [/^score > max/, { share: 1.5 }],
    [/^score negative/, { scoreGiven: -5 }],
    [/^score 0/, { scoreGiven: 0 }],
    [/^score as string/, { scoreGiven: '7' }],
    [/^scoreMaximum 0/, { scoreGiven: 5, scoreMaximum: 0 }],
    [/^restore|^\(set 70%/, { share: 0.7, comment: 'kept?' }],
    [/^PendingManual with/, { share: 0.4, gradingProgress: 'PendingManual', comment: 'pending' }],
    [/^no gradingProgress/, without('gradingProgress')],
    [/^no activityProgress/, without('activityProgress')],
    [/^no timestamp/, without('timestamp')],
    [/^no userId/, without('userId')],
    [/^no scoreMaximum/, without('scoreMaximum')],
    [/^ts epoch/, { timestamp: 1795386000 }],
    [/^ts garbage/, { timestamp: 'yesterday' }],
    [/^user unknown|^400 with a 20k/, { userId: '99999', comment: 'x'.repeat(20_000) }],
    [/^user not numeric/, { userId: 'abc' }],
    [/^user = tutor/, { userId: '5' }],
    [/^user = mentor/, { userId: '6' }],
    [/^user = observer/, { userId: '8' }],
    [/^userId as number/, { userId: 3, share: 0.4 }],
    [/^future timestamp/, { share: 0.55 }],
    [/^extra props/, { userId: '4', share: 0.77, submission: { submittedAt: '2026-11-22T21:00:00Z' }, extra: { a: 1 } }],
    [/^comment of 20k/, { userId: '4', share: 0.78, comment: 'x'.repeat(20_000) }],
    [/^ts /, { share: 0.3 }],
    [/^content-type with/, { share: 0.4 }],
    [/^Submitted\/PendingManual/, { scoreGiven: undefined, activityProgress: 'Submitted', gradingProgress: 'PendingManual' }],
    [/^Submitted\/Pending \+/, { share: 0.9, gradingProgress: 'Pending' }],
    [/^Completed\/FullyGraded, no/, { scoreGiven: undefined, comment: 'only a comment' }],
    [/^Started/, { scoreGiven: undefined, gradingProgress: 'NotReady' }],
    [/^Initialized/, { scoreGiven: undefined, gradingProgress: 'NotReady', comment: 'c' }],
    [/^Completed\/Failed/, { share: 0.9, gradingProgress: 'Failed' }],
    [/^InProgress/, { share: 0.9, activityProgress: 'InProgress' }],
    [/^unknown words/, { share: 0.9, activityProgress: 'Odd', gradingProgress: 'Odd' }],
    [/^PendingManual now/, { share: 0.9, gradingProgress: 'PendingManual' }],
    [/^FullyGraded (at once|1\.1)/, { share: 1 }],
    [/^third decimals/, { scoreGiven: 33.333333, scoreMaximum: 100 }],
    [/^score 1\/3/, { scoreGiven: 1, scoreMaximum: 3 }],
  ];

  function addColumns(): void {
    platform.gradebook.addColumn({
      id: '12',
      courseId: '2',
      clientId: 'qMshefeQCnB4tfe',
      label: 'Coupled',
      maximum: 100,
      resourceId: '',
      tag: '',
      linkId: '2',
      coupledTo: '2',
    });
    platform.gradebook.addColumn({
      id: '4',
      courseId: '2',
      clientId: 'qMshefeQCnB4tfe',
      label: 'Own',
      maximum: 20,
      resourceId: '',
      tag: '',
    });
  }

  function post(
    columnId: string,
    body: unknown,
    bearer: string,
    type: string = media.score,
    url = `/mod/lti/services.php/2/lineitems/${columnId}/lineitem/scores?type_id=1`,
  ): Promise<Response> {
    return fetch(platform.origin + url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: bearer, 'content-type': type },
    });
  }

  async function replay(row: ScoreRow, timestamp: string, bearer: string): Promise<void> {
    const { id, maximum } = sections[row.section];
    const { share, ...change } = sent.find(([label]) => label.test(row.label))?.[1] ?? {};
    const score = { ...full, timestamp, scoreGiven: (share ?? 0.6) * maximum, scoreMaximum: maximum, ...change } as Record<string, unknown>;
    const type =
      row.label === 'content-type application/json'
        ? 'application/json'
        : row.label === 'content-type scorecontainer'
          ? media.scores
          : row.label === 'content-type with charset'
            ? `${media.score}; charset=utf-8`
            : media.score;
    const item = `/mod/lti/services.php/2/lineitems/${id}/lineitem`;
    const url = row.label.startsWith('url: /scores after')
      ? `${item}?type_id=1/scores`
      : row.label.startsWith('url: /scores without')
        ? `${item}/scores`
        : `${item}/scores?type_id=1`;
    await expectLike(row, await post(id, score, bearer, type, url));
    if (row.stored === null) return;
    const cell = platform.gradebook.cell(id, textOf(score.userId ?? '3'));
    const modified = cell?.modifiedAt == null ? null : new Date(cell.modifiedAt * 1000).toISOString().replace('.000Z', '+00:00');
    const held = { raw: cell?.raw ?? null, maximum: cell?.maximum, final: cell?.value ?? null, comment: cell?.comment ?? null, modified };
    const cut = (text: string | null): string | null => text?.slice(0, 40) ?? null;
    // The recording cuts the line with the longest comment before its time.
    const wanted = row.label.startsWith('comment of') ? { ...row.stored, modified } : row.stored;
    expect({ label: row.label, ...held, comment: cut(held.comment) }).toEqual({
      label: row.label,
      ...wanted,
      comment: cut(row.stored.comment),
    });
  }

  test('Every recorded score gets the recorded answer and leaves the recorded grade', async () => {
    addColumns();
    clock = new Date('2026-11-22T22:33:31Z');
    const bearer = await tool.bearer(platform);
    let first = '';
    for (const row of recording<ScoreRow[]>('ags-scores')) {
      if (row.label.startsWith('first')) first = row.stored?.modified ?? '';
      if (row.label.startsWith('PendingManual with')) clock = new Date(row.stored?.modified ?? '');
      const stored = row.status === 200 && !row.label.startsWith('PendingManual with') ? row.stored?.modified : undefined;
      // These two changed nothing in the tool's own column, so what is stored is older than what was sent.
      const unchanged = row.section === 'decoupled' && /^comment empty|^score 0/.test(row.label);
      const known = unchanged
        ? new Date(Date.parse(row.stored?.modified ?? '') + 10_000).toISOString()
        : /^same/.test(row.label)
          ? first
          : /^\+400/.test(row.label)
            ? first.replace('+00:00', '.400Z')
            : stored;
      await replay(
        row,
        known ?? (/^PendingManual with|^comment of/.test(row.label) ? '2026-11-22T22:33:00.000Z' : '2026-11-22T20:30:00.000Z'),
        bearer,
      );
    }
  });

  test('Every recorded order of progress and grade ends as recorded, with Moodle’s own clock on a grade it wipes', async () => {
    addColumns();
    clock = new Date('2026-11-22T22:34:00Z');
    const bearer = await tool.bearer(platform);
    for (const row of recording<ScoreRow[]>('ags-scores2')) {
      const timestamp = row.timestamp ?? '';
      const zoned = /Z|[+]\d\d:\d\d$/.test(timestamp) ? timestamp : `${timestamp}Z`;
      clock = new Date(Math.max(Date.parse(zoned), Date.parse('2026-11-22T22:34:00Z')));
      if (!/over 70%|^FullyGraded/.test(row.label)) platform.gradebook.clearCell(sections[row.section].id, '3');
      await replay(row, timestamp, bearer);
    }
  });

  test('A teacher’s own grade stands in the activity’s column and is replaced in a column the tool made', async () => {
    addColumns();
    const bearer = await tool.bearer(platform);
    for (const { id, maximum } of Object.values(sections)) {
      clock = new Date('2026-11-22T22:36:33Z');
      await post(id, { ...full, timestamp: '2026-11-22T22:36:33Z', scoreGiven: 60, scoreMaximum: 100 }, bearer);
      clock = new Date('2026-11-22T22:36:35Z');
      platform.gradebook.override(id, '3', 0.9 * maximum, 'teacher says');
      expect(
        (await post(id, { ...full, timestamp: '2026-11-22T22:36:36Z', scoreGiven: 30, scoreMaximum: 100, comment: 'tool comment' }, bearer))
          .status,
      ).toBe(200);
    }
    expect(platform.gradebook.cell('12', '3')).toMatchObject({
      raw: 30,
      value: 90,
      comment: 'teacher says',
      modifiedAt: Date.parse('2026-11-22T22:36:35Z') / 1000,
    });
    expect(platform.gradebook.cell('4', '3')).toMatchObject({ value: 6, comment: 'tool comment' });
  });

  test('A locked grade and a locked column answer 500 with an empty list, a hidden column takes the score', async () => {
    addColumns();
    const bearer = await tool.bearer(platform);
    const at = (second: number) => ({ ...full, timestamp: `2026-11-22T22:00:0${second}Z`, scoreGiven: 50, scoreMaximum: 100 });
    const locked = {
      label: 'locked',
      status: 500,
      reason: 'Internal Server Error',
      contentType: `${media.score}; charset=utf-8`,
      body: '[]',
    };
    expect((await post('12', at(1), bearer)).status).toBe(200);
    platform.gradebook.lockCell('12', '3');
    await expectLike(locked, await post('12', at(2), bearer));
    platform.gradebook.lockCell('12', '3', false);
    platform.gradebook.lockColumn('12');
    await expectLike(locked, await post('12', at(3), bearer));
    platform.gradebook.lockColumn('12', false);
    platform.gradebook.hideColumn('12');
    expect((await post('12', { ...at(4), scoreGiven: 80 }, bearer)).status).toBe(200);
    expect(platform.gradebook.cell('12', '3')?.value).toBe(80);
  });

  test('A suspended trainee is graded and one who left is not', async () => {
    addColumns();
    const bearer = await tool.bearer(platform);
    const enrolments = platform.site.course('2')?.enrolments ?? [];
    Object.assign(enrolments[0] ?? {}, { suspended: true });
    enrolments.splice(1, 1);
    const score = { ...full, timestamp: '2026-11-22T22:00:00Z', scoreGiven: 50, scoreMaximum: 100 };
    expect((await post('12', score, bearer)).status).toBe(200);
    expect((await post('12', { ...score, userId: '4' }, bearer)).status).toBe(400);
  });

  test('Results leave a wiped grade out of the activity’s column, and name its owner in the tool’s own', async () => {
    addColumns();
    const bearer = await tool.bearer(platform);
    const results = async (id: string, query = '?type_id=1'): Promise<Response> =>
      fetch(`${platform.origin}/mod/lti/services.php/2/lineitems/${id}/lineitem/results${query}`, { headers: { authorization: bearer } });
    for (const id of ['12', '4']) await post(id, { ...full, timestamp: '2026-11-22T22:00:00Z', scoreGiven: 0, scoreMaximum: 100 }, bearer);
    expect(await (await results('12')).json()).toEqual([
      {
        id: `${platform.origin}/mod/lti/services.php/2/lineitems/12/lineitem/results?type_id=1&user_id=3`,
        userId: '3',
        resultScore: 0,
        resultMaximum: 100,
        scoreOf: `${platform.origin}/mod/lti/services.php/2/lineitems/12/lineitem?type_id=1`,
        timestamp: '2026-11-22T22:00:00+00:00',
      },
    ]);
    for (const id of ['12', '4']) await post(id, { ...full, timestamp: '2026-11-22T22:00:01Z', gradingProgress: 'Pending' }, bearer);
    expect(await (await results('12')).json()).toEqual([]);
    expect(await (await results('4')).json()).toEqual([
      { id: `${platform.origin}/mod/lti/services.php/2/lineitems/4/lineitem/results?type_id=1&user_id=3`, userId: '3' },
    ]);
    expect((await results('4', '?type_id=1&limit=1')).status).toBe(404);
    expect(utf8((await results('4', '?limit=1')).headers.get('link') ?? '')).toContain('limit=1&amp;from=0>; rel=“first”');
  });
});

interface Probe {
  label?: string;
  method: string;
  url: string;
  req_headers: Record<string, string>;
  status: number;
  content_type: string;
  link?: string;
  body: unknown;
}

describe('tokens', () => {
  async function expectProbe(probe: Probe, response: Response): Promise<void> {
    const text = await response.text();
    expect({ label: probe.label, status: response.status, type: response.headers.get('content-type') }).toEqual({
      label: probe.label,
      status: probe.status,
      type: probe.content_type,
    });
    if (probe.status === 200)
      expect(JSON.parse(text)).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: (probe.body as { scope: string }).scope });
    else if (probe.status === 404) expect(text).toMatch(/^<!DOCTYPE html>/);
    else if (typeof probe.body === 'string') expect(text).toBe(probe.body);
    else if (!/prior to/.test(text)) expect(JSON.parse(text)).toEqual(probe.body);
  }

  test('Every recorded request for a token gets the recorded answer', async () => {
    clock = new Date('2026-11-22T22:30:55Z');
    const now = clock.getTime() / 1000;
    const claims: Record<string, Record<string, unknown>> = {
      'aud = issuer': { aud: platform.origin },
      'aud = array [token]': { aud: [platform.registration.tokenUrl] },
      'aud = nonsense': { aud: 'x' },
      'aud absent': { aud: undefined },
      'iss != sub': { iss: 'other' },
      'no jti': { jti: undefined },
      expired: { exp: now - 5 },
      'no exp': { exp: undefined },
      'exp in 10 days': { exp: now + 864_000 },
      'iat 5 s in future': { iat: now + 5 },
      'iat 90 s in future': { iat: now + 90 },
      'unknown client': { iss: 'nobody', sub: 'nobody' },
    };
    const headers: Record<string, Record<string, unknown>> = { 'kid absent': { kid: undefined }, 'kid unknown': { kid: 'nobody' } };
    const forms: Record<string, Record<string, string>> = {
      'ok, all scopes': {},
      'scope: one unknown + one good': { scope: `https://example.org/x ${scope.roster}` },
      'scope: only unknown': { scope: 'https://example.org/x' },
      'scope: empty': { scope: '' },
      'scope comma separated': { scope: `${scope.roster},${scope.score}` },
      'grant_type wrong': { grant_type: 'password' },
      'not a jwt': { client_assertion: 'abc' },
    };
    const replayed = await tool.assertion(platform);
    for (const probe of recording<Probe[]>('token-probes')) {
      const label = probe.label ?? '';
      const assertion = label.startsWith('same assertion')
        ? replayed
        : await tool.assertion(platform, claims[label], headers[label], label.startsWith('wrong key') ? foreign : undefined);
      const form = {
        client_assertion: assertion,
        scope: scope.roster,
        ...(label.startsWith('ok') ? { scope: Object.values(scope).join(' ') } : {}),
        ...forms[label],
      };
      await expectProbe(probe, await tool.askToken(platform, form, probe.req_headers));
    }
  });

  test('The tool’s key set is kept for ever and read again when a check fails, as recorded', async () => {
    const oldKey = tool.key;
    const cold = /^cold/;
    for (const probe of recording<Probe[]>('jwks-probes')) {
      const label = probe.label ?? '';
      if (/slow|redirect|no alg|two keys/.test(label)) continue;
      if (cold.test(label)) platform.site.toolKeys.forget();
      tool.jwks = /500|down/.test(label) ? 'error' : /html/.test(label) ? 'html' : /empty/.test(label) ? 'empty' : 'normal';
      if (/refused/.test(label)) platform.connectTool({ ...tool, jwksUrl: 'http://127.0.0.1:1/jwks' });
      if (/^new key/.test(label)) Object.assign(tool, { key: foreign, kid: 'k2' });
      const assertion = /^old key/.test(label) ? await tool.assertion(platform, {}, { kid: 'k1' }, oldKey) : await tool.assertion(platform);
      await expectProbe(probe, await tool.askToken(platform, { client_assertion: assertion, scope: scope.roster }));
    }
    Object.assign(tool, { key: oldKey });
  });

  test('The scheme of a bearer token in small letters is refused with 401', async () => {
    const bearer = (await tool.bearer(platform)).replace('Bearer', 'bearer');
    const response = await fetch(`${platform.origin}/mod/lti/services.php/2/lineitems`, {
      headers: { accept: media.lineItems, authorization: bearer },
    });
    expect(response.status).toBe(401);
  });
});

describe('the roster', () => {
  test('Every recorded call for members gets the recorded members', async () => {
    const bearer = await tool.bearer(platform);
    const other = await tool.bearer(platform, [scope.score]);
    for (const probe of recording<Probe[]>('nrps').filter((one) => one.method === 'GET')) {
      const label = probe.label ?? '';
      const suspended = label.includes('suspended');
      Object.assign(platform.site.enrolment('2', '4') ?? {}, { suspended });
      const authorization: Record<string, string> =
        label === 'no token' ? {} : { authorization: label.startsWith('token of') ? other : bearer };
      const response = await fetch(probe.url.replace(recordedOrigin, platform.origin), {
        headers: { ...probe.req_headers, ...authorization },
      });
      // The sourcedid carries a number and a hash of one moment.
      const shown = (body: unknown): string =>
        JSON.stringify(body, (key, value: unknown) => (key === 'lis_result_sourcedid' ? undefined : value));
      const body = shown(JSON.parse(back(await response.text())));
      expect({
        label,
        status: response.status,
        type: response.headers.get('content-type'),
        link: back(response.headers.get('link') ?? ''),
      }).toEqual({ label, status: probe.status, type: probe.content_type, link: probe.link ?? '' });
      if (label !== 'accept v1 container') expect(body).toBe(shown(probe.body));
    }
  });
});

describe('launches', () => {
  interface Recorded {
    header: Record<string, string>;
    claims: Record<string, unknown>;
  }
  /** Members whose values belong to one launch. */
  const lasting = (claims: Record<string, unknown>): unknown =>
    JSON.parse(
      back(
        JSON.stringify(claims, (key, value: unknown) => {
          if (
            [
              'nonce',
              'iat',
              'exp',
              'basicoutcome',
              'guid',
              'description',
              'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome',
            ].includes(key)
          )
            return undefined;
          return typeof value === 'string'
            ? value.replace(/sesskey=.*$/, '').replace(tool.launchUrl, 'http://127.0.0.1:3000/lti/launch')
            : value;
        }),
      ),
    );

  test.each(['mentor1', 'observer1', 'teacher2'])('The id_token of %s carries the recorded claims', async (username) => {
    const recorded = recording<Recorded>(`launch-${username}`).claims;
    const { launch } = await platform.launch.http(String(recorded.sub), '1');
    const token = String(launch?.idToken);
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', alg: 'RS256', kid: platform.keys.kid });
    const claims = decodeJwt(token) as Record<string, unknown>;
    expect(lasting(claims)).toEqual(lasting(recorded));
    expect(Object.keys(claims)).toEqual(Object.keys(recorded));
    expect(Number(claims.exp) - Number(claims.iat)).toBe(60);
  });

  test('An administrator launches with the three recorded roles', () => {
    const roles = 'https://purl.imsglobal.org/spec/lti/claim/roles';
    expect(platform.launch.claims('2', '1')[roles]).toEqual(recording<Recorded>('launch-admin').claims[roles]);
  });

  test('The login initiation is a POST with exactly the recorded fields', () => {
    const recorded = recording<{ method: string; params: Record<string, string> }>('login-initiation');
    const login = platform.launch.login('3', '1');
    expect(login.method).toBe(recorded.method);
    expect(Object.keys(login.params)).toEqual(Object.keys(recorded.params));
    expect(JSON.parse(login.params.lti_message_hint ?? '')).toEqual({ cmid: 1, launchid: expect.stringMatching(/^ltilaunch1_\d+$/) });
  });

  test('Every recorded authentication request gets the recorded page or form', async () => {
    interface AuthRow {
      label: string;
      status: number;
      action?: string;
      fields?: Record<string, string>;
    }
    const changes: Record<string, Record<string, string | undefined>> = {
      'scope "openid profile"': { scope: 'openid profile' },
      'response_type code': { response_type: 'code' },
      'response_mode absent': { response_mode: undefined },
      'prompt absent': { prompt: undefined },
      'prompt login': { prompt: 'login' },
      'nonce absent': { nonce: undefined },
      'state absent': { state: undefined },
      'client wrong': { client_id: 'other' },
      'redirect not registered': { redirect_uri: 'https://elsewhere.example/' },
      'redirect with extra query': { redirect_uri: `${tool.launchUrl}?a=1` },
      'login_hint of other user': { login_hint: '4' },
      'lti_message_hint absent': { lti_message_hint: undefined },
      'hint garbage': { lti_message_hint: 'x' },
      'long state (2 KB)': { state: 'x'.repeat(2048) },
      'state with quotes': { state: 'a"b<c>&' },
    };
    let hint = '';
    for (const row of recording<AuthRow[]>('auth-probes')) {
      if (!row.label.startsWith('same hint'))
        hint =
          platform.launch.login('3', '1', row.label === 'no Moodle session' ? { sessionId: 'another' } : {}).params.lti_message_hint ?? '';
      const request = {
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: platform.registration.clientId,
        redirect_uri: tool.launchUrl,
        login_hint: '3',
        lti_message_hint: hint,
        state: 'S',
        nonce: 'N',
        ...changes[row.label],
      };
      const query = new URLSearchParams(
        Object.entries<string | undefined>(request).filter((pair): pair is [string, string] => pair[1] !== undefined),
      );
      const response =
        row.label === 'good POST'
          ? await fetch(platform.registration.authUrl, { method: 'POST', body: query })
          : await fetch(`${platform.registration.authUrl}?${query.toString()}`);
      const form = formOf(await response.text());
      expect({ label: row.label, status: response.status, posts: form !== undefined }).toEqual({
        label: row.label,
        status: row.status,
        posts: row.fields !== undefined,
      });
      if (!form || !row.fields || row.label.startsWith('long') || row.label.startsWith('state with')) continue;
      const fields = { ...form.fields, ...('id_token' in form.fields ? { id_token: '<token>' } : {}) };
      expect({ label: row.label, fields }).toEqual({
        label: row.label,
        fields: 'id_token' in row.fields ? { ...row.fields, id_token: '<token>' } : row.fields,
      });
    }
  });
});
