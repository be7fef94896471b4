import { newId } from '../../../tool/ids.js';
import { must, type House } from '../access/house.js';
import { makeRoom } from '../access/observations.js';

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
  await does('PUT', here, { placementId, kind: 'formal', lesson, focus: `${mark} focus`, prompts: [`${mark} prompt`], writeUp: false });
  if (state === 'planned') return id;
  await does('POST', `${here}/start`, {});
  const note = { tag: 'strength', body: `${mark} note`, minuteMs: 60_000, notedAt: '2026-11-12T09:06:00.000Z', position: 0 };
  const [noteId, backId] = [newId(), newId()];
  await does('PUT', `${here}/notes/${noteId}`, { ...note, why: `${mark} why` });
  await does('PUT', `${here}/notes/${backId}`, { ...note, body: `${mark} taken back`, position: 1 });
  await does('DELETE', `${here}/notes/${backId}`, undefined);
  await does('POST', `${here}/stop`, {});
  const target = {
    wording: `${mark} wording`,
    why: `${mark} why`,
    link: { url: `https://example.org/${encodeURIComponent(mark)}`, title: `${mark} link` },
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
  await makeRoom(house);
  await does('POST', `${here}/sign`, {}, observationRevision);
  return id;
}

/**
 * What became of one of the placement's targets, said in a lesson that is signed; then it is worded anew, parked and taken up again. Every
 * text holds the mark.
 */
export async function goOn(house: House, given: { mentor: string; placementId: string; mark: string }): Promise<string> {
  const { mentor, placementId, mark } = given;
  const does = <T>(method: string, path: string, body?: unknown, ifMatch?: number): Promise<T> =>
    must<T>(house.tool, mentor, method, { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  const id = await observe(house, given, 'feedback');
  const here = `/api/observations/${id}`;
  const { earlier } = await does<{ earlier: { id: string }[] }>('GET', here);
  const [target] = earlier;
  if (!target) throw new Error('Nothing was agreed before.');
  const said = { outcome: 'going_on', because: `${mark} because`, noteIds: [] };
  const { observationRevision } = await does<{ observationRevision: number }>('PUT', `${here}/earlier/${target.id}`, said);
  await makeRoom(house);
  await does('POST', `${here}/sign`, {}, observationRevision);
  const { targets } = await does<{ targets: { id: string; revision: number }[] }>('GET', `/api/placements/${placementId}/targets`);
  const words = { wording: `${mark} reworded`, why: `${mark} why`, actions: '', support: '', byOn: null, areaIds: [], link: null };
  await does('PUT', `/api/targets/${target.id}`, words, targets.find((one) => one.id === target.id)?.revision);
  const change = { because: `${mark} changed`, evidence: [], parkId: null };
  await does('POST', `/api/targets/${target.id}/status`, { ...change, status: 'parked' });
  return id;
}

/** *I see it differently*, by the trainee. */
export const seeDifferently = (house: House, trainee: string, id: string, body: string): Promise<unknown> =>
  must(house.tool, trainee, 'PUT', { path: `/api/observations/${id}/remarks/${newId()}`, body: { kind: 'differs', body } });
