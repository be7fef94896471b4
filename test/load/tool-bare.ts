import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { navigationHeaders } from './launch-driver.js';
import type { LaunchPlatform } from './launch-platform.js';
import { findFreePort, findOptionalStatus, startServer } from './server-process.js';
import { LaunchFailure, type ToolProfile } from './tool-profile.js';
import type { ToolUnderLoad } from './tool-under-load.js';

const bareFolder = new URL('bare-ltijs', import.meta.url).pathname;

/** Installs what the bare tool needs when it is not there yet. One package compiles, which takes about two minutes. */
export async function installBareTool(say: (line: string) => void): Promise<void> {
  const isInstalled = existsSync(join(bareFolder, 'node_modules/.package-lock.json'));
  if (isInstalled) return;
  say('Installing what the bare ltijs tool needs (npm ci in test/load/bare-ltijs); sqlite3 compiles, about two minutes.');
  // The repository's own settings forbid install scripts, and npm hands them down; sqlite3 has to compile here.
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts=false', '--prefix', bareFolder], {
    cwd: bareFolder,
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`npm ci in test/load/bare-ltijs ended with ${String(code)}`);
}

function createBareProfile(origin: string): ToolProfile {
  return {
    name: 'bare ltijs',
    origin,
    loginPath: '/login',
    launchPath: '/',
    mePath: '/me',
    async finish(answer, client, jar) {
      if (answer.status !== 302 || answer.location === null) throw new LaunchFailure('launch', answer);
      const ltik = new URL(answer.location, origin).searchParams.get('ltik');
      const page = await client.send({ method: 'GET', path: answer.location, headers: navigationHeaders(jar, '/') });
      jar.store(page.setCookies);
      if (page.status !== 200 || ltik === null) throw new LaunchFailure('page after the launch', page);
      return { session: { authorization: `Bearer ${ltik}`, cookie: jar.header('/me') ?? '' } };
    },
  };
}

export interface BareToolOptions {
  readonly platform: LaunchPlatform;
  readonly databaseUrl: string;
  /** For the log of this one run. */
  readonly folder: string;
}

/** Starts the bare tool, which registers the platform by itself. A login that redirects tells that it has. */
export async function startBareTool(options: BareToolOptions): Promise<ToolUnderLoad> {
  const { platform } = options;
  const port = await findFreePort();
  const origin = `http://localhost:${String(port)}`;
  const login = new URLSearchParams({
    iss: platform.issuer,
    login_hint: '1',
    target_link_uri: `${origin}/`,
    client_id: platform.clientId,
  });
  const server = await startServer({
    name: 'bare ltijs',
    command: ['node', 'server.cjs'],
    folder: bareFolder,
    environment: {
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: options.databaseUrl,
      LTI_KEY: randomBytes(48).toString('base64url'),
      PLATFORM_ISSUER: platform.issuer,
      PLATFORM_CLIENT_ID: platform.clientId,
      PLATFORM_AUTH_URL: platform.authUrl,
      PLATFORM_TOKEN_URL: platform.tokenUrl,
      PLATFORM_JWKS_URL: platform.jwksUrl,
    },
    logFile: join(options.folder, 'bare-ltijs.log'),
    readyWithinMs: 60_000,
    isReady: async () => (await findOptionalStatus(`${origin}/login?${login.toString()}`)) === 302,
  });
  return { profile: createBareProfile(origin), server };
}
