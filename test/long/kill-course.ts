import { uuidv7 } from 'uuidv7';
import { startPlatform, type Platform } from '../platform/platform.js';
import { openPage, openSession, type OpenPage } from '../practice/story-teller.js';
import type { ToolProcesses } from './tool-processes.js';

/** A trainee with a page open, and what their mentor has signed. */
export interface KillTrainee {
  /** Their id on the platform. */
  id: string;
  session: string;
  records: string[];
}

export interface KillCourse {
  platform: Platform;
  coordinator: OpenPage;
  trainees: KillTrainee[];
}

export interface CourseSize {
  trainees: number;
  /** Signed records of each trainee. */
  records: number;
  /** How many of them are *done*. */
  done: number;
}

/** A running count in its own column, *done* in another, and a running count whose column the tool makes. */
export const killLinks = [
  { id: '10', sends: 'running_count', maximum: 100 },
  { id: '11', sends: 'done', maximum: 20 },
  { id: '12', sends: 'running_count', maximum: null },
] as const;

const coordinatorId = '1';
const pairs = (count: number) =>
  Array.from({ length: count }, (_unused, index) => ({ trainee: `${101 + index}`, mentor: `${201 + index}` }));

/** A fake LMS with a coordinator and, for each trainee, a mentor of their own. @param now the tool's time */
export function startKillLms(mode: Platform['mode'], trainees: number, now: () => Date): Promise<Platform> {
  const people = [
    { id: coordinatorId, given: 'Ruth', family: 'Adeyemi', role: 'teacher' as const },
    ...pairs(trainees).flatMap(({ trainee, mentor }) => [
      { id: trainee, given: 'Amara', family: 'Okafor', role: 'student' as const },
      { id: mentor, given: 'Priya', family: 'Nair', role: 'nonediting-teacher' as const },
    ]),
  ];
  return startPlatform({
    mode,
    name: mode,
    now,
    ...(mode === 'canvas' ? { issuer: 'https://canvas.instructure.com' } : {}),
    registration: [{ clientId: `client-${mode}`, deploymentId: '1' }],
    people: people.map(({ role: _role, ...person }) => ({ ...person, username: `u${person.id}`, email: `${person.id}@example.test` })),
    courses: [{ id: '2', label: 'PGCE', title: 'PGCE Secondary', enrolments: people.map(({ id, role }) => ({ personId: id, role })) }],
    links: killLinks.map(({ id, maximum }) => ({
      id,
      courseId: '2',
      title: `Observations ${id}`,
      ...(maximum === null ? {} : { column: { maximum } }),
    })),
  });
}

/** One lesson, written up and signed as a mentor's page does it. @returns its id */
async function signOne(mentor: OpenPage, placementId: string): Promise<string> {
  const id = uuidv7();
  const lesson = { day: '2026-10-05', starts: null, period: 'P2', className: 'Year 8', subject: 'Mathematics', topic: null };
  await mentor.put(`/api/observations/${id}`, { placementId, kind: 'formal', lesson, focus: '', writeUp: true });
  const { observationRevision } = await mentor.put<{ observationRevision: number }>(`/api/observations/${id}/sections/strengths`, {
    body: 'Waits for silence, then gives one instruction.',
  });
  await mentor.post(`/api/observations/${id}/sign`, {}, observationRevision);
  return id;
}

/** Brings a platform's course to the tool as people do it: the operator's command, launches, codes and the pages' own API. */
export async function openKillCourse(
  platform: Platform,
  { origin, command, connect }: ToolProcesses,
  size: CourseSize,
): Promise<KillCourse> {
  await connect(platform);
  const open = (personId: string, linkId = '10'): Promise<OpenPage> => openPage(platform, personId, linkId, origin);
  const coordinator = await open(coordinatorId);
  const { code } = await command('coordinator', '--partnership', 'Northbridge partnership');
  await coordinator.post('/api/codes/use', { code });
  for (const { id, sends } of killLinks) {
    const policy = { shows: 'everything', sends, requiredCount: sends === 'done' ? size.done : size.records, kinds: [] };
    const page = await open(coordinatorId, id);
    await page.put('/api/links/current/policy', { ...policy, countsPlacements: 'each', fromOn: null, untilOn: null });
  }
  const trainees: KillTrainee[] = [];
  for (const pair of pairs(size.trainees)) {
    const session = await openSession(platform, pair.trainee, '10');
    const placementId = uuidv7();
    await coordinator.put(`/api/placements/${placementId}`, {
      trainee: { sub: pair.trainee }, school: 'Harbour Academy', subject: 'Mathematics', phase: 'Secondary', startsOn: '2026-09-09', endsOn: '2026-12-19',
    }); // prettier-ignore
    const letter = await coordinator.post<{ code: string }>(`/api/placements/${placementId}/codes`, { name: 'Ms Nair' });
    const mentor = await open(pair.mentor);
    await mentor.post('/api/codes/use', { code: letter.code });
    const records: string[] = [];
    while (records.length < size.records) records.push(await signOne(mentor, placementId));
    trainees.push({ id: pair.trainee, session, records });
  }
  return { platform, coordinator, trainees };
}
