// Stores the database of a finished stage of the schema: npx tsx test/stored/make-stored.ts <name>. Needs MariaDB, as the bench does.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { argv } from 'node:process';
import { MovableClock } from '../../tool/clock.js';
import { newId } from '../../tool/ids.js';
import { createPartnership } from '../../tool/partnership/partnership.js';
import { startTool } from '../integration/lti/tool-kit.js';
import { createScratchDatabase, dialects } from '../load/scratch-database.js';
import type { Platform } from '../platform/platform.js';
import { startPractice } from '../platform/practice.js';
import { tellStory } from '../practice/story.js';
import { openPage } from '../practice/story-teller.js';
import { dumpSql } from './sql-dump.js';

const partnership = 'Northbridge Partnership';

/** What the story leaves out and a database has: scores in a gradebook, a choice of what it shows, a view beside a record. */
async function afterwards(university: Platform, toolUrl: string): Promise<void> {
  const tutor = await openPage(university, '5', '1', toolUrl);
  const policy = {
    shows: 'everything',
    sends: 'running_count',
    requiredCount: 6,
    kinds: [],
    countsPlacements: 'each',
    fromOn: null,
    untilOn: null,
  };
  await tutor.put('/api/links/current/policy', policy, 0);
  const trainee = await openPage(university, '3', '1', toolUrl);
  const { placements } = await trainee.get<{ placements: { id: string }[] }>('/api/placements');
  const { observations } = await trainee.get<{ observations: { id: string; state: string }[] }>(
    `/api/placements/${placements[0]?.id}/observations`,
  );
  const read = observations.find(({ state }) => state === 'read');
  await trainee.put(`/api/observations/${read?.id}/remarks/${newId()}`, {
    kind: 'differs',
    body: 'Seat 4 was thinking, I had asked them to wait.',
  });
}

/** The practice story on one dialect, told by real launches, as `npm start` tells it. */
async function tellOn(dialect: (typeof dialects)[number]): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-stored-'));
  const made = await createScratchDatabase(dialect, 'stored', folder);
  const scratch = { ...made, dialect: dialect === 'sqlite' ? ('sqlite' as const) : ('mysql' as const) };
  const clock = new MovableClock();
  const tool = await startTool(scratch, {}, { clock });
  const platforms = await startPractice({ tool: tool.urls }, { PLATFORM_PORT: '0' }, () => clock.now());
  const { university, school } = platforms;
  const { partnershipId } = await tool.register(university.registration, partnership, { name: 'Northbridge Moodle' });
  await tool.register(school.registration, partnership, { name: 'Harbour Schools Canvas' });
  const { db } = tool.services;
  const gradesSettled = async (): Promise<void> => {
    for (;;) {
      const [row] = await db.select<{ open: number }>("SELECT COUNT(*) AS open FROM score_outbox WHERE state IN ('waiting', 'sending')");
      if (Number(row?.open) === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const founders = createPartnership({ ground: tool.services, readRoster: () => Promise.reject(new Error('reads no roster')) });
  await tellStory({
    university,
    school,
    toolUrl: tool.origin,
    clock,
    coordinatorCode: async () => (await founders.makeCoordinatorCode(partnershipId, null)).code,
    gradesSettled,
  });
  await afterwards(university, tool.origin);
  await gradesSettled();
  await Promise.all([university.close(), school.close()]);
  const dump = await dumpSql(db);
  await tool.close();
  await scratch.drop();
  rmSync(folder, { recursive: true, force: true });
  return dump;
}

const name = argv[2];
if (name === undefined || !/^[a-z][a-z-]*$/.test(name)) throw new Error('Give the name of what is stored: make-stored.ts foundation');
for (const dialect of dialects) {
  const file = path.join(import.meta.dirname, `${name}.${dialect}.sql.gz`);
  writeFileSync(file, await tellOn(dialect));
  console.log(file);
}
