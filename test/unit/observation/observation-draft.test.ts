import { describe, expect, it } from '@jest/globals';
import { examplePlanned, exampleSigned } from '../../../components/observation-form/example-observation.js';
import { ObservationDraft } from '../../../components/observation-form/observation-draft.js';
import type { Api } from '../../../components/shared/api.js';
import { NetworkError, ProblemError } from '../../../components/shared/problem-error.js';

interface Sent {
  method: string;
  path: string;
  body: unknown;
  ifMatch: number | undefined;
}
type Answer = (sent: Sent) => unknown;

/** A draft over a server that answers from a list of functions, one a call; the last one stays. */
function draftOver(...answers: Answer[]) {
  const sent: Sent[] = [];
  const call = (method: string) => async (path: string, body: unknown, options?: { ifMatch?: number }) => {
    const one = { method, path: path.split('/').slice(4).join('/'), body, ifMatch: options?.ifMatch };
    sent.push(one);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer?.(one);
  };
  const api = { get: call('get'), put: call('put'), post: call('post'), delete: call('delete') } as unknown as Api;
  return {
    draft: new ObservationDraft(
      api,
      examplePlanned({ state: 'live', liveStartedAt: '2026-11-11T09:05:00.000Z', now: '2026-11-11T09:12:00.000Z' }),
    ),
    sent,
  };
}

const section = (body: string, revision: number) => ({ section: 'strengths', body, revision, changedAt: '', noteIds: [], erasedAt: null });
const stored =
  (revision: number): Answer =>
  ({ body }) => ({
    observationRevision: 3 + revision,
    section: section((body as { body: string }).body, revision),
    note: { revision },
  });
const lost: Answer = () => {
  throw new NetworkError(null);
};
const conflictWith =
  (body: string, revision: number): Answer =>
  () => {
    throw new ProblemError({ status: 409, type: 'conflict', extra: { current: section(body, revision) } });
  };
const retried = async (draft: ObservationDraft): Promise<void> => {
  draft.queue.retry();
  await draft.queue.flush();
};

describe('a draft on the page', () => {
  it('gives a note the minute of the server’s clock and sends it once', async () => {
    const { draft, sent } = draftOver(stored(1));
    draft.addNote('Q: why?', 'question');
    expect(await draft.queue.flush()).toBe(true);
    expect(sent).toHaveLength(1);
    const body = sent[0]?.body as { minuteMs: number };
    expect(Math.round(body.minuteMs / 10_000)).toBe(42);
    expect(draft.queue.status.name).toBe('saved');
  });

  it('keeps what the network lost, in order, and goes on from its own earlier words', async () => {
    const { draft, sent } = draftOver(lost, lost, conflictWith('one', 1), stored(2));
    draft.writeSection('strengths', 'one');
    expect(await draft.queue.flush()).toBe(false);
    expect(draft.queue.status.name).toBe('waiting');
    draft.writeSection('strengths', 'one two');
    await retried(draft);
    await retried(draft);
    expect(sent.map((one) => [(one.body as { body: string }).body, one.ifMatch])).toEqual([
      ['one', 0],
      ['one two', 0],
      ['one two', 0],
      ['one two', 1],
    ]);
    expect(draft.conflicts.size).toBe(0);
    expect(draft.queue.status.name).toBe('saved');
  });

  it('shows both texts where somebody else wrote, and sends what was chosen', async () => {
    const { draft, sent } = draftOver(conflictWith('theirs', 4), stored(5));
    draft.writeSection('strengths', 'mine');
    expect(await draft.queue.flush()).toBe(false);
    expect([...draft.conflicts.values()]).toMatchObject([{ key: 'section/strengths', theirs: 'theirs', yours: 'mine' }]);
    expect(draft.queue.status.name).toBe('not-saved');
    draft.settle('section/strengths', 'yours');
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.at(-1)).toMatchObject({ body: { body: 'mine' }, ifMatch: 4 });
  });

  it('takes the stored text where that one was chosen, and sends nothing', async () => {
    const { draft, sent } = draftOver(conflictWith('theirs', 4));
    draft.writeSection('strengths', 'mine');
    await draft.queue.flush();
    draft.settle('section/strengths', 'theirs');
    expect(await draft.queue.flush()).toBe(true);
    expect(sent).toHaveLength(1);
    expect(draft.view.sections.find((one) => one.section === 'strengths')?.body).toBe('theirs');
  });

  it('keeps its text when the session has ended, and says so', async () => {
    const { draft } = draftOver(() => {
      throw new ProblemError({ status: 401, type: 'session-ended', detail: 'This page was open too long.' });
    });
    draft.writeSection('strengths', 'mine');
    expect(await draft.queue.flush()).toBe(false);
    expect(draft.queue.status).toMatchObject({ name: 'not-saved', problem: 'This page was open too long.' });
    expect(draft.view.sections.find((one) => one.section === 'strengths')?.body).toBe('mine');
  });

  it('sends a note that was taken back before it was stored not at all', async () => {
    const { draft, sent } = draftOver(stored(1));
    draft.addNote('oops', 'none');
    const id = draft.view.notes[0]?.id ?? '';
    draft.withdrawNote(id);
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.filter((one) => one.method === 'delete')).toHaveLength(0);
  });

  it('notices that another tab changed the observation', async () => {
    const { draft } = draftOver(() => ({ observationRevision: 9, section: section('mine', 1) }));
    draft.writeSection('strengths', 'mine');
    await draft.queue.flush();
    expect(draft.changedElsewhere).toBe(true);
  });

  describe('of a record that was signed elsewhere meanwhile', () => {
    const closed: Answer = () => {
      throw new ProblemError({ status: 422, type: 'signed', detail: 'This observation is signed.' });
    };
    const none = { write: false, sign: false, read: false, differ: false, correct: true, withdraw: false };
    const record: Answer = () => exampleSigned({ access: 'own', may: none, revision: 9 });

    it('shows what is stored, keeps its own words apart in their order, and sends nothing more', async () => {
      const { draft, sent } = draftOver(closed, record);
      draft.addNote('Q: why?', 'question');
      draft.addNote('taken back', 'none');
      draft.withdrawNote(draft.view.notes[1]?.id ?? '');
      draft.writeSection('impact', 'Nine of ten could say why.');
      draft.saveTarget('t', { wording: 'Wait', actions: 'Count to three', support: '', byOn: null, position: 0, noteIds: [] });
      await draft.queue.flush();
      expect(draft.view).toEqual(record({} as Sent));
      expect(draft.leftOver).toEqual([
        { heading: 'Impact on pupils’ learning', text: 'Nine of ten could say why.' },
        { heading: 'Note 7:00', text: 'Q: why?' },
        { heading: 'Target 1', text: 'Wait\nCount to three' },
      ]);
      expect(draft.steppedElsewhere).toBe(true);
      expect(sent.map(({ method }) => method)).toEqual(['put', 'get']);
    });

    it('keeps nothing apart where the same words were signed', async () => {
      const { draft } = draftOver(closed, record);
      draft.writeSection('focus', 'Waiting after a question ');
      await draft.queue.flush();
      expect(draft.leftOver).toEqual([]);
    });

    it('goes on trying where the network goes before the record could be read', async () => {
      const { draft } = draftOver(closed, lost, closed, record);
      draft.writeSection('impact', 'mine');
      expect(await draft.queue.flush()).toBe(false);
      expect(draft.leftOver).toEqual([]);
      await retried(draft);
      expect(draft.leftOver).toEqual([{ heading: 'Impact on pupils’ learning', text: 'mine' }]);
    });

    it('tells once, before, that half-typed words can still be handed over', async () => {
      const { draft } = draftOver(closed, record);
      draft.addEventListener('taking-stored', () => draft.addNote('half a note', 'none'));
      draft.writeSection('impact', 'mine');
      await draft.queue.flush();
      expect(draft.leftOver.map(({ text }) => text)).toEqual(['mine', 'half a note']);
    });
  });
});
