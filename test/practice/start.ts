import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { MovableClock } from '../../tool/clock.js';
import { readConfig } from '../../tool/config.js';
import { createLogger } from '../../tool/logger.js';
import { startServer } from '../../tool/server.js';
import { createServices } from '../../tool/services.js';
import { startPractice } from '../platform/practice.js';
import type { Platform } from '../platform/platform.js';
import { tellStory } from './story.js';

/**
 * `npm start`: the tool and, on another host name so that its frame is cross-site as in a real course, the practice LMS with both
 * platforms, the demonstration story, and one address to open. Everything lies in `var/`; delete it to begin again.
 */
async function start(env: NodeJS.ProcessEnv): Promise<void> {
  if (env['NODE_ENV'] === 'production')
    throw new Error('Practice signs anybody in, so it does not run with NODE_ENV=production. Use "npm run serve".');
  const folder = path.resolve('var');
  mkdirSync(folder, { recursive: true });
  const files = {
    database: path.join(folder, 'practice.sqlite'),
    lms: path.join(folder, 'practice-lms.json'),
    told: path.join(folder, 'practice.ready'),
  };
  const isNew = !existsSync(files.told);
  // A story that was interrupted half-way is told again from the beginning.
  if (isNew)
    for (const file of [files.database, `${files.database}-wal`, `${files.database}-shm`, files.lms]) rmSync(file, { force: true });

  const config = {
    ...readConfig({
      PORT: env['PORT'],
      SESSION_IDLE_MINUTES: env['SESSION_IDLE_MINUTES'],
      SMTP_URL: env['SMTP_URL'],
      LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn',
      NODE_ENV: 'development',
    }),
    databaseUrl: `sqlite:${files.database}`,
    dataDir: path.join(folder, 'practice-files'),
    allowInsecurePlatforms: true,
    rateLimitPerMinute: 100_000,
  };
  const toolUrl = config.publicUrl;
  const clock = new MovableClock();
  const practicePort = Number(env['PRACTICE_PORT'] ?? 3100);
  const { university, school } = await startPractice(
    { stateDir: folder, tool: { loginUrl: `${toolUrl}/lti/login`, launchUrl: `${toolUrl}/lti/launch`, jwksUrl: `${toolUrl}/lti/keys` } },
    { PLATFORM_PORT: String(practicePort) },
    () => clock.now(),
  );
  const operate = operator({ DATABASE_URL: config.databaseUrl, PUBLIC_URL: toolUrl, ALLOW_INSECURE_PLATFORMS: 'true', LOG_LEVEL: 'warn' });
  if (isNew) {
    process.stdout.write('Telling the demonstration story (once, under a minute) …\n');
    await operate('add', ...registrationFlags(university, 'Northbridge Moodle'));
    await operate('add', ...registrationFlags(school, 'Harbour Schools Canvas'));
  }
  const services = await createServices(config, { clock, log: createLogger(config.logLevel) });
  const server = await startServer(services, '127.0.0.1');
  if (isNew) {
    await tellStory({
      university,
      school,
      toolUrl,
      clock,
      coordinatorCode: async () => (await operate('coordinator', '--partnership', partnership))['code'] as string,
      gradesSettled: () => settled(services.db),
    });
    writeFileSync(files.told, new Date().toISOString());
  }
  process.stdout.write(`\n  Practice is ready. Open  ${university.origin}\n\n`);
  const stop = (): void => {
    void Promise.all([server.close(), university.close(), school.close()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

const partnership = 'Northbridge University';

/** `npm run platform`, as an operator would use it. */
const operator =
  (env: Record<string, string>) =>
  async (...words: string[]): Promise<Record<string, unknown>> => {
    const command = path.resolve('dist/tool/platform.js');
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...words], { env: { PATH: process.env['PATH'], ...env } });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

function registrationFlags({ registration, origin }: Platform, name: string): string[] {
  const { issuer, clientId, deploymentId, authUrl, tokenUrl, jwksUrl } = registration;
  return [
    ...['--issuer', issuer, '--client-id', clientId, '--deployment-id', deploymentId],
    ...['--auth-url', authUrl, '--token-url', tokenUrl, '--jwks-url', jwksUrl, '--frame-origin', origin],
    ...['--name', name, '--partnership', partnership, '--practice'],
  ];
}

async function settled(db: Awaited<ReturnType<typeof createServices>>['db']): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const [row] = await db.select<{ open: number }>("SELECT COUNT(*) AS open FROM score_outbox WHERE state IN ('waiting', 'sending')");
    if (Number(row?.open) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

start(process.env).catch((error: unknown) => {
  process.stderr.write(`Practice did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
