import { endSessionsFrom } from '../access/platform-sessions.js';
import { instantNow, systemClock } from '../clock.js';
import { checkFromServer } from '../connection/connection-command.js';
import { configFromProcess } from '../config.js';
import { openDatabase } from '../db/database.js';
import { migrate } from '../db/migrator.js';
import { createLogger } from '../logger.js';
import { createPartnership } from '../partnership/partnership.js';
import { createFounding } from '../partnership/founding.service.js';
import { openDeliveries } from '../passback/open-deliveries.js';
import { createAudit } from '../privacy/audit.js';
import { createInvitations } from './invitations.js';
import { auditFor, findDeployment, findPlatform, need, type Bench } from './platform-command-bench.js';
import { retireKey, rotateKey } from './platform-command-keys.js';
import { decide, invite } from './platform-command-registration.js';
import { replace } from './platform-command-replace.js';
import { CommandProblem, readCommand, type CommandWords } from './platform-command.words.js';
import { createRegistrar } from './registrar.js';
import { createApprovals } from './registration-approval.js';
import { createScopeRecord } from './scope-record.js';
import { createRegistry } from './registry.js';
import { createSealing } from './sealing.js';

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
    const ref = await bench.registrar.putDeployment(kid, deploymentId, founded.id, tx);
    await bench.audit.record({ action: 'platform.added', partnershipId: founded.id, objectKind: 'platform', objectId: kid }, tx);
    return { partnership: founded, deployment: ref };
  });
  return { platform: kid, issuer, clientId, deployment, deploymentId, partnership, added: known ? 'deployment' : 'platform' };
}

async function list({ registrar, founding, approvals }: Bench): Promise<object> {
  const names = new Map((await founding.list()).map(({ id, name }) => [id, name]));
  const named = (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? '' });
  const platforms = [];
  for (const { kid, deployments, retiredAt: _retiredAt, ...platform } of await registrar.list()) {
    const registered = await approvals.find(kid);
    platforms.push({
      platform: kid,
      ...platform,
      waitsForApproval: platform.pending ?? false,
      registeredFor: registered ? named(registered.partnershipId) : null,
      scopesMissing: await approvals.missing(kid),
      keys: (await registrar.keys(kid)).map((key) => ({
        key: key.kid,
        signsFrom: key.signs_from ?? key.created_at,
        retiredAt: key.retired_at,
      })),
      deployments: deployments.map(({ id, deploymentId, suspendedAt, partnershipIds, pending }) => ({
        deployment: id,
        deploymentId,
        suspendedAt,
        waitsForApproval: pending ?? false,
        partnerships: partnershipIds.map(named),
      })),
    });
  }
  return { platforms, partnerships: [...names].map(([id, name]) => ({ id, name })) };
}

/** Whoever came from there comes again by their course; what waits to be sent goes on waiting and goes out after `resume`. */
async function setActive(bench: Bench, words: CommandWords, active: boolean): Promise<object> {
  const { kid, pending_at: pendingAt } = await findPlatform(bench, words);
  if (pendingAt !== null) throw new CommandProblem('This platform waits for approval: use "approve" or "reject".');
  const deployment = await findDeployment(bench, words, kid);
  if (deployment?.pending) throw new CommandProblem('This deployment waits for approval: use "approve" or "reject".');
  const sessionsEnded = await bench.db.transaction(async (tx) => {
    const ref = deployment?.id ?? null;
    await (active ? bench.registrar.resume(kid, ref, tx) : bench.registrar.suspend(kid, ref, tx));
    await auditFor(bench, kid, active ? 'platform.resumed' : 'platform.suspended', tx);
    // At resuming too: another process may have begun one in the moment before it heard of the suspension.
    return endSessionsFrom(bench.db, kid, ref, instantNow(bench.clock), tx);
  });
  return { platform: kid, deploymentId: deployment?.deploymentId ?? null, active, sessionsEnded };
}

async function remove(bench: Bench, words: CommandWords): Promise<object> {
  const { kid } = await findPlatform(bench, words);
  const deployment = await findDeployment(bench, words, kid);
  const open = await openDeliveries(bench.db, kid, deployment?.id ?? null);
  if (open > 0)
    throw new CommandProblem(`${open} deliveries to its gradebook are open. Wait until they are sent, or take them back, then remove it.`);
  await bench.db.transaction(async (tx) => {
    await auditFor(bench, kid, 'platform.removed', tx);
    // Ended and not only shut out: `add` opens the platform again, and none of them may come back with it.
    await endSessionsFrom(bench.db, kid, deployment?.id ?? null, instantNow(bench.clock), tx);
    await (deployment ? bench.registrar.retireDeployment(deployment.id, tx) : bench.registrar.retire(kid, tx));
  });
  return { platform: kid, deploymentId: deployment?.deploymentId ?? null, removed: true };
}

async function coordinator(bench: Bench, words: CommandWords): Promise<object> {
  const name = need(words.partnership, 'partnership');
  const partnership = await bench.founding.findOptional(name);
  if (!partnership) throw new CommandProblem('There is no partnership of this name; "add" makes one.');
  const { code, expiresAt } = await bench.makeCoordinatorCode(partnership.id, words.name);
  return { code, expiresAt, partnership };
}

/** The lines of *Check the connection*, for one deployment or all of a platform. */
async function check(bench: Bench, words: CommandWords): Promise<object> {
  const { kid } = await findPlatform(bench, words);
  const asked = await findDeployment(bench, words, kid);
  const listed = (await bench.registrar.list()).find((one) => one.kid === kid)?.deployments ?? [];
  const checks: object[] = [];
  for (const { id, deploymentId, partnershipIds } of listed.filter((one) => asked === null || one.id === asked.id)) {
    for (const partnership of partnershipIds) {
      const lines = await bench.checkDeployment(partnership, id);
      checks.push({ deploymentId, partnership, lines: lines ?? 'A check of this deployment goes on. Try again in half a minute.' });
    }
  }
  return { platform: kid, checks };
}

const work: Record<CommandWords['verb'], (bench: Bench, words: CommandWords) => Promise<object>> = {
  add,
  list,
  suspend: (bench, words) => setActive(bench, words, false),
  resume: (bench, words) => setActive(bench, words, true),
  remove,
  coordinator,
  invite,
  approve: (bench, words) => decide(bench, words, true),
  reject: (bench, words) => decide(bench, words, false),
  'rotate-key': rotateKey,
  'retire-key': retireKey,
  replace,
  check,
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
    const sealing = createSealing(config.secretKeys);
    const registry = createRegistry(db, sealing, clock, 0);
    const registrar = createRegistrar(db, registry, sealing, clock);
    const ground = { config, clock, log, db, audit: createAudit(db, clock) };
    const { makeCoordinatorCode } = createPartnership({
      ground,
      readRoster: () => Promise.reject(new Error('The command reads no roster.')),
    });
    return await work[words.verb](
      {
        ...ground,
        registrar,
        founding: createFounding(ground),
        makeCoordinatorCode,
        invitations: createInvitations(db, clock),
        approvals: createApprovals({ db, clock, registrar, scopes: createScopeRecord(db, clock, log) }),
        origin: config.publicUrl,
        checkDeployment: (...asked) => checkFromServer({ ground, keys: registry }, ...asked),
      },
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
