import { newId } from '../../../tool/ids.js';
import type { Platform } from '../../platform/platform.js';
import { openPage, type OpenPage } from '../../practice/story-teller.js';
import { northbridge, type ToolProcesses } from './tool-processes.js';

/** Pages of four people of one placement, each opened by a launch. */
export interface PlacementStory {
  placementId: string;
  coordinator: OpenPage;
  tutor: OpenPage;
  trainee: OpenPage;
  mentor: OpenPage;
}

/** Subs on the practice university, all in the course of this link. */
export const people = {
  trainee: '3',
  otherTrainee: '4',
  tutor: '5',
  coordinator: '6',
  mentor: '7',
  otherMentor: '12',
  guesser: '9',
} as const;
export const link = '1';

/** The first coordinator's code, as an operator makes it. */
export const northbridgeCode = async (tools: Pick<ToolProcesses, 'command'>): Promise<string> =>
  (await tools.command('platform', 'coordinator', '--partnership', northbridge))['code'] as string;

/** Sets one placement up through the tool's own API, over whatever stands at `origin`. */
export async function makePlacement(moodle: Platform, origin: string, coordinatorCode: string): Promise<PlacementStory> {
  const open = (personId: string): Promise<OpenPage> => openPage(moodle, personId, link, origin);
  const coordinator = await open(people.coordinator);
  await coordinator.post('/api/codes/use', { code: coordinatorCode });
  await open(people.tutor);
  const trainee = await open(people.trainee);
  await coordinator.post('/api/roles', { role: 'tutor', who: { sub: people.tutor } });
  const tutor = await open(people.tutor);
  const placementId = newId();
  await tutor.put(`/api/placements/${placementId}`, {
    trainee: { sub: people.trainee },
    school: 'Harbour Academy',
    subject: 'Mathematics',
    phase: 'Secondary',
    startsOn: '2026-09-07',
    endsOn: '2026-12-18',
  });
  const mentor = await open(people.mentor);
  await mentor.post('/api/codes/use', { code: await mentorCode(tutor, placementId) });
  return { placementId, coordinator, tutor, trainee, mentor };
}

export const mentorCode = async (tutor: OpenPage, placementId: string): Promise<string> =>
  (await tutor.post<{ code: string }>(`/api/placements/${placementId}/codes`, { name: 'Mr Price' })).code;

/** A written-up observation with a sentence of feedback, not signed yet; or a lesson that is running. @returns its id */
export async function writeObservation(
  { mentor, placementId }: Pick<PlacementStory, 'mentor' | 'placementId'>,
  { live }: { live: boolean } = { live: false },
): Promise<string> {
  const id = newId();
  await mentor.put(`/api/observations/${id}`, {
    placementId,
    kind: 'formal',
    lesson: { day: '2026-11-12', starts: '09:05', period: 'P2', className: 'Year 8', subject: 'Mathematics', topic: 'Ratio' },
    focus: 'Questions to everybody',
    writeUp: !live,
  });
  if (live) await mentor.post(`/api/observations/${id}/start`, {});
  else await mentor.put(`/api/observations/${id}/sections/strengths`, { body: 'Waits for every answer.' });
  return id;
}

/** Signs it as the mentor. */
export async function sign({ mentor }: Pick<PlacementStory, 'mentor'>, id: string): Promise<void> {
  const { revision } = await mentor.get<{ revision: number }>(`/api/observations/${id}`);
  await mentor.post(`/api/observations/${id}/sign`, {}, revision);
}

/** Signed and read: one more that counts. @returns the record's id */
export async function completeObservation(story: PlacementStory): Promise<string> {
  const id = await writeObservation(story);
  await sign(story, id);
  await story.trainee.post(`/api/observations/${id}/read`, {});
  return id;
}
