import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig, type Config } from '../../../tool/config.js';
import { createLogger } from '../../../tool/logger.js';
import { createRegistrar, type PlatformEntry, type Registrar } from '../../../tool/lti/registrar.js';
import { createFounding } from '../../../tool/partnership/founding.service.js';
import { startServer } from '../../../tool/server.js';
import { createServices, type Overrides, type Services } from '../../../tool/services.js';
import type { ScratchDatabase } from '../../database.js';
import type { RegistrationDetails, ToolUrls } from '../../platform/types.js';

/** The tool as it runs, on a port of its own, with its log lines kept. */
export interface RunningTool {
  origin: string;
  config: Config;
  services: Services;
  urls: ToolUrls;
  /** Parsed lines of the log since the last `takeLog`. */
  takeLog(): Record<string, unknown>[];
  /** Registers a platform as the operator's command does. */
  register(
    details: RegistrationDetails,
    partnership: string,
    more?: Partial<PlatformEntry>,
  ): Promise<{ kid: string; partnershipId: string; deploymentRef: string }>;
  /** Writes the registry as the operator's command does. */
  registrar(): Registrar;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Over `localhost`, so that the fake platforms on 127.0.0.1 are another site. */
export async function startTool(
  database: ScratchDatabase,
  environment: Record<string, string> = {},
  overrides: Overrides = {},
): Promise<RunningTool> {
  const port = await freePort();
  const config = readConfig({
    NODE_ENV: 'test', PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, DATABASE_URL: database.url, ALLOW_INSECURE_PLATFORMS: 'true',
    RATE_LIMIT_PER_MINUTE: '100000', ...environment,
  }); // prettier-ignore
  let lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const services = await createServices(config, { log, ...overrides });
  const server = await startServer(services);
  const origin = config.publicUrl;
  const registrar = (): Registrar => createRegistrar(services.db, services.registry, services.sealing, services.clock);
  return {
    origin,
    config,
    services,
    urls: { loginUrl: `${origin}/lti/login`, launchUrl: `${origin}/lti/launch`, jwksUrl: `${origin}/lti/keys` },
    takeLog: () => {
      const taken = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      lines = [];
      return taken;
    },
    registrar,
    async register(details, partnership, more = {}) {
      const entry = { tokenAudience: null, frameOrigins: [], practice: false, name: null, ...details, ...more };
      const kid = await registrar().put(entry);
      return services.db.transaction(async (tx) => {
        const { id } = await createFounding(services).ensure(partnership, tx);
        return { kid, partnershipId: id, deploymentRef: await registrar().putDeployment(kid, details.deploymentId, id, tx) };
      });
    },
    close: () => server.close(),
  };
}

/** `GET` or another request of the API with a session. */
export const ask = (tool: RunningTool, session: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(tool.origin + path, {
    ...init,
    headers: { authorization: `Bearer ${session}`, ...(init.headers as Record<string, string> | undefined) },
  });
