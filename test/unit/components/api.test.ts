import { describe, expect, test } from '@jest/globals';
import { Api } from '../../../components/shared/api.js';
import { NetworkError, ProblemError } from '../../../components/shared/problem-error.js';

interface Sent {
  path: string;
  init: RequestInit;
}

function apiWith(answer: () => Response | Error, build: string | null = 'one'): { api: Api; sent: Sent[]; told: string[] } {
  const sent: Sent[] = [];
  const told: string[] = [];
  const api = new Api({
    session: () => 'token',
    build,
    fetch: async (input, init) => {
      sent.push({ path: input instanceof Request ? input.url : input.toString(), init: init ?? {} });
      const given = answer();
      if (given instanceof Error) throw given;
      return given;
    },
  });
  for (const name of ['session-ended', 'older-page', 'unreachable', 'reachable'])
    api.addEventListener(name, () => {
      told.push(name);
    });
  return { api, sent, told };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const conflict = {
  type: 'urn:critical-friend:problem:conflict',
  title: 'Changed',
  status: 409,
  detail: 'Somebody else changed this.',
  instance: '7F3-22K',
  current: { text: 'theirs' },
};

describe('a call of the page', () => {
  test('carries the session, the revision last seen and JSON', async () => {
    const { api, sent } = apiWith(() => json(200, { revision: 4 }));
    expect(await api.put('/api/notes/1', { text: 'Warm start' }, { ifMatch: 3 })).toEqual({ revision: 4 });
    const headers = new Headers(sent[0]?.init.headers);
    expect([headers.get('authorization'), headers.get('if-match'), headers.get('content-type')]).toEqual([
      'Bearer token',
      '"3"',
      'application/json',
    ]);
    expect(sent[0]?.init.body).toBe('{"text":"Warm start"}');
  });

  test('answers nothing for 204', async () => {
    const { api } = apiWith(() => new Response(null, { status: 204 }));
    await expect(api.delete('/api/notes/1')).resolves.toBeUndefined();
  });

  test('says in the background that nobody is at work', async () => {
    const { api, sent } = apiWith(() => json(200, {}));
    await api.get('/api/home', { background: true });
    expect(new Headers(sent[0]?.init.headers).get('x-background')).toBe('1');
  });

  test('rejects with the problem as the server put it', async () => {
    const { api } = apiWith(() => json(409, conflict));
    const problem = await api.put('/api/notes/1', {}).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ProblemError);
    expect(problem).toMatchObject({
      status: 409,
      type: 'conflict',
      detail: 'Somebody else changed this.',
      requestId: '7F3-22K',
      extra: { current: { text: 'theirs' } },
    });
  });

  test('makes a plain problem of a page that is not ours', async () => {
    const { api } = apiWith(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const problem = await api.get('/api/me').catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 502, type: 'unknown', passing: true, ended: false });
  });

  test('tells a missing answer from a refusal, and says when the network is back', async () => {
    let away = true;
    const { api, told } = apiWith(() => (away ? new TypeError('Failed to fetch') : json(200, {})));
    await expect(api.get('/api/me')).rejects.toBeInstanceOf(NetworkError);
    await expect(api.get('/api/me')).rejects.toBeInstanceOf(NetworkError);
    away = false;
    await api.get('/api/me');
    expect(told).toEqual(['unreachable', 'reachable']);
  });

  test('ends once with the session, and sends nothing afterwards', async () => {
    const { api, sent, told } = apiWith(() => json(401, { type: 'urn:critical-friend:problem:session-ended' }));
    await expect(api.get('/api/me')).rejects.toMatchObject({ ended: true });
    await expect(api.get('/api/me')).rejects.toMatchObject({ ended: true });
    expect(told).toEqual(['session-ended']);
    expect(sent).toHaveLength(1);
  });

  test('says once that the page is older than the server', async () => {
    const { api, told } = apiWith(() => json(200, {}, { 'x-build': 'two' }));
    await api.get('/api/me');
    await api.get('/api/me');
    expect(told).toEqual(['older-page']);
  });
});
