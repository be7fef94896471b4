import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { demoMe } from '../../components/shared/demo.js';
import type { Me } from '../../components/shared/me.js';
import type { Notice } from '../../tool/privacy/privacy.shared.js';
import { assetsRouter, readAssets } from '../../tool/http/assets.js';
import { shellPolicy } from '../../tool/http/security-headers.js';
import { createPages } from '../../tool/lti/pages/pages.js';

/** The widget page over a server of a few lines: what the shell itself does, without a launch. */
export interface ShellServer {
  origin: string;
  /** Origins of the last answers to `/api/…`, newest last. */
  calls: string[];
  me: Me;
  /** What nobody has read yet; null answers 404. */
  notice: Notice | null;
  /** From now on every call says that the session is over. */
  ended: boolean;
  build: string;
  close(): Promise<void>;
}

/** Where the launch said that the course is. */
export const returnUrl = 'https://canvas.northbridge.example/courses/1';

export async function startShellServer(frameAncestors: string[] = []): Promise<ShellServer> {
  const assets = readAssets();
  const pages = createPages(assets);
  const app = express();
  const sendPage = (response: Response, text: string): void => {
    response
      .set({ 'Content-Security-Policy': shellPolicy(frameAncestors), 'Cache-Control': 'no-store' })
      .type('html')
      .send(text);
  };
  app.get('/launched', (_request, response) => {
    const frameOrigin = frameAncestors[0] ?? null;
    sendPage(
      response,
      pages.renderShell({ session: 'a-token', expiresAt: '2026-11-12T15:00:00.000Z', handle: 'handle-0001', returnUrl, frameOrigin }),
    );
  });
  app.get('/at/:handle', (_request, response) => sendPage(response, pages.renderShell(null)));
  app.use(assetsRouter(assets));
  app.use('/api', (request: Request, response: Response) => {
    server.calls.push(`${request.method} ${request.originalUrl} ${request.get('authorization') ?? 'no session'}`);
    response.set('X-Build', server.build);
    if (server.ended) response.status(401).json({ type: 'urn:critical-friend:problem:session-ended', detail: 'Over.' });
    else if (request.path === '/me') response.json(server.me);
    else if (request.path === '/privacy/notice' && server.notice) response.json(server.notice);
    else if (request.path === '/privacy/notice/read') response.status(204).end();
    else if (request.path === '/sign-out') response.status(204).end();
    else if (request.path === '/continue-codes') response.json({ code: 'one-time' });
    else response.status(404).json({ type: 'urn:critical-friend:problem:not-found', detail: 'There is nothing here that you can open.' });
  });
  const listener = createServer(app);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const server: ShellServer = {
    origin: `http://localhost:${(listener.address() as AddressInfo).port}`,
    calls: [],
    me: demoMe(),
    notice: null,
    ended: false,
    build: assets.build,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
  return server;
}
