import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { canvasMode } from './canvas/canvas-mode.js';
import { control } from './control.js';
import type { Faults } from './faults.js';
import type { Gradebook } from './gradebook.js';
import type { KeyRing } from './keys.js';
import { Launcher } from './launcher.js';
import { moodleMode } from './moodle/moodle-mode.js';
import { manageTools } from './pages/manage-tools.js';
import { pages } from './pages/pages.js';
import { PendingLaunches } from './pending-launches.js';
import { Site } from './site.js';
import type { PlatformOptions, RegistrationDetails, StorageVariant, ToolUrls } from './types.js';

/** A running fake LMS. */
export interface Platform {
  readonly mode: 'moodle' | 'canvas';
  readonly name: string;
  /** Where its pages are. */
  readonly origin: string;
  readonly registration: RegistrationDetails;
  readonly gradebook: Gradebook;
  readonly faults: Faults;
  readonly keys: KeyRing;
  readonly launch: Launcher;
  /** People, courses and links as they are now. */
  readonly site: Site;
  connectTool(tool: ToolUrls): void;
  /** What an administrator's frame is sent to who pastes a link as a tool's address. @param updates a client that is known */
  registrationAddress(link: string, updates?: string): Promise<string>;
  /** Signs with a new key from now on; answers its kid. */
  rotateKey(options?: { retireOld?: boolean }): string;
  /** Canvas: how the storage frame behaves from the next page on. */
  storageFrame(variant: StorageVariant): void;
  close(): Promise<void>;
}

async function listen(app: Express, host: string, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function bareApp(): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  return app;
}

/** Starts a platform on loopback and answers once it can be reached. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const site = new Site(options);
  const launches = new PendingLaunches();
  const mode = options.mode === 'moodle' ? moodleMode(site, launches) : canvasMode(site, launches);
  const launch = new Launcher(site, mode);
  const host = options.host ?? '127.0.0.1';
  const app = bareApp();
  app.use(
    control(site),
    site.faults.guard((path) => mode.serviceOf(path)),
    mode.router,
    manageTools(site, mode),
    pages(site, launch),
  );
  const main = await listen(app, host, options.port ?? 0);
  site.origin = options.publicOrigin ?? `http://${host}:${main.port}`;
  const servers = [main.server];
  if (mode.frameRouter) {
    const frameApp = bareApp();
    frameApp.use(
      site.faults.guard((path) => mode.serviceOf(path)),
      mode.frameRouter,
    );
    const frameHost = options.frameHost ?? host;
    const frame = await listen(frameApp, frameHost, options.framePort ?? 0);
    site.frameOrigin = options.publicFrameOrigin ?? `http://${frameHost}:${frame.port}`;
    servers.push(frame.server);
  }
  return {
    mode: options.mode,
    name: options.name,
    origin: site.origin,
    registration: mode.registration(),
    gradebook: site.gradebook,
    faults: site.faults,
    keys: site.keys,
    launch,
    site,
    connectTool: (tool) => {
      site.tool = tool;
    },
    registrationAddress: (link, updates) => site.registrations.address(link, mode.configurationUrl(), updates),
    rotateKey: (how) => site.keys.rotate(how),
    storageFrame: (variant) => {
      site.storage = variant;
    },
    close: async () => {
      site.close();
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => {
                resolve();
              });
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}
