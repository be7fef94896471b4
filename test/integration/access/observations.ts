import { newId } from '../../../tool/ids.js';
import { formerMentor, insertPerson, insertRole, must, type House } from './house.js';

type State = 'planned' | 'live' | 'feedback' | 'signed' | 'read' | 'withdrawn';

export interface MadeObservation {
  id: string;
  /** Stands from `feedback` on. */
  noteId: string;
  targetId: string;
}

export const planBody = (placementId: string) => ({
  placementId,
  kind: 'formal',
  lesson: { day: '2026-11-12', starts: '09:05', period: 'P2', className: 'Year 8', subject: 'Mathematics', topic: 'Ratio' },
  focus: 'Questions to everybody',
  writeUp: false,
});
export const noteBody = () => ({ tag: 'strength', body: 'Waits.', minuteMs: 60_000, notedAt: '2026-11-12T09:06:00.000Z', position: 0 });
export const targetBody = () => ({
  wording: 'Ask everybody',
  actions: 'Four times',
  support: '',
  byOn: '2026-11-19',
  position: 0,
  noteIds: [],
});

/** An observation of the house's placement, brought into a state by its mentor and, to be read, by its trainee. */
export async function makeObservation(house: House, state: State): Promise<MadeObservation> {
  const made = { id: newId(), noteId: newId(), targetId: newId() };
  const here = `/api/observations/${made.id}`;
  const { mentor, trainee } = house.bearer;
  const mentorDoes = <T>(method: string, path: string, body: unknown, ifMatch?: number): Promise<T> =>
    must<T>(house.tool, mentor, method, { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  await mentorDoes('PUT', here, planBody(house.placementId));
  if (state === 'planned') return made;
  if (state === 'withdrawn') {
    await mentorDoes('POST', `${here}/withdraw`, {});
    return made;
  }
  await mentorDoes('POST', `${here}/start`, {});
  if (state === 'live') return made;
  await mentorDoes('PUT', `${here}/notes/${made.noteId}`, noteBody());
  await mentorDoes('POST', `${here}/stop`, {});
  await mentorDoes('PUT', `${here}/targets/${made.targetId}`, targetBody());
  const { observationRevision } = await mentorDoes<{ observationRevision: number }>('PUT', `${here}/sections/strengths`, {
    body: 'It held.',
  });
  if (state === 'feedback') return made;
  await mentorDoes('POST', `${here}/sign`, {}, observationRevision);
  if (state === 'read') await must(house.tool, trainee, 'POST', { path: `${here}/read`, body: {} });
  return made;
}

/** A draft whose writer's role has ended: the house's former mentor's, or somebody's who left longer ago than they may keep it. */
export async function makeLeftDraft(house: House, left: 'lately' | 'long ago'): Promise<MadeObservation> {
  const made = await makeObservation(house, 'feedback');
  const { db } = house.tool.services;
  const writer = left === 'lately' ? await formerMentor(house) : await insertPerson(house);
  if (left === 'long ago') {
    const id = await insertRole(house, writer, 'mentor', { placementId: house.placementId });
    const endedAt = new Date(Date.now() - 15 * 24 * 60 * 60_000).toISOString();
    await db.run('UPDATE role_held SET started_at = :endedAt, ended_at = :endedAt WHERE id = :id', { id, endedAt });
  }
  await db.run('UPDATE observation SET observer_person_id = :writer WHERE id = :id', { writer, id: made.id });
  return made;
}
