import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import express from 'express';
import { pino } from 'pino';
import { mountRoutes } from '../../tool/http/mount.js';
import { problemHandler } from '../../tool/http/problem.js';
import { shellPolicy } from '../../tool/http/security-headers.js';
import { sessionEnded } from '../../tool/errors.js';
import { scratchSqlite } from '../database.js';
import { openSetting, type Setting } from '../integration/observation/setting.js';

export type Reader = keyof Setting['cast'];

export interface ObservationServer {
  setting: Setting;
  /** Address of the widget for one of the cast, at a path such as `observations`. */
  address(reader: Reader, path: string): string;
  /** Cuts every request off, as bad Wi-Fi does. */
  away: boolean;
  /** Answers every request as an ended session. */
  ended: boolean;
  close(): Promise<void>;
}

// The widget on a bare page: outside the LTI shell, as any other page may use it.
const page = `
  import './components/observation-form/observation-form.js';
  import { Api } from './components/shared/api.js';
  import { tokens } from './components/shared/tokens.css.js';
  document.adoptedStyleSheets = [tokens.styleSheet];
  const asked = new URLSearchParams(location.search);
  const form = document.createElement('observation-form');
  form.api = new Api({ session: () => asked.get('reader') });
  form.me = { personId: asked.get('person'), timeZone: 'Europe/London' };
  const follow = () => (form.path = location.hash.replace(/^#\\//, ''));
  addEventListener('hashchange', follow);
  follow();
  document.body.append(form);
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: path.resolve(import.meta.dirname, '../..') },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** The observation slice over its own SQLite file, and its widget, under the widget page's security policy. */
export async function startObservationServer(): Promise<ObservationServer> {
  const setting = await openSetting(async () => scratchSqlite());
  // Played on the machine's clock, as the page's is.
  setting.clock.release();
  const script = await bundle();
  const app = express();
  const state = { away: false, ended: false };
  app.get('/', (_request, response) => {
    const html =
      '<!doctype html><html lang="en-GB"><title>Observations</title><link rel="icon" href="/icon"><script type="module" src="/page.js"></script>';
    response.set('Content-Security-Policy', shellPolicy([])).type('html').send(html);
  });
  app.get('/icon', (_request, response) => void response.status(204).end());
  app.get('/page.js', (_request, response) => void response.type('js').send(script));
  app.use('/api', (request, _response, next) => {
    if (state.away) request.socket.destroy();
    else next(state.ended ? sessionEnded() : undefined);
  });
  app.get('/api/placements', (_request, response) => void response.json({ placements: [] }));
  app.use(
    mountRoutes(
      setting.slice.routes,
      async (request) => setting.cast[(request.get('authorization') ?? '').slice('Bearer '.length) as Reader],
    ),
  );
  app.use(problemHandler(pino({ level: 'silent' })));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    setting,
    address: (reader: Reader, place: string) => `${origin}/?reader=${reader}&person=${setting.cast[reader].personId}#/${place}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await setting.close();
    },
  });
}
