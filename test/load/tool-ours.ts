import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LaunchPlatform } from './launch-platform.js';
import { createEnvironment, findFreePort, findOptionalStatus, startServer } from './server-process.js';
import { LaunchFailure, type ToolProfile } from './tool-profile.js';
import { repositoryFolder, type ToolUnderLoad } from './tool-under-load.js';

/** How an operator starts the built tool, and registers a platform with it. Both run in the root of the repository. */
const serveCommand = ['node', 'dist/tool/main.js'] as const;
const registerCommand = ['npm', 'run', '--silent', 'platform', '--', 'add'] as const;

const run = promisify(execFile);

const launchData = /<script type="application\/json" id="launch">([^<]*)<\/script>/;

/** Where our tool answers, whatever it runs on. */
export function createOurProfile(origin: string): ToolProfile {
  return {
    name: 'ours',
    origin,
    loginPath: '/lti/login',
    launchPath: '/lti/launch',
    mePath: '/api/me',
    finish(answer) {
      const data = launchData.exec(answer.text)?.[1];
      if (answer.status !== 200 || data === undefined) throw new LaunchFailure('launch', answer);
      const { session } = JSON.parse(data) as { session?: unknown };
      if (typeof session !== 'string' || session === '') throw new LaunchFailure('launch', answer);
      return Promise.resolve({ session: { authorization: `Bearer ${session}` } });
    },
  };
}

export interface OurToolOptions {
  readonly platform: LaunchPlatform;
  readonly databaseUrl: string;
  /** For the log and the files of this one run. */
  readonly folder: string;
  /** Over the settings of the bench. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Serves the built tool as an operator does, with its log in a file, and registers the platform. */
export async function startOurTool(options: OurToolOptions): Promise<ToolUnderLoad> {
  const entry = serveCommand[1];
  if (!existsSync(join(repositoryFolder, entry))) throw new Error(`${entry} is missing: run "npm run build" first`);

  const { platform } = options;
  const port = await findFreePort();
  const origin = `http://localhost:${String(port)}`;
  const dataFolder = join(options.folder, 'data');
  mkdirSync(dataFolder, { recursive: true });
  const environment = {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: origin,
    DATABASE_URL: options.databaseUrl,
    DATA_DIR: dataFolder,
    SECRET_KEY: randomBytes(48).toString('base64url'),
    ALLOW_INSECURE_PLATFORMS: 'true',
    RATE_LIMIT_PER_MINUTE: '100000000',
    LOG_LEVEL: 'info',
    ...options.environment,
  };
  const server = await startServer({
    name: 'our tool',
    command: serveCommand,
    folder: repositoryFolder,
    environment,
    logFile: join(options.folder, 'ours.log'),
    readyWithinMs: 60_000,
    isReady: async () => (await findOptionalStatus(`${origin}/health/ready`)) === 200,
  });

  const [program, ...words] = registerCommand;
  const registration = {
    issuer: platform.issuer,
    'client-id': platform.clientId,
    'deployment-id': platform.deploymentId,
    'auth-url': platform.authUrl,
    'token-url': platform.tokenUrl,
    'jwks-url': platform.jwksUrl,
    'frame-origin': platform.issuer,
    name: 'Bench platform',
    partnership: 'Bench partnership',
  };
  try {
    const { stdout } = await run(program, [...words, ...Object.entries(registration).flatMap(([key, value]) => [`--${key}`, value])], {
      cwd: repositoryFolder,
      env: createEnvironment(environment),
    });
    JSON.parse(stdout);
  } catch (error) {
    await server.stop();
    throw new Error('our tool did not register the platform', { cause: error });
  }
  return { profile: createOurProfile(origin), server };
}
