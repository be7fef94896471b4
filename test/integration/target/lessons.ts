import type { KnownViewer } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import type { ObservationView } from '../../../tool/observation/observation.shared.js';
import type { TargetList } from '../../../tool/target/target-page.shared.js';
import type { Setting } from '../observation/setting.js';

const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };

export const words = (wording: string, change: object = {}) => ({
  wording, why: '', actions: 'Four times a lesson', support: '', byOn: null, areaIds: [], link: null, ...change,
}); // prettier-ignore

export interface Draft {
  id: string;
  noteId: string;
  targetIds: string[];
}

/** What tests about targets do with lessons, over one setting. */
export const lessonsOf = ({ call, cast, placementId }: Setting) => {
  const view = (viewer: KnownViewer, id: string): Promise<ObservationView> => call(viewer, 'get', `/api/observations/${id}`);
  const list = (viewer: KnownViewer): Promise<TargetList> => call(viewer, 'get', `/api/placements/${placementId}/targets`);

  /** A lesson with a note and feedback that agrees these targets, ready to be signed. */
  const written = async (mentor: KnownViewer, wordings: readonly string[] = []): Promise<Draft> => {
    const draft = { id: newId(), noteId: newId(), targetIds: wordings.map(() => newId()) };
    const here = `/api/observations/${draft.id}`;
    await call(mentor, 'put', here, { placementId, kind: 'formal', lesson, focus: '', writeUp: true });
    const note = { tag: 'strength', body: 'Waits for it.', minuteMs: null, notedAt: '2025-11-12T09:10:00.000Z', position: 0 };
    await call(mentor, 'put', `${here}/notes/${draft.noteId}`, note);
    await call(mentor, 'put', `${here}/sections/strengths`, { body: 'Calm voice.' }, 0);
    for (const [position, wording] of wordings.entries()) {
      await call(mentor, 'put', `${here}/targets/${draft.targetIds[position] ?? ''}`, {
        ...words(wording),
        position,
        noteIds: [draft.noteId],
      });
    }
    return draft;
  };
  const sign = async (mentor: KnownViewer, id: string): Promise<void> => {
    const { revision } = await view(mentor, id);
    await call(mentor, 'post', `/api/observations/${id}/sign`, {}, revision);
  };
  const say = (mentor: KnownViewer, id: string, targetId: string, body: object, ifMatch: number | null = null): Promise<never> =>
    call(mentor, 'put', `/api/observations/${id}/earlier/${targetId}`, { because: '', noteIds: [], ...body }, ifMatch);
  const change = (viewer: KnownViewer, targetId: string, status: string, body: object = {}): Promise<never> =>
    call(viewer, 'post', `/api/targets/${targetId}/status`, { status, because: '', evidence: [], parkId: null, ...body });
  /** Nothing is worked on any more. */
  const clear = async (): Promise<void> => {
    for (const { id, status } of (await list(cast.priya)).targets) if (status === 'active') await change(cast.priya, id, 'dropped');
  };
  const statuses = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await list(cast.priya)).targets.map(({ wording, status }) => [wording, status]));
  return { view, list, written, sign, say, change, clear, statuses };
};
