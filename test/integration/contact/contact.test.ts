import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactList, PlacementContacts, SchoolContacts, UsualSomeone } from '../../../tool/contact/contact.shared.js';
import { addDays, dayIn } from '../../../tool/attention/day.rules.js';
import { toInstant } from '../../../tool/clock.js';
import type { HistoryList } from '../../../tool/privacy/audit-history.shared.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { ask, me, must, type Answer } from '../access/house.js';
import { buildWorld, type Caller, type World } from '../access/world.js';

const marsh = { name: 'J. Marsh', telephone: '+44 (0)1632 960123' };
const documents = 'https://harbour.example/policies';
const sam = { name: 'Sam Cole', reach: '01632 960124' };

eachDialect('Whom a trainee can call', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(await open());
    await world.tool.services.db.run('UPDATE placement SET ends_on = :day', { day: addDays(dayIn(new Date(), 'Europe/London'), 40) });
  });
  afterAll(() => world.close());

  const bearer = (caller: Caller) => sure(world.bearers[caller]);
  const put = (caller: Caller, path: string, body: object, ifMatch?: number) =>
    ask(world.tool, bearer(caller), 'PUT', { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  const here = () => `/api/placements/${world.here.placementId}`;
  const card = (caller: Caller) => must<PlacementContacts>(world.tool, bearer(caller), 'GET', { path: `${here()}/contacts` });
  const name = (caller: Caller, someone: object | null, ifMatch?: number) => put(caller, `${here()}/someone-else`, { someone }, ifMatch);
  const schoolPath = () => `/api/schools/${world.here.schoolId}/contacts`;
  const school = (caller: Caller) => must<SchoolContacts>(world.tool, bearer(caller), 'GET', { path: schoolPath() });
  const record = (caller: Caller, body: object, ifMatch?: number) => put(caller, schoolPath(), body, ifMatch);
  const usual = () => must<UsualSomeone>(world.tool, bearer('coordinator'), 'GET', { path: '/api/contacts/someone-else' });
  const list = (caller: Caller, rest = '') => must<ContactList>(world.tool, bearer(caller), 'GET', { path: `/api/contacts${rest}` });
  const waiting = async (caller: Caller): Promise<string[]> => {
    const home = await must<{ waiting: { key: string; sentence: string }[] }>(world.tool, bearer(caller), 'GET', { path: '/api/home' });
    return home.waiting.filter((item) => item.key.startsWith('contacts:')).map((item) => item.sentence);
  };
  const problemOf = ({ status, text }: Answer) => ({ status, ...(JSON.parse(text) as { detail: string; errors?: { pointer: string }[] }) });

  test('is nobody at first, and the card says by name who can record it', async () => {
    expect(await card('trainee')).toMatchObject({
      school: { school: { name: 'Harbour Academy' }, lead: null, documents: null, changed: null, revision: null, ask: ['schoolLead Invented'], mayChange: false },
      someone: null,
      own: { someone: null, revision: null, ask: ['tutor Invented'], mayChange: false },
    }); // prettier-ignore
    expect(await card('tutor')).toMatchObject({ school: { mayChange: false }, own: { mayChange: true } });
    expect(await card('coordinator')).toMatchObject({ school: { mayChange: true }, own: { mayChange: true } });
    expect(await school('schoolLead')).toMatchObject({ mayChange: true });
  });

  test('waits to be recorded, in one line, for the coordinator and the school’s lead and for nobody else', async () => {
    expect(await waiting('coordinator')).toEqual(['One school has no safeguarding lead yet. Add one.']);
    expect(await waiting('schoolLead')).toEqual(['Your school has no safeguarding lead yet. Add one.']);
    for (const caller of ['trainee', 'mentor', 'tutor', 'leadMentor', 'otherTutor'] as const) expect(await waiting(caller)).toEqual([]);
    const missing = {
      schools: [{ school: { id: world.here.schoolId, name: 'Harbour Academy' }, lead: null, documents: false }],
      next: null,
    };
    expect(await list('coordinator', '?missing=true')).toEqual(missing);
    expect(await list('schoolLead', '?missing=true')).toEqual(missing);
    expect((await list('coordinatorElsewhere', '?missing=true')).schools.map((one) => one.school.id)).toEqual([world.elsewhere.schoolId]);
  });

  test('is a school’s safeguarding lead, recorded once however often it is sent, with a telephone to dial', async () => {
    for (let twice = 0; twice < 2; twice += 1) expect((await record('schoolLead', { lead: marsh, documents })).status).toBe(200);
    for (const caller of ['trainee', 'otherTrainee', 'mentor', 'coach', 'tutor'] as const)
      expect(await school(caller)).toMatchObject({
        lead: { ...marsh, dial: '+441632960123' }, documents: { url: documents, host: 'harbour.example' }, revision: 1,
        changed: { by: 'schoolLead Invented' },
      }); // prettier-ignore
    expect((await card('trainee')).school).toEqual(await school('trainee'));
    expect(await waiting('coordinator')).toEqual([]);
    expect(await list('coordinator')).toMatchObject({ schools: [{ lead: 'J. Marsh', documents: true }] });
    expect((await list('coordinator', '?missing=true')).schools).toEqual([]);
  });

  test('is stored not at all where the telephone or the address is none, and says which', async () => {
    const refused = problemOf(
      await record('coordinator', { lead: { ...marsh, telephone: 'Room 12' }, documents: 'javascript:alert(1)' }, 1),
    );
    expect(refused).toMatchObject({ status: 400, errors: [{ pointer: '/lead/telephone' }, { pointer: '/documents' }] });
    expect((await record('coordinator', { lead: marsh, documents: 'https://user:secret@harbour.example' }, 1)).status).toBe(400);
    expect((await record('coordinator', { lead: marsh, documents, room: '12' }, 1)).status).toBe(400);
    expect((await school('tutor')).revision).toBe(1);
  });

  test('changes for who saw it last; who saw an older one is shown what is recorded now', async () => {
    expect((await record('coordinator', { lead: { ...marsh, telephone: '01632 960199' }, documents }, 1)).status).toBe(200);
    const late = await record('schoolLead', { lead: null, documents }, 1);
    expect([late.status, JSON.parse(late.text)]).toMatchObject([409, { current: { revision: 2, lead: { telephone: '01632 960199' } } }]);
    expect((await record('schoolLead', { lead: null, documents: null })).status).toBe(409);
    const answer = await record('schoolLead', { lead: marsh, documents }, 2);
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"3"']);
  });

  test('is somebody else to talk to, whom the tutor names and the people of the placement read', async () => {
    expect((await name('tutor', sam)).status).toBe(200);
    for (const caller of ['trainee', 'mentor', 'secondMentor', 'coach', 'tutor', 'coordinator'] as const)
      expect(await card(caller)).toMatchObject({
        someone: { ...sam, dial: '01632960124' },
        own: { revision: 1, changed: { by: 'tutor Invented' } },
      });
    expect((await name('tutor', { name: 'Sam Cole', reach: 'Room 12, or sam@northbridge.example' }, 1)).status).toBe(200);
    expect((await card('trainee')).someone).toEqual({ name: 'Sam Cole', reach: 'Room 12, or sam@northbridge.example', dial: null });
  });

  test('is never the mentor or the tutor of the placement, whatever the capitals', async () => {
    for (const judge of ['mentor Invented', 'TUTOR  invented', 'secondMentor Invented']) {
      const refused = problemOf(await name('coordinator', { ...sam, name: judge }, 2));
      expect(refused).toMatchObject({ status: 422 });
      expect(refused.detail).toMatch(/ is mentor or tutor here\. Name somebody who judges nothing/);
    }
    // The mentor whose role has ended judges nothing any more.
    expect((await name('coordinator', { ...sam, name: 'endedMentor Invented' }, 2)).status).toBe(200);
    expect((await name('coordinator', sam, 3)).status).toBe(200);
  });

  test('is the usual one of the partnership where a placement names nobody, and is left out where they are mentor or tutor', async () => {
    const change = (someone: object | null, ifMatch?: number) => put('coordinator', '/api/contacts/someone-else', { someone }, ifMatch);
    expect((await change({ name: 'Noor Hadi', reach: '01632 960125' })).status).toBe(200);
    expect(await usual()).toMatchObject({ someone: { name: 'Noor Hadi' }, revision: 1, changed: { by: 'coordinator Invented' } });
    expect((await card('trainee')).someone).toMatchObject({ name: 'Sam Cole' });
    expect((await name('tutor', null, 4)).status).toBe(200);
    expect(await card('trainee')).toMatchObject({
      someone: { name: 'Noor Hadi', dial: '01632960125' },
      own: { someone: null, revision: 5 },
    });
    expect((await change({ name: 'Tutor Invented', reach: '01632 960125' }, 1)).status).toBe(200);
    expect((await card('trainee')).someone).toBeNull();
    expect((await change(null, 1)).status).toBe(409);
    expect((await change(null, 2)).status).toBe(200);
    expect((await name('tutor', sam, 5)).status).toBe(200);
  });

  test('is changed by one of many who change it at once, first or later, and every other one is told', async () => {
    const race = startRace();
    const path = '/api/contacts/someone-else';
    const [elsewhere, placement] = [bearer('coordinatorElsewhere'), world.elsewhere.placementId];
    const each = (path: string, token: string, ifMatch?: number) => async () => {
      const body = { someone: { name: `Sam ${newId()}`, reach: 'Room 12' } };
      const answer = await ask(world.tool, token, 'PUT', { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
      statuses.push(answer.status);
    };
    let statuses: number[] = [];
    for (const [where, ifMatch] of [[path, undefined], [path, 1], [`/api/placements/${placement}/someone-else`, undefined], [`/api/placements/${placement}/someone-else`, 1]] as const) {
      statuses = [];
      await race.begin(Array.from({ length: 6 }, () => each(where, elsewhere, ifMatch)), 20);
      expect(statuses.sort()).toEqual([200, 409, 409, 409, 409, 409]);
    } // prettier-ignore
    const both: number[] = [];
    const { revision } = await school('tutor');
    await race.begin(
      (['schoolLead', 'coordinator'] as const).map((caller, index) => async () => {
        const body = { lead: { ...marsh, telephone: `01632 96013${index}` }, documents };
        both.push((await record(caller, body, sure(revision))).status);
      }),
      10,
    );
    expect(both.sort()).toEqual([200, 409]);
  });

  test('answers a foreign and an unknown school or placement alike, and changes nothing there', async () => {
    const foreign = world.elsewhere;
    const bodies = { contacts: { lead: marsh, documents }, 'someone-else': { someone: sam } };
    const texts = new Set<string>();
    for (const [schoolId, placementId] of [[foreign.schoolId, foreign.placementId], [newId(), newId()]]) {
      const asked: [string, string, object?][] = [
        ['GET', `/api/schools/${schoolId}/contacts`],
        ['PUT', `/api/schools/${schoolId}/contacts`, bodies.contacts],
        ['GET', `/api/placements/${placementId}/contacts`],
        ['PUT', `/api/placements/${placementId}/someone-else`, bodies['someone-else']],
      ];
      for (const [method, path, body] of asked) {
        const answer = await ask(world.tool, bearer('coordinator'), method, { path, ...(body ? { body } : {}) });
        expect([path, answer.status]).toEqual([path, 404]);
        texts.add(answer.text.replace(/"instance":"[^"]*"/, ''));
      }
    }
    expect(texts.size).toBe(1);
    const found = await must<PlacementContacts>(world.tool, bearer('coordinatorElsewhere'), 'GET', { path: `/api/placements/${foreign.placementId}/contacts` });
    expect(found.school.lead).toBeNull();
  }); // prettier-ignore

  test('is told in what happened to the coordinator and the trainee, by ids and without a name in the row', async () => {
    const rows = await world.tool.services.db.select<{ action: string; detail: string | null }>(
      "SELECT action, detail FROM audit_event WHERE action LIKE 'contact.%' AND partnership_id = :id",
      { id: world.here.partnershipId },
    );
    // What was refused, or sent once more, is not among them.
    const count = (action: string): number => rows.filter((row) => row.action === action).length;
    expect(['contact.school', 'contact.someone', 'contact.usual'].map(count)).toEqual([4, 6, 3]);
    expect(rows.filter((row) => row.detail !== null)).toEqual([]);
    const changes = await must<HistoryList>(world.tool, bearer('coordinator'), 'GET', { path: '/api/changes' });
    expect(changes.entries.find((one) => one.action === 'contact.school')).toMatchObject({ subject: { text: 'Harbour Academy' } });
    const own = await must<HistoryList>(world.tool, bearer('trainee'), 'GET', { path: `${here()}/history` });
    expect(own.entries.filter((one) => one.action.startsWith('contact.')).every((one) => one.action === 'contact.someone')).toBe(true);
  });

  test('is out of reach at the next request once a role has ended', async () => {
    const { personId } = await me(world.here, bearer('mentor'));
    const end = (id: string | null) =>
      world.tool.services.db.run('UPDATE role_held SET ended_at = :now WHERE person_id = :id', { now: toInstant(new Date()), id });
    await end(personId);
    for (const path of [`${here()}/contacts`, schoolPath()])
      expect((await ask(world.tool, bearer('mentor'), 'GET', { path })).status).toBe(404);
    await end((await me(world.here, bearer('schoolLead'))).personId);
    const { revision, ask: names } = await school('tutor');
    expect((await record('schoolLead', { lead: null, documents: null }, sure(revision))).status).toBe(404);
    expect(names).toEqual(['coordinator Invented']);
    await end((await me(world.here, bearer('tutor'))).personId);
    expect((await card('trainee')).own.ask).toEqual(['coordinator Invented']);
  });

  test('is gone with what is kept about the trainee, and a lead’s name with them where they are erased', async () => {
    const { db } = world.tool.services;
    const erase = async (personId: string | null) => {
      const body = { personId, because: 'request', reference: null };
      const made = await must<{ id: string }>(world.tool, bearer('coordinator'), 'POST', { path: '/api/privacy/erasures', body });
      await must(world.tool, bearer('coordinator'), 'POST', { path: `/api/privacy/erasures/${made.id}/confirm` });
    };
    await erase(world.here.traineeId);
    const left = 'SELECT placement_id FROM placement_contact WHERE placement_id = :id';
    expect(await db.select(left, { id: world.here.placementId })).toEqual([]);
    const lead = await me(world.here, bearer('otherTutor'));
    await db.run("UPDATE person SET name = 'J. Marsh' WHERE id = :id", { id: lead.personId });
    await erase(lead.personId);
    expect(await school('coordinator')).toMatchObject({ lead: null, documents: { host: 'harbour.example' } });
  });
});
