import { configFromProcess, ConfigError } from './config.js';
import { isDatabaseAway } from './db/database.js';
import { Problem } from './errors.js';
import { createLogger } from './logger.js';
import { startServer } from './server.js';
import { createServices } from './services.js';

/** A failed start says why in one line; the stack of a wrong setting helps nobody. */
function oneLine(error: unknown): string {
  const fault = error instanceof Problem && error.cause !== undefined ? error.cause : error;
  const message = (fault instanceof Error ? fault.message : String(fault)).replace(/\s+/g, ' ').trim();
  if ((fault as { code?: string }).code === 'EADDRINUSE') return 'PORT is in use by another program.';
  return isDatabaseAway(fault) ? `the database of DATABASE_URL does not answer (${message})` : message;
}

async function main(): Promise<void> {
  const config = configFromProcess();
  const log = createLogger(config.logLevel);
  const services = await createServices(config, { log });
  if (await services.registry.holdsPractice()) {
    await services.close();
    throw new ConfigError(
      'This database holds practice platforms, with keys anybody may have. Use it with "npm start", or give DATABASE_URL another one.',
    );
  }
  const server = await startServer(services).catch(async (error: unknown) => {
    await services.close();
    throw error;
  });
  log.info({ port: server.port, url: config.publicUrl, build: services.assets.build }, 'listening');
  const stop = (): void => {
    log.info('stopping');
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`Critical Friend did not start: ${oneLine(error)}\n`);
  process.exit(1);
});
