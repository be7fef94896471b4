import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toInstant } from '../../../tool/clock.js';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { newId } from '../../../tool/ids.js';
import { createLogger } from '../../../tool/logger.js';
import { scratchMysql, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ownRedis, redisServerWanted } from '../../redis-server.js';
import { mysqlWanted } from '../../servers.js';
import { sure } from '../../sure.js';
import { startMailServer, type MailServer } from '../digest/mail-server.js';
import { makePlacement, northbridgeCode } from './placement-story.js';
import { startTools } from './tool-processes.js';

const tutors = 40;

if (mysqlWanted && redisServerWanted)
  describe('Three processes that start on one MariaDB when e-mails are due', () => {
    let scratch: ScratchDatabase;
    let redis: Awaited<ReturnType<typeof ownRedis>>;
    let mail: MailServer;
    let moodle: Platform;
    let db: Database;

    beforeAll(async () => {
      scratch = await scratchMysql();
      redis = await ownRedis();
      await redis.start();
      mail = await startMailServer();
      const tools = await startTools(1, { DATABASE_URL: scratch.url });
      moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }] });
      await tools.connect(moodle);
      const { placementId } = await makePlacement(moodle, tools.balancer.origin, await northbridgeCode(tools));
      await tools.close();
      db = openDatabase(scratch.url, createLogger('silent'));
      for (let index = 0; index < tutors; index += 1) await insertTutor(placementId, `tutor-${index}@northbridge.example`);
    }, 120_000);
    afterAll(async () => {
      await moodle.close();
      await db.close();
      await redis.remove();
      await mail.close();
      await scratch.drop();
    });

    /** One more tutor of the placement, who reads that a mentor joined it. */
    async function insertTutor(placementId: string, email: string): Promise<void> {
      const [now, personId, identityId] = [toInstant(new Date()), newId(), newId()];
      const [place] = await db.select<{ partnership: string; kid: string }>(
        'SELECT p.partnership_id AS partnership, pl.kid AS kid FROM placement p JOIN platform pl WHERE p.id = :placementId',
        { placementId },
      );
      const { partnership, kid } = sure(place);
      const whose = { partnership_id: partnership, person_id: personId };
      await db.insert('person', { id: personId, partnership_id: partnership, name: 'One more tutor', email, created_at: now });
      await db.insert('identity', { id: identityId, platform_kid: kid, sub: identityId, created_at: now });
      await db.insert('identity_person', { ...whose, identity_id: identityId, joined_at: now });
      await db.insert('role_held', { ...whose, id: newId(), role: 'tutor', placement_id: placementId, started_at: now });
    }

    test.each(['without Redis, so that each of them sweeps', 'with Redis'])(
      'send each once, %s',
      async (how) => {
        const now = toInstant(new Date());
        await db.run('DELETE FROM digest');
        await db.run(
          `INSERT INTO digest (partnership_id, person_id, rhythm, next_at, tries, started_at, changed_at)
         SELECT partnership_id, id, 'weekdays', :now, 0, :now, :now FROM person WHERE email IS NOT NULL`,
          { now },
        );
        const tools = await startTools(3, {
          DATABASE_URL: scratch.url,
          SMTP_URL: mail.url,
          ...(how === 'with Redis' ? { REDIS_URL: redis.url } : {}),
        });
        for (let due = [{}]; due.length > 0; await new Promise((resolve) => setTimeout(resolve, 30)))
          due = await db.select('SELECT person_id FROM digest WHERE next_at = :now', { now });
        // Ends when what was begun is done.
        await tools.close();
        const to = mail.takeMails().map((one) => one.to.join());
        expect(to.filter((one) => one.startsWith('tutor-'))).toHaveLength(tutors);
        expect(to).toHaveLength(new Set(to).size);
        const tried = await db.select<{ count: number }>('SELECT COUNT(*) AS count FROM digest_stop');
        expect(Number(tried[0]?.count)).toBe(to.length);
        await db.run('DELETE FROM digest_stop');
      },
      60_000,
    );
  });
