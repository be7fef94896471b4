import { newId } from '../../../tool/ids.js';
import { must, type House } from '../access/house.js';

/** A lesson observation about somebody, every text of which holds the mark. */
export async function observe(
  house: House,
  given: { mentor: string; placementId: string; mark: string; day?: string },
  state: 'planned' | 'feedback' | 'signed' | 'withdrawn',
): Promise<string> {
  const { mentor, placementId, mark, day = '2026-11-12' } = given;
  const id = newId();
  const here = `/api/observations/${id}`;
  const does = <T>(method: string, path: string, body: unknown, ifMatch?: number): Promise<T> =>
    must<T>(house.tool, mentor, method, { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  const lesson = {
    day, starts: '09:05', period: `${mark} period`, className: `${mark} class`, subject: `${mark} lesson subject`, topic: `${mark} topic`,
  }; // prettier-ignore
  await does('PUT', here, { placementId, kind: 'formal', lesson, focus: `${mark} focus`, writeUp: false });
  if (state === 'planned') return id;
  await does('POST', `${here}/start`, {});
  const note = { tag: 'strength', body: `${mark} note`, minuteMs: 60_000, notedAt: '2026-11-12T09:06:00.000Z', position: 0 };
  const [noteId, backId] = [newId(), newId()];
  await does('PUT', `${here}/notes/${noteId}`, note);
  await does('PUT', `${here}/notes/${backId}`, { ...note, body: `${mark} taken back`, position: 1 });
  await does('DELETE', `${here}/notes/${backId}`, undefined);
  await does('POST', `${here}/stop`, {});
  const target = {
    wording: `${mark} wording`,
    actions: `${mark} actions`,
    support: `${mark} support`,
    byOn: '2026-11-19',
    position: 0,
    noteIds: [noteId],
  };
  await does('PUT', `${here}/targets/${newId()}`, target);
  const { observationRevision } = await does<{ observationRevision: number }>('PUT', `${here}/sections/strengths`, {
    body: `${mark} strengths`,
  });
  if (state === 'feedback') return id;
  if (state === 'withdrawn') {
    await does('POST', `${here}/withdraw`, {});
    return id;
  }
  await does('POST', `${here}/sign`, {}, observationRevision);
  return id;
}

/** *I see it differently*, by the trainee. */
export const seeDifferently = (house: House, trainee: string, id: string, body: string): Promise<unknown> =>
  must(house.tool, trainee, 'PUT', { path: `/api/observations/${id}/remarks/${newId()}`, body: { kind: 'differs', body } });
