import { systemClock } from '../clock.js';
import { configFromProcess } from '../config.js';
import { openDatabase, type Database } from '../db/database.js';
import { migrate } from '../db/migrator.js';
import { createLogger } from '../logger.js';
import { createPartnership } from '../partnership/partnership.js';
import { createFounding, type Founding } from '../partnership/founding.service.js';
import { openDeliveries } from '../passback/open-deliveries.js';
import { createAudit } from '../privacy/audit.js';
import { CommandProblem, readCommand, type CommandWords } from './platform-command.words.js';
import { createRegistrar, type Registrar } from './registrar.js';
import type { PlatformRow } from './registry.model.js';
import { createRegistry } from './registry.js';
import { createSealing } from './sealing.js';

interface Bench {
  db: Database;
  registrar: Registrar;
  founding: Founding;
  makeCoordinatorCode(partnershipId: string, name: string | null): Promise<{ code: string; expiresAt: string }>;
}

const need = (value: string | null, flag: string): string => {
  if (value === null) throw new CommandProblem(`--${flag} is missing.`);
  return value;
};

async function findPlatform({ registrar }: Bench, words: CommandWords): Promise<PlatformRow> {
  const row = await registrar.find(need(words.issuer, 'issuer'), need(words.clientId, 'client-id'));
  if (!row || row.retired_at !== null) throw new CommandProblem('No platform is registered with this issuer and client.');
  return row;
}

async function findDeployment(bench: Bench, words: CommandWords, kid: string): Promise<{ id: string; deploymentId: string } | null> {
  if (words.deploymentId === null) return null;
  const found = await bench.registrar.deployment(kid, words.deploymentId);
  if (!found) throw new CommandProblem('This platform has no such deployment.');
  return found;
}

async function add(bench: Bench, words: CommandWords): Promise<object> {
  const [issuer, clientId] = [need(words.issuer, 'issuer'), need(words.clientId, 'client-id')];
  const [deploymentId, partnershipName] = [need(words.deploymentId, 'deployment-id'), need(words.partnership, 'partnership')];
  const known = await bench.registrar.find(issuer, clientId);
  if (!known) {
    need(words.authUrl, 'auth-url');
    need(words.tokenUrl, 'token-url');
    need(words.jwksUrl, 'jwks-url');
  }
  const kid = await bench.registrar.put({ ...words, issuer, clientId });
  const { deployment, partnership } = await bench.db.transaction(async (tx) => {
    const founded = await bench.founding.ensure(partnershipName, tx);
    return { partnership: founded, deployment: await bench.registrar.putDeployment(kid, deploymentId, founded.id, tx) };
  });
  return { platform: kid, issuer, clientId, deployment, deploymentId, partnership, added: known ? 'deployment' : 'platform' };
}

async function list({ registrar, founding }: Bench): Promise<object> {
  const names = new Map((await founding.list()).map(({ id, name }) => [id, name]));
  const platforms = (await registrar.list()).map(({ kid, deployments, retiredAt: _retiredAt, ...platform }) => ({
    platform: kid,
    ...platform,
    deployments: deployments.map(({ id, deploymentId, suspendedAt, partnershipIds }) => ({
      deployment: id,
      deploymentId,
      suspendedAt,
      partnerships: partnershipIds.map((partnershipId) => ({ id: partnershipId, name: names.get(partnershipId) ?? '' })),
    })),
  }));
  return { platforms, partnerships: [...names].map(([id, name]) => ({ id, name })) };
}

async function setActive(bench: Bench, words: CommandWords, active: boolean): Promise<object> {
  const { kid } = await findPlatform(bench, words);
  const deployment = await findDeployment(bench, words, kid);
  if (deployment) await bench.registrar.setDeploymentActive(deployment.id, active);
  else await bench.registrar.setActive(kid, active);
  return { platform: kid, deploymentId: deployment?.deploymentId ?? null, active };
}

async function remove(bench: Bench, words: CommandWords): Promise<object> {
  const { kid } = await findPlatform(bench, words);
  const deployment = await findDeployment(bench, words, kid);
  const open = await openDeliveries(bench.db, kid, deployment?.id ?? null);
  if (open > 0)
    throw new CommandProblem(`${open} deliveries to its gradebook are open. Wait until they are sent, or take them back, then remove it.`);
  if (deployment) await bench.registrar.retireDeployment(deployment.id);
  else await bench.registrar.retire(kid);
  return { platform: kid, deploymentId: deployment?.deploymentId ?? null, removed: true };
}

async function coordinator(bench: Bench, words: CommandWords): Promise<object> {
  const name = need(words.partnership, 'partnership');
  const partnership = await bench.founding.findOptional(name);
  if (!partnership) throw new CommandProblem('There is no partnership of this name; "add" makes one.');
  const { code, expiresAt } = await bench.makeCoordinatorCode(partnership.id, words.name);
  return { code, expiresAt, partnership };
}

const work: Record<CommandWords['verb'], (bench: Bench, words: CommandWords) => Promise<object>> = {
  add,
  list,
  suspend: (bench, words) => setActive(bench, words, false),
  resume: (bench, words) => setActive(bench, words, true),
  remove,
  coordinator,
};

/** `npm run platform`: @returns what is printed as JSON. @throws CommandProblem for what the operator can put right */
async function run(argv: readonly string[]): Promise<object> {
  const config = configFromProcess();
  const words = readCommand(argv, config.allowInsecurePlatforms);
  const log = createLogger('silent');
  const db = openDatabase(config.databaseUrl, log);
  try {
    await migrate(db, log);
    const clock = systemClock;
    const registry = createRegistry(db, createSealing(config.secretKeys), clock, 0);
    const ground = { config, clock, log, db, audit: createAudit(db, clock) };
    const { makeCoordinatorCode } = createPartnership({
      ground,
      readRoster: () => Promise.reject(new Error('The command reads no roster.')),
    });
    return await work[words.verb](
      { db, registrar: createRegistrar(db, registry, clock), founding: createFounding(ground), makeCoordinatorCode },
      words,
    );
  } finally {
    await db.close();
  }
}

run(process.argv.slice(2)).then(
  (answer) => {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  },
  (error: unknown) => {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
    process.exitCode = 1;
  },
);
