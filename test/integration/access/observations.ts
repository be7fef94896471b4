import { newId } from '../../../tool/ids.js';
import { must, type House } from './house.js';

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
