import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scratchMysql, type ScratchDatabase } from '../../database.js';
import { mysqlWanted } from '../../servers.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

/** A wire to the database that a test may cut, or clog: bytes go in and nothing comes out. */
class Wire {
  #server: Server | null = null;
  #sockets = new Set<Socket>();
  #clogged = false;
  port = 0;

  constructor(private readonly to: { host: string; port: number }) {}

  async mend(): Promise<void> {
    this.#clogged = false;
    for (const socket of this.#sockets) socket.resume();
    if (this.#server) return;
    this.#server = createServer((near) => {
      const far = connect(this.to.port, this.to.host);
      for (const [from, into] of [[near, far], [far, near]] as const) {
        this.#sockets.add(from);
        if (this.#clogged) from.pause();
        from.on('data', (bytes) => into.write(bytes)).on('error', () => undefined).on('end', () => into.end());
        from.on('close', () => {
          this.#sockets.delete(from);
          into.destroy();
        });
      }
    }); // prettier-ignore
    const { port } = this;
    await new Promise<void>((resolve) => this.#server?.listen(port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address === 'object' && address) this.port = address.port;
  }

  /** Connections break and new ones are refused, as where the server was stopped. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => server?.close(resolve));
  }

  /** Nothing breaks and nothing answers, as where a network lost its way. */
  clog(): void {
    this.#clogged = true;
    for (const socket of this.#sockets) socket.pause();
  }
}

/** Long enough for one time-out of the database's own and far from a browser's. */
const boundMs = 15_000;

if (mysqlWanted)
  describe('While the database is away', () => {
    let scratch: ScratchDatabase;
    let wire: Wire;
    let tool: RunningTool;
    let moodle: Platform;
    let session: string;

    beforeAll(async () => {
      scratch = await scratchMysql();
      const url = new URL(scratch.url);
      wire = new Wire({ host: url.hostname, port: Number(url.port || 3306) });
      await wire.mend();
      url.hostname = '127.0.0.1';
      url.port = String(wire.port);
      tool = await startTool({ ...scratch, url: url.href });
      moodle = await startPlatform({
        mode: 'moodle',
        ...university,
        registration: [{ clientId: 'c1', deploymentId: '1' }],
        tool: tool.urls,
      });
      await tool.register(moodle.registration, 'Northbridge');
      session = String((await moodle.launch.http('3', '1')).launch?.['session']);
    });
    afterAll(async () => {
      await wire.mend();
      await moodle.close();
      await tool.close();
      await wire.cut();
      await scratch.drop();
    });

    const api = (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(tool.origin + path, {
        ...init,
        signal: AbortSignal.timeout(boundMs),
        headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      });

    const expectAway = async (): Promise<void> => {
      const answers = await Promise.all([
        api('/api/me'),
        api('/api/home'),
        api('/api/continue-codes', { method: 'POST' }),
        api('/api/codes/use', { method: 'POST', body: '{"code":"AAAA-AAAA"}' }),
      ]);
      for (const answer of answers) {
        expect([answer.url, answer.status]).toEqual([answer.url, 503]);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        const problem = (await answer.json()) as Record<string, unknown>;
        expect(problem).toEqual({
        type: 'urn:critical-friend:problem:unavailable', title: 'Away for a moment', status: 503, instance: expect.any(String),
        detail: 'Critical Friend cannot reach its database just now. Nothing was lost; it will try again.',
      }); // prettier-ignore
      }
      const ready = await api('/health/ready');
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', database: false, queue: true }]);
      expect((await api('/health/live')).status).toBe(200);
    };

    const expectBack = async (): Promise<void> => {
      expect((await api('/health/ready')).status).toBe(200);
      expect((await api('/api/me')).status).toBe(200);
      expect((await api('/api/home')).status).toBe(200);
      expect((await api('/api/continue-codes', { method: 'POST' })).status).toBe(201);
      expect((await moodle.launch.http('4', '1')).status).toBe(200);
    };

    test('the API answers 503 in time, says when to try again, and works again when the database is back', async () => {
      await wire.cut();
      await expectAway();
      await wire.mend();
      await expectBack();
    });

    test('a launch answers 503 with a page, and the same person gets in afterwards', async () => {
      await wire.cut();
      const { status, response, text } = await moodle.launch.http('3', '1');
      expect(status).toBe(503);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(text).toContain('Critical Friend is away for a moment');
      expect(text).not.toMatch(/ECONN|sequelize|127\.0\.0\.1:\d|\bat /i);
      await wire.mend();
      await expectBack();
    });

    test('the log tells it without what anybody wrote', async () => {
      tool.takeLog();
      await wire.cut();
      await api('/api/codes/use', { method: 'POST', body: '{"code":"K7PM-3XQT"}' });
      await wire.mend();
      const lines = tool.takeLog();
      expect(lines.some((line) => line['status'] === 503)).toBe(true);
      expect(JSON.stringify(lines)).not.toMatch(/K7PM|K7PM3XQT|Bearer/);
      expect(JSON.stringify(lines)).not.toContain(session);
      await expectBack();
    });

    test('an answer comes in time from a database that is silent, too', async () => {
      wire.clog();
      await expectAway();
      await wire.mend();
      await expectBack();
    });
  });
