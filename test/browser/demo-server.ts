import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import { assetsRouter, readAssets } from '../../tool/http/assets.js';
import { shellPolicy } from '../../tool/http/security-headers.js';

export interface DemoServer {
  origin: string;
  close(): Promise<void>;
}

/** Serves the demo page on loopback, under the widget page's own security policy. @throws Error when it was not built */
export async function startDemoServer(port = 0): Promise<DemoServer> {
  const assets = readAssets(path.resolve(import.meta.dirname, '../../dist/demo'));
  const page =
    `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>Demo</title><link rel="icon" href="${assets.urlOf('icon.svg')}"><link rel="stylesheet" href="${assets.urlOf('page.css')}">` +
    `<script type="module" src="${assets.urlOf('demo-page.js')}"></script></head><body></body></html>`;
  const app = express();
  app.get('/', (_request, response) => {
    response
      .set({ 'Content-Security-Policy': shellPolicy([]), 'Cache-Control': 'no-store' })
      .type('html')
      .send(page);
  });
  app.use(assetsRouter(assets));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
