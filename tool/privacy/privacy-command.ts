import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '../clock.js';
import { configFromProcess } from '../config.js';
import { openDatabase } from '../db/database.js';
import { migrate } from '../db/migrator.js';
import { createLogger } from '../logger.js';
import { createFounding } from '../partnership/founding.service.js';
import { createPeople } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import { tableDeclarations } from '../table-declarations.js';
import { createAudit } from './audit.js';
import { readErasures } from './erasure-log.js';
import { CommandProblem, readPrivacyWords, type PrivacyWords, type Verb } from './privacy-command.words.js';
import { createPrivacy, type Privacy } from './privacy.js';
import { processingDocument } from './processing.js';
import { dayIn } from './retention.rules.js';
import { searchAccounts, searchPeople, type FoundAccount } from './subject.model.js';

interface Bench {
  ground: Ground;
  privacy: Privacy;
  people: ReturnType<typeof createPeople>;
}
/** An object is printed as JSON, a text as it is. */
type Printed = object | string;

const need = (value: string | null, flag: string): string => {
  if (value === null) throw new CommandProblem(`--${flag} is missing.`);
  return value;
};

async function partnershipOf({ ground }: Bench, words: PrivacyWords): Promise<{ id: string; name: string }> {
  const found = await createFounding(ground).findOptional(need(words.partnership, 'partnership'));
  if (!found) throw new CommandProblem('There is no partnership of this name.');
  return found;
}

const accountOf = ({ identityId, contextRef, sub }: FoundAccount): string => identityId ?? `${contextRef ?? ''}/${sub}`;

/** The account that is meant, which still has no person here. */
async function findAccount({ ground }: Bench, partnershipId: string, account: string): Promise<FoundAccount> {
  const all = await searchAccounts(ground.db, partnershipId, '', Number.MAX_SAFE_INTEGER);
  const found = all.find((one) => accountOf(one) === account);
  if (!found) throw new CommandProblem('There is no such account without a role. Ask for it with people --search.');
  return found;
}

/** The person who is meant. Whoever was never given a role becomes one, without a role, so that a copy and an erasure have somebody. */
async function personOf(bench: Bench, words: PrivacyWords, partnershipId: string): Promise<string> {
  if (words.account === null) return need(words.person, 'person');
  const { identityId, contextRef, sub } = await findAccount(bench, partnershipId, words.account);
  const { ground, people } = bench;
  return ground.db.transaction((tx) =>
    identityId === null
      ? people.findPerson({ partnershipId, contextRef }, { sub }, tx)
      : people.ensurePersonOf(partnershipId, identityId, tx),
  );
}

const work: Record<Verb, (bench: Bench, words: PrivacyWords) => Promise<Printed>> = {
  async processing(bench, words) {
    const { id, name } = await partnershipOf(bench, words);
    return processingDocument(await bench.privacy.processing(id), name, dayIn('UTC', bench.ground.clock.now()));
  },
  async people(bench, words) {
    const { id } = await partnershipOf(bench, words);
    const search = need(words.search, 'search');
    const found = await searchPeople(bench.ground.db, id, search, 50);
    const accounts = await searchAccounts(bench.ground.db, id, search, 50);
    const names = await bench.people.namesOf(
      id,
      found.map(({ personId }) => personId),
    );
    return {
      people: found.map((one) => ({ ...one, name: names.get(one.personId)?.name ?? '' })),
      accounts: accounts.map((one) => ({ account: accountOf(one), name: one.name, email: one.email, course: one.course })),
    };
  },
  async export(bench, words) {
    const out = need(words.out, 'out');
    const { id } = await partnershipOf(bench, words);
    const personId = await personOf(bench, words, id);
    await pipeline(await bench.privacy.exports.makeFor(id, personId), createWriteStream(out, { flags: 'wx', mode: 0o600 }));
    return { exported: personId, out };
  },
  async erase(bench, words) {
    const { id } = await partnershipOf(bench, words);
    const { because, reference } = words;
    const then = 'The same command with --confirm erases.';
    if (words.account !== null && !words.confirm) return { wouldErase: await findAccount(bench, id, words.account), then };
    const personId = await personOf(bench, words, id);
    const prepared = await bench.privacy.erasures.prepare({ operatorOf: id }, { personId, because, reference });
    if (!words.confirm) return { wouldErase: prepared, then };
    return { receipt: await bench.privacy.erasures.confirm({ operatorOf: id }, prepared.id) };
  },
  async reapply({ ground, privacy }) {
    const logged = await readErasures(ground.config.dataDir);
    return { logged: logged.length, erasedAgain: await privacy.erasures.reapply(logged) };
  },
  async retention(bench, words) {
    const { id } = await partnershipOf(bench, words);
    if (words.confirm) await bench.privacy.retention.sweep();
    return bench.privacy.retention.dryRun(id);
  },
};

/** `npm run privacy`. @throws CommandProblem for what the operator can put right */
async function run(argv: readonly string[]): Promise<Printed> {
  const words = readPrivacyWords(argv);
  const config = configFromProcess();
  const log = createLogger('silent');
  const db = openDatabase(config.databaseUrl, log);
  try {
    await migrate(db, log);
    const clock = systemClock;
    const ground = { config, clock, log, db, audit: createAudit(db, clock) };
    const people = createPeople(ground);
    return await work[words.verb](
      { ground, people, privacy: createPrivacy({ ground, declarations: tableDeclarations, people, files: [] }) },
      words,
    );
  } finally {
    await db.close();
  }
}

run(process.argv.slice(2)).then(
  (answer) => {
    process.stdout.write(typeof answer === 'string' ? answer : `${JSON.stringify(answer, null, 2)}\n`);
  },
  (error: unknown) => {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
    process.exitCode = 1;
  },
);
