import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import type { DigestAnswer, Rhythm } from '../../../tool/digest/digest.shared.js';
import type { HomeAnswer } from '../../../tool/home/home.shared.js';
import { eachDialect, scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { ask, buildHouse, launchAs, me, must, type House } from '../access/house.js';
import { makeObservation } from '../access/observations.js';
import { freePort, startTool, type RunningTool } from '../lti/tool-kit.js';
import { readMail, startMailServer, type MailServer, type ReceivedMail } from './mail-server.js';

type Part = 'trainee' | 'mentor' | 'tutor' | 'coordinator';
const stopIn = (mail: ReceivedMail): string => sure(/https?:\/\/[^>]*\/digest\/stop\/[\w-]{43}/.exec(mail.raw)?.[0]);

eachDialect('The e-mail about what waits', (open) => {
  let scratch: ScratchDatabase;
  let mail: MailServer;
  let tool: RunningTool;
  let house: House;
  let traineeId: string;
  const clock = new MovableClock();

  beforeAll(async () => {
    // A Thursday, an hour before seven.
    clock.setTo(new Date('2026-11-12T06:00:00Z'));
    scratch = await open();
    mail = await startMailServer();
    tool = await startTool(scratch, { SMTP_URL: mail.url }, { clock });
    // The tests say when it is time.
    await tool.services.queue.close();
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership', () => clock.now());
    await makeObservation(house, 'signed');
    traineeId = sure((await me(house, house.bearer.trainee)).personId);
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await mail.close();
    await scratch.drop();
  });
  beforeEach(async () => {
    clock.setTo(new Date('2026-11-12T06:00:00Z'));
    mail.mood = 'taken';
    mail.takeMails();
    const { db } = tool.services;
    await db.run('DELETE FROM digest_stop');
    await db.run('DELETE FROM digest');
  });

  const choose = async (part: Part, rhythm: Rhythm): Promise<DigestAnswer> =>
    must<DigestAnswer>(tool, await launchAs(house, part), 'PUT', { path: '/api/digest', body: { rhythm } });
  const read = async (part: Part): Promise<DigestAnswer> =>
    must<DigestAnswer>(tool, await launchAs(house, part), 'GET', { path: '/api/digest' });
  const sweepAt = async (instant: string): Promise<ReceivedMail[]> => {
    clock.setTo(new Date(instant));
    await sure(tool.services.digest.sending).sweep();
    return mail.takeMails();
  };
  const audited = async (): Promise<string[]> =>
    (
      await tool.services.db.select<{ action: string; detail: string; sessionId: string | null; identityId: string | null }>(
        // Ids are in the order in which rows were made; the clock is moved back and forth.
        `SELECT action, detail, session_id AS sessionId, identity_id AS identityId FROM audit_event
          WHERE action LIKE 'digest.%' ORDER BY id`,
      )
    ).map((row) => `${row.action} ${row.detail}${row.sessionId === null && row.identityId === null ? ', nobody signed in' : ''}`);
  const rows = (): Promise<object[]> => tool.services.db.select('SELECT person_id FROM digest UNION ALL SELECT person_id FROM digest_stop');

  test('is off until somebody asks for it, and shows them their own address', async () => {
    expect(await read('trainee')).toEqual({ rhythm: 'never', sends: true, address: 'trainee@northbridge.example', trouble: null });
    expect(await sweepAt('2026-11-12T07:00:00Z')).toEqual([]);
  });

  test('goes once on the morning it was asked for, not a minute before seven, and not again that day', async () => {
    expect(await choose('trainee', 'weekdays')).toMatchObject({ rhythm: 'weekdays' });
    expect(await sweepAt('2026-11-12T06:59:59Z')).toEqual([]);
    const [first, ...more] = await sweepAt('2026-11-12T07:00:00Z');
    expect([first?.to, more]).toEqual([['trainee@northbridge.example'], []]);
    for (const later of ['2026-11-12T07:01:00Z', '2026-11-12T12:00:00Z', '2026-11-13T06:59:00Z']) expect(await sweepAt(later)).toEqual([]);
    expect(await sweepAt('2026-11-13T07:03:00Z')).toHaveLength(1);
    for (const weekend of ['2026-11-14T07:00:00Z', '2026-11-15T07:00:00Z']) expect(await sweepAt(weekend)).toEqual([]);
    expect(await sweepAt('2026-11-16T07:00:00Z')).toHaveLength(1);
  });

  test('goes on Mondays only, where that was asked for', async () => {
    await choose('trainee', 'mondays');
    for (const day of [12, 13, 14, 15]) expect(await sweepAt(`2026-11-${day}T07:00:00Z`)).toEqual([]);
    expect(await sweepAt('2026-11-16T07:00:00Z')).toHaveLength(1);
  });

  test('goes at seven where the school is', async () => {
    const { db } = tool.services;
    await db.run("UPDATE school SET time_zone = 'America/New_York'");
    await choose('trainee', 'weekdays');
    expect(await sweepAt('2026-11-12T11:59:00Z')).toEqual([]);
    expect(await sweepAt('2026-11-12T12:00:00Z')).toHaveLength(1);
    await db.run('UPDATE school SET time_zone = NULL');
  });

  test('says how many things wait and where to see them, and no name and no sentence of the list', async () => {
    await choose('trainee', 'weekdays');
    const [sent] = await sweepAt('2026-11-12T07:00:00Z');
    const { waiting } = await must<HomeAnswer>(tool, await launchAs(house, 'trainee'), 'GET', { path: '/api/home' });
    expect(waiting.length).toBeGreaterThan(1);
    const { headers, text } = readMail(sure(sent));
    expect(headers.get('subject')).toEqual([`Critical Friend: ${waiting.length} things wait for you`]);
    expect(headers.get('content-type')).toEqual(['text/plain; charset=utf-8']);
    expect(text).toContain(`${waiting.length} things wait for you.\n\nOpen Critical Friend in Moodle to see what.`);
    const { db } = tool.services;
    const named = await db.select<{ name: string }>(
      `SELECT name FROM person UNION SELECT given_name FROM person UNION SELECT name FROM identity UNION SELECT name FROM school UNION SELECT name FROM partnership
       UNION SELECT name FROM platform UNION SELECT title FROM context UNION SELECT title FROM resource_link UNION SELECT student_number FROM person`,
    );
    // The tool's own name is what an activity is called, too.
    const words = [
      ...named.map((one) => one.name),
      ...waiting.flatMap((item) => [item.sentence, item.href, item.about?.name, item.due?.at]),
    ].filter((word) => word != null && word !== '' && word !== 'Critical Friend');
    const all = `${sure(sent).raw.replace(/^To: .*$/m, '')}\n${text}`.toLowerCase();
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter((word) => all.includes(String(word).toLowerCase()))).toEqual([]);
  });

  test('does not go where nothing waits', async () => {
    await choose('mentor', 'weekdays');
    const { waiting } = await must<HomeAnswer>(tool, await launchAs(house, 'mentor'), 'GET', { path: '/api/home' });
    expect(waiting).toEqual([]);
    expect(await sweepAt('2026-11-12T07:00:00Z')).toEqual([]);
    expect(await read('mentor')).toMatchObject({ rhythm: 'weekdays', trouble: null });
  });

  test('is stopped by its link without a session, by a press and not by a look, and a second press is the same as one', async () => {
    await choose('trainee', 'weekdays');
    const [sent] = await sweepAt('2026-11-12T07:00:00Z');
    const address = stopIn(sure(sent));
    expect(readMail(sure(sent)).headers.get('list-unsubscribe')).toEqual([`<${address}>`]);
    const before = (await audited()).length;
    for (const method of ['GET', 'HEAD']) expect((await fetch(address, { method })).status).toBe(200);
    expect(await read('trainee')).toMatchObject({ rhythm: 'weekdays' });
    const texts = [];
    for (let press = 0; press < 2; press += 1) {
      const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
      texts.push(await answer.text());
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
    }
    const unknown = await fetch(`${tool.origin}/digest/stop/nobody-was-sent-this`, { method: 'POST' });
    expect([unknown.status, await unknown.text(), texts[1]]).toEqual([200, texts[0], texts[0]]);
    expect(await read('trainee')).toMatchObject({ rhythm: 'never', trouble: null });
    expect(await rows()).toEqual([]);
    expect((await audited()).slice(before)).toEqual(['digest.stopped by the link of an e-mail, nobody signed in']);
    expect(await sweepAt('2026-11-13T07:00:00Z')).toEqual([]);
  });

  test('can be stopped by the link of an older one too, and what is stopped opens nothing', async () => {
    await choose('trainee', 'weekdays');
    const [first] = await sweepAt('2026-11-12T07:00:00Z');
    await sweepAt('2026-11-13T07:00:00Z');
    const token = sure(stopIn(sure(first)).split('/').pop());
    expect((await ask(tool, token, 'GET', { path: '/api/me' })).status).toBe(401);
    const stored = await tool.services.db.select<{ token_hash: string }>('SELECT token_hash FROM digest_stop');
    expect([stored.length, JSON.stringify(stored).includes(token)]).toEqual([2, false]);
    await fetch(stopIn(sure(first)), { method: 'POST' });
    expect(await rows()).toEqual([]);
    const log = JSON.stringify(tool.takeLog());
    expect([log.includes(token), log.includes('digest/stop'), log.includes('@')]).toEqual([false, false, false]);
  });

  test('leaves one row in the audit trail when it begins, changes and ends, whoever presses twice', async () => {
    const before = (await audited()).length;
    for (const rhythm of ['weekdays', 'weekdays', 'mondays', 'never', 'never'] as const) await choose('trainee', rhythm);
    expect((await audited()).slice(before)).toEqual(['digest.started weekdays', 'digest.started mondays', 'digest.stopped on the page']);
    expect(await rows()).toEqual([]);
  });

  test('goes to nobody whose roles have ended, and nothing of it is kept', async () => {
    await choose('trainee', 'weekdays');
    await sweepAt('2026-11-12T07:00:00Z');
    const { db } = tool.services;
    const before = (await audited()).length;
    await db.run('UPDATE role_held SET ended_at = :at WHERE person_id = :traineeId', { at: '2026-11-12T08:00:00.000Z', traineeId });
    expect(await sweepAt('2026-11-13T07:00:00Z')).toEqual([]);
    expect(await rows()).toEqual([]);
    expect((await audited()).slice(before)).toEqual(['digest.stopped no role any more, nobody signed in']);
    for (const method of ['GET', 'PUT']) {
      const body = method === 'PUT' ? { body: { rhythm: 'weekdays' } } : {};
      expect((await ask(tool, await launchAs(house, 'trainee'), method, { path: '/api/digest', ...body })).status).toBe(404);
    }
    await db.run('UPDATE role_held SET ended_at = NULL WHERE person_id = :traineeId', { traineeId });
  });

  test('does not go while the platform is suspended, and goes again afterwards', async () => {
    await choose('trainee', 'weekdays');
    const { db } = tool.services;
    await db.run('UPDATE platform SET active = 0');
    expect(await sweepAt('2026-11-12T07:00:00Z')).toEqual([]);
    await db.run('UPDATE platform SET active = 1');
    expect(await sweepAt('2026-11-13T07:00:00Z')).toHaveLength(1);
  });

  test('is tried four times in a morning while the server does not take it; then the person is told, and the next one clears it', async () => {
    await choose('trainee', 'weekdays');
    mail.mood = { recipient: 450, says: '4.2.1 busy' };
    const tried: string[] = [];
    for (let minute = 0; minute < 6 * 60; minute += 5) {
      const at = new Date(Date.parse('2026-11-12T07:00:00Z') + minute * 60_000).toISOString();
      expect(await sweepAt(at)).toEqual([]);
      if (tool.takeLog().some((line) => line['outcome'] === 'later')) tried.push(at.slice(11, 16));
    }
    expect(tried).toEqual(['07:00', '07:15', '08:15', '11:15']);
    expect(await read('trainee')).toMatchObject({ rhythm: 'weekdays', trouble: { what: 'unsent', on: '2026-11-12' } });
    mail.mood = 'taken';
    expect(await sweepAt('2026-11-13T07:00:00Z')).toHaveLength(1);
    expect(await read('trainee')).toMatchObject({ trouble: null });
  });

  test('that could not leave at seven leaves once when the server is back', async () => {
    await choose('trainee', 'weekdays');
    mail.mood = { recipient: 450, says: '4.2.1 busy' };
    await sweepAt('2026-11-12T07:00:00Z');
    mail.mood = 'taken';
    expect(await sweepAt('2026-11-12T07:14:00Z')).toEqual([]);
    expect(await sweepAt('2026-11-12T07:15:00Z')).toHaveLength(1);
    for (const later of ['2026-11-12T08:15:00Z', '2026-11-12T11:15:00Z']) expect(await sweepAt(later)).toEqual([]);
  });

  test('that nobody could send all day is not sent the day after, and the person is told', async () => {
    await choose('trainee', 'mondays');
    expect(await sweepAt('2026-11-17T09:00:00Z')).toEqual([]);
    expect(await read('trainee')).toMatchObject({ rhythm: 'mondays', trouble: { what: 'unsent', on: '2026-11-16' } });
  });

  test('is not tried again where the server may have taken it', async () => {
    await choose('trainee', 'weekdays');
    mail.mood = 'gone after the text';
    expect(await sweepAt('2026-11-12T07:00:00Z')).toHaveLength(1);
    mail.mood = 'taken';
    for (const later of ['2026-11-12T07:15:00Z', '2026-11-12T12:00:00Z']) expect(await sweepAt(later)).toEqual([]);
    expect(await read('trainee')).toMatchObject({ trouble: { what: 'uncertain', on: '2026-11-12' } });
  });

  test('stops where nobody has the address, says so, and begins again when asked for again', async () => {
    await choose('trainee', 'weekdays');
    const before = (await audited()).length;
    mail.mood = { recipient: 550, says: '5.1.1 no such mailbox' };
    expect(await sweepAt('2026-11-12T07:00:00Z')).toEqual([]);
    expect(await read('trainee')).toMatchObject({ rhythm: 'never', trouble: { what: 'refused', on: '2026-11-12' } });
    expect((await audited()).slice(before)).toEqual(['digest.stopped address refused, nobody signed in']);
    mail.mood = 'taken';
    expect(await sweepAt('2026-11-13T07:00:00Z')).toEqual([]);
    expect(await choose('trainee', 'weekdays')).toMatchObject({ rhythm: 'weekdays', trouble: null });
    expect(await sweepAt('2026-11-16T07:00:00Z')).toHaveLength(1);
  });

  test('does not stop where the server takes no mail from us', async () => {
    await choose('trainee', 'weekdays');
    mail.mood = { recipient: 554, says: '5.7.1 relay access denied' };
    await sweepAt('2026-11-12T07:00:00Z');
    expect(await read('trainee')).toMatchObject({ rhythm: 'weekdays', trouble: { what: 'unsent' } });
  });

  test.each([
    'trainee@northbridge.example\r\nBcc: other@x.example',
    'trainee@northbridge.example, other@x.example',
    'Trainee <trainee@x.example>',
    '',
  ])('goes nowhere where the platform sent %j for an address', async (email) => {
    await choose('trainee', 'weekdays');
    const { db } = tool.services;
    await db.run('UPDATE person SET email = :email WHERE id = :traineeId', { email, traineeId });
    expect(await sweepAt('2026-11-12T07:00:00Z')).toEqual([]);
    clock.setTo(new Date('2026-11-12T06:00:00Z'));
    const [answer] = await db.select<{ email: string }>('SELECT email FROM person WHERE id = :traineeId', { traineeId });
    expect(answer?.email).toBe(email);
    await db.run("UPDATE person SET email = 'trainee@northbridge.example' WHERE id = :traineeId", { traineeId });
  });

  test('cannot be asked for without an address, and can be stopped', async () => {
    const { db } = tool.services;
    await choose('tutor', 'weekdays');
    // Not by a launch: the platform would send the address again.
    const tutor = await launchAs(house, 'tutor');
    await db.run("UPDATE person SET email = NULL WHERE email = 'tutor@northbridge.example'");
    const ask422 = await ask(tool, tutor, 'PUT', { path: '/api/digest', body: { rhythm: 'mondays' } });
    expect([ask422.status, ask422.text]).toEqual([422, expect.stringContaining('No e-mail address of yours is known here')]);
    expect(await must(tool, tutor, 'GET', { path: '/api/digest' })).toMatchObject({ rhythm: 'weekdays', address: null });
    expect(await must(tool, tutor, 'PUT', { path: '/api/digest', body: { rhythm: 'never' } })).toMatchObject({ rhythm: 'never' });
    await db.run("UPDATE person SET email = 'tutor@northbridge.example' WHERE name = 'tutor Invented'");
  });

  test('goes to nobody’s copy: of many processes that sweep at once, one sends each', async () => {
    const race = startRace();
    const others = await Promise.all([1, 2].map(() => startTool(scratch, { SMTP_URL: mail.url }, { clock })));
    for (const other of others) await other.services.queue.close();
    const sendings = [tool, ...others].map((one) => sure(one.services.digest.sending));
    for (const part of ['trainee', 'tutor', 'coordinator', 'mentor'] as const) await choose(part, 'weekdays');
    for (const day of [12, 13, 16]) {
      clock.setTo(new Date(`2026-11-${day}T07:00:00Z`));
      await race.begin(
        [...sendings, ...sendings].map((sending) => () => sending.sweep()),
        20,
      );
      const to = mail.takeMails().map((one) => one.to.join());
      expect(to).toContain('trainee@northbridge.example');
      expect(to).toHaveLength(new Set(to).size);
    }
    await Promise.all(others.map((other) => other.close()));
  });

  test('that a stop overtakes leaves nothing behind: either it was sent before, or it is not sent', async () => {
    const race = startRace();
    for (let round = 0; round < 12; round += 1) {
      clock.setTo(new Date('2026-11-12T06:00:00Z'));
      await choose('trainee', 'weekdays');
      const [first] = await sweepAt('2026-11-12T07:00:00Z');
      clock.setTo(new Date('2026-11-13T07:00:00Z'));
      const sweep = () => sure(tool.services.digest.sending).sweep();
      await race.begin([sweep, () => fetch(stopIn(sure(first)), { method: 'POST' })], 15);
      expect(await rows()).toEqual([]);
      expect(mail.takeMails().length).toBeLessThan(2);
      expect(await sweepAt('2026-11-16T07:00:00Z')).toEqual([]);
    }
  });

  test('waits while the mail server is away, and nobody’s is lost', async () => {
    const away = await startTool(scratch, { SMTP_URL: `smtp://127.0.0.1:${await freePort()}` }, { clock });
    await away.services.queue.close();
    await choose('trainee', 'weekdays');
    await choose('coordinator', 'weekdays');
    clock.setTo(new Date('2026-11-12T07:00:00Z'));
    await sure(away.services.digest.sending).sweep();
    expect(mail.takeMails()).toEqual([]);
    expect(away.takeLog().filter((line) => line['outcome'] === 'away').length).toBeGreaterThan(0);
    const sent = (await sweepAt('2026-11-12T07:15:00Z')).map((one) => one.to.join());
    expect(sent).toContain('trainee@northbridge.example');
    expect(sent).toHaveLength(new Set(sent).size);
    await away.close();
  });
});

test('Without a mail server nothing is sent, the page says so, and asking for it is refused', async () => {
  const scratch = scratchSqlite();
  const tool = await startTool(scratch);
  const house = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
  expect(tool.services.digest.sending).toBeNull();
  expect(await must(tool, house.bearer.trainee, 'GET', { path: '/api/digest' })).toMatchObject({ rhythm: 'never', sends: false });
  const asked = await ask(tool, house.bearer.trainee, 'PUT', { path: '/api/digest', body: { rhythm: 'weekdays' } });
  expect([asked.status, asked.text]).toEqual([422, expect.stringContaining('sends no e-mail yet')]);
  await house.platform.close();
  await tool.close();
  await scratch.drop();
});
