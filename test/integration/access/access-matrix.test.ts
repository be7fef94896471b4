import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../../tool/ids.js';
import { sure } from '../../sure.js';
import { accessMatrix } from './access-matrix.js';
import { fingerprint, nothingHere, withoutInstance } from './answers.js';
import { ask, must, placementBody, type Answer, type Ask } from './house.js';
import { makeObservation, noteBody, planBody, targetBody } from './observations.js';
import { requests } from './requests.js';
import { buildWorld, callers, type Caller, type World } from './world.js';

const undeclared = [
  'GET /api/openapi.json', 'GET /health/live', 'GET /health/ready', 'GET /lti/keys', 'GET /digest/stop/TOKEN', 'POST /digest/stop/TOKEN',
]; // prettier-ignore
const methodOf = (line: string): string => line.split(' ')[0] ?? '';
const routeOf = (line: string): string => line.replace(/ \(.*\)$/, '');
const lines = Object.keys(requests);

const namesOfHeaders = ({ headers }: Answer): string[] => [...headers.keys()].filter((name) => name !== 'allow').sort();

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world.close());

test('The matrix has a line for every route, and every line has a route and one cell for each caller', () => {
  const declared = world.tool.services.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...new Set(Object.keys(accessMatrix).map(routeOf))].sort()).toEqual([...undeclared, ...declared].sort());
  expect(Object.keys(accessMatrix).sort()).toEqual([...lines].sort());
  for (const cells of Object.values(accessMatrix)) expect(cells).toHaveLength(callers.length);
});

/** The same request about something that was never made. */
function ofNothing(line: string, what: Ask): Ask | null {
  if (line === 'POST /api/roles') return { ...what, body: { role: 'tutor', who: { personId: newId() } } };
  if (line === 'POST /api/roles (a school’s lead)')
    return { ...what, body: { role: 'school_lead', who: { personId: newId() }, schoolId: newId() } };
  if (line === 'POST /api/codes (a school lead’s)') return { ...what, body: { role: 'school_lead', name: 'Ms Marsh', schoolId: newId() } };
  if (line === 'PUT /api/placements/:id (a new one)') return { ...what, body: placementBody({ personId: newId() }) };
  if (line === 'PUT /api/observations/:observationId') return { ...what, body: planBody(newId()) };
  const path = what.path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, newId());
  return path === what.path ? null : { ...what, path };
}

describe('What is unknown and what belongs to another partnership is answered alike, byte for byte', () => {
  const inBody = ['POST /api/roles', 'POST /api/roles (a school’s lead)', 'POST /api/codes (a school lead’s)'];
  const named = lines.filter((line) => line.includes('/:') || inBody.includes(line));

  test.each(named)('%s', async (line) => {
    const foreign = await sure(requests[line])(world.elsewhere);
    const unknown = sure(ofNothing(line, foreign));
    const before = await fingerprint(world.tool);
    const known = callers.filter((caller) => !['noSession', 'noRole', 'coordinatorElsewhere'].includes(caller));
    for (const caller of known) {
      const [one, other] = [
        await ask(world.tool, world.bearers[caller], methodOf(line), foreign),
        await ask(world.tool, world.bearers[caller], methodOf(line), unknown),
      ];
      expect({ caller, status: one.status, text: withoutInstance(one) }).toEqual({
        caller,
        status: 404,
        text: nothingHere,
      });
      expect({ caller, status: other.status, text: withoutInstance(other) }).toEqual({ caller, status: 404, text: withoutInstance(one) });
      expect(namesOfHeaders(one)).toEqual(namesOfHeaders(other));
    }
    for (const caller of ['noSession', 'noRole'] as const) {
      const expected = sure(accessMatrix[line])[callers.indexOf(caller)];
      for (const what of [foreign, unknown]) {
        expect((await ask(world.tool, world.bearers[caller], methodOf(line), what)).status).toBe(expected);
      }
    }
    expect(await fingerprint(world.tool)).toBe(before);
  });
});

describe('A part of another record', () => {
  test('is answered as one that was never made, for its own writer too', async () => {
    const { here } = world;
    const [one, other] = [await makeObservation(here, 'feedback'), await makeObservation(here, 'feedback')];
    const path = `/api/observations/${one.id}`;
    const asked: [string, Ask][] = [
      ['PUT', { path: `${path}/notes/${other.noteId}`, body: noteBody() }],
      ['DELETE', { path: `${path}/notes/${other.noteId}` }],
      ['PUT', { path: `${path}/targets/${other.targetId}`, body: targetBody() }],
      ['DELETE', { path: `${path}/targets/${other.targetId}` }],
    ];
    for (const [method, what] of asked) {
      const answer = await ask(world.tool, here.bearer.mentor, method, what);
      expect([method, what.path, answer.status, withoutInstance(answer)]).toEqual([method, what.path, 404, nothingHere]);
    }
  });

  test('is not cited, and a cited note of nowhere is refused in the same words', async () => {
    const { here } = world;
    const [one, other] = [await makeObservation(here, 'feedback'), await makeObservation(here, 'feedback')];
    const path = `/api/observations/${one.id}/sections/impact/citations`;
    const texts = [];
    for (const noteId of [other.noteId, newId()]) {
      const answer = await ask(world.tool, here.bearer.mentor, 'PUT', { path, body: { noteIds: [noteId] } });
      expect(answer.status).toBe(400);
      texts.push(withoutInstance(answer));
    }
    expect(texts[0]).toBe(texts[1]);
  });
});

// A list answers everybody 200, so what matters is what stands in it.
test.each([
  ['/api/placements', ['trainee', 'mentor', 'secondMentor', 'coach', 'tutor', 'schoolLead', 'coordinator']],
  ['/api/attention/trainees', ['tutor']],
  ['/api/attention/schools', ['coordinator']],
])('%s names the placement to its own people and to nobody else', async (path, expected) => {
  const told = [];
  for (const caller of callers) {
    const { text } = await ask(world.tool, world.bearers[caller], 'GET', { path });
    if (text.includes(world.here.placementId)) told.push(caller);
  }
  expect(told).toEqual(expected);
});

test('The mentor whose role was ended meets nothing of it at the next request, in a page that was open all along', async () => {
  const home = await must<{ waiting: unknown[] }>(world.tool, sure(world.bearers.endedMentor), 'GET', { path: '/api/home' });
  expect(home).toMatchObject({ waiting: [] });
});

// After everything else: its last line hands out codes, and whoever uses one is a mentor from then on.
describe('Every caller is answered as the matrix says', () => {
  test.each(lines)('%s', async (line) => {
    const prepare = sure(requests[line]);
    const answered: Partial<Record<Caller, number>> = {};
    let what = await prepare(world.here);
    for (const caller of callers) {
      const bearer = routeOf(line) === 'POST /api/sign-out' ? await world.launchAgain(caller) : world.bearers[caller];
      const before = await fingerprint(world.tool);
      const answer = await ask(world.tool, bearer, methodOf(line), what);
      answered[caller] = answer.status;
      if (answer.status >= 400) expect([caller, await fingerprint(world.tool)]).toEqual([caller, before]);
      if (answer.status === 404) expect(withoutInstance(answer)).toBe(nothingHere);
      // What was done is done, and the next caller gets a thing of their own.
      if (answer.status < 300 && methodOf(line) !== 'GET') what = await prepare(world.here);
    }
    expect(answered).toEqual(Object.fromEntries(callers.map((caller, index) => [caller, sure(accessMatrix[line])[index]])));
  });
});
