import { afterEach, describe, expect, it } from '@jest/globals';
import { restore } from '../../../components/observation-form/draft-restoring.js';
import { exampleNotes, examplePlanned, exampleSigned, none } from '../../../components/observation-form/example-observation.js';
import { ObservationDraft } from '../../../components/observation-form/observation-draft.js';
import type { Api } from '../../../components/shared/api.js';
import { NetworkError, ProblemError } from '../../../components/shared/problem-error.js';
import type { ObservationView } from '../../../tool/observation/observation.shared.js';

type Sent = { method: string; path: string; body: unknown; ifMatch: number | undefined };
type Answer = (sent: Sent) => unknown;

const live = () => examplePlanned({ state: 'live', liveStartedAt: '2026-11-11T09:05:00.000Z', now: '2026-11-11T09:12:00.000Z' });

const drafts: ObservationDraft[] = [];
// A page that is gone tries nothing again.
afterEach(() => {
  for (const { queue } of drafts.splice(0)) for (const key of queue.unsettledKeys()) queue.drop(key);
});

function draftOver(answer: Answer, view: ObservationView = live()) {
  const sent: Sent[] = [];
  const call = (method: string) => async (path: string, body: unknown, options?: { ifMatch?: number }) => {
    const one = { method, path: path.split('/').slice(4).join('/'), body, ifMatch: options?.ifMatch };
    sent.push(one);
    return answer(one);
  };
  const api = { get: call('get'), put: call('put'), post: call('post'), delete: call('delete') } as unknown as Api;
  const draft = new ObservationDraft(api, view);
  drafts.push(draft);
  return { draft, sent };
}
const away: Answer = () => {
  throw new NetworkError(null);
};
const storing: Answer = ({ body }) => ({
  observationRevision: 4,
  section: {
    section: 'strengths',
    body: (body as { body?: string } | undefined)?.body ?? '',
    revision: 8,
    changedAt: '',
    noteIds: [],
    erasedAt: null,
  },
  note: { revision: 1 },
  target: { revision: 1 },
});

/** What the page before left, as it comes from the device: by way of JSON. */
const leftBy = (draft: ObservationDraft) =>
  (JSON.parse(JSON.stringify([...draft.unsent])) as [string, never][]).map(([key, text]) => ({ key, text }));

describe('a draft that goes on from what a page before it left', () => {
  it('shows and sends all of it, in order, once', async () => {
    const before = draftOver(away, examplePlanned());
    before.draft.step('start');
    before.draft.addNote('Q: why?', 'question');
    before.draft.writeSection('strengths', 'Waits.');
    before.draft.saveTarget('t', {
      wording: 'Wait',
      actions: '',
      support: '',
      why: '',
      areaIds: [],
      link: null,
      byOn: null,
      position: 0,
      noteIds: [],
    });
    before.draft.step('stop');
    await before.draft.queue.flush();
    const { draft, sent } = draftOver(({ method, path, ...rest }) => {
      if (method !== 'get') return storing({ method, path, ...rest });
      // As the server has it between the two steps.
      return sent.some((one) => one.path === 'stop') ? draft.view : { ...draft.view, state: 'live', liveEndedAt: null };
    }, examplePlanned());
    restore(draft, leftBy(before.draft));
    expect(draft.view).toMatchObject({ state: 'feedback', notes: [{ body: 'Q: why?' }], targets: [{ wording: 'Wait' }] });
    expect(await draft.queue.flush()).toBe(true);
    const paths = sent.filter(({ method }) => method !== 'get').map(({ path }) => path.replace(/[0-9a-f-]{36}/, 'ID'));
    expect(paths).toEqual(['start', 'notes/ID', 'sections/strengths', 'targets/t', 'stop']);
    expect(draft.unsent.size).toBe(0);
    expect(draft.queue.status).toMatchObject({ name: 'saved', waited: true });
  });

  it('writes against the revision it was written against, so that a conflict is found', async () => {
    const before = draftOver(away);
    before.draft.writeSection('strengths', 'mine');
    await before.draft.queue.flush();
    const view = live();
    const newer = { ...view, sections: view.sections.map((one) => ({ ...one, body: 'theirs', revision: one.revision + 5 })) };
    const { draft, sent } = draftOver(() => {
      throw new ProblemError({
        status: 409,
        type: 'conflict',
        extra: { current: newer.sections.find((one) => one.section === 'strengths') },
      });
    }, newer);
    restore(draft, leftBy(before.draft));
    await draft.queue.flush();
    expect(sent[0]?.ifMatch).toBe(view.sections.find((one) => one.section === 'strengths')?.revision);
    expect([...draft.conflicts.values()]).toMatchObject([{ theirs: 'theirs', yours: 'mine' }]);
    expect(draft.unsent.get('section/strengths')?.change).toMatchObject({ body: 'mine' });
  });

  it('knows its own earlier words again, which arrived although no answer did', async () => {
    const before = draftOver(away);
    before.draft.writeSection('strengths', 'one');
    await before.draft.queue.flush();
    before.draft.writeSection('strengths', 'one two');
    let asked = 0;
    const { draft, sent } = draftOver((one) => {
      if ((asked += 1) > 1) return storing(one);
      throw new ProblemError({ status: 409, type: 'conflict', extra: { current: { section: 'strengths', body: 'one', revision: 7 } } });
    });
    restore(draft, leftBy(before.draft));
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.map(({ body, ifMatch }) => [(body as { body: string }).body, ifMatch])).toEqual([
      ['one two', sent[0]?.ifMatch],
      ['one two', 7],
    ]);
    expect(draft.conflicts.size).toBe(0);
  });

  it('takes back what was taken back, and does not repeat a step that has happened', async () => {
    const view = { ...live(), notes: [{ id: 'n', body: 'x', tag: 'none' as const, minuteMs: 1, notedAt: live().now, position: 1, revision: 1, withdrawn: false, erasedAt: null }] } as unknown as ObservationView; // prettier-ignore
    const before = draftOver(away, { ...view, state: 'planned' });
    before.draft.step('start');
    before.draft.withdrawNote('n');
    const { draft, sent } = draftOver(storing, view);
    restore(draft, leftBy(before.draft));
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(['delete notes/n']);
  });

  it.each([
    ['is typed again where no note says it', 'Seat 4 has one', ['+ Seat 4 has no book']],
    ['is not typed again where it arrived as a note in the moment its page was closed', 'Seat 4 has no book', []],
  ])('takes up a note that was being typed: it %s', (_what, noted, expected) => {
    const before = draftOver(away);
    before.draft.typeNote('+ Seat 4 has no book');
    const { draft } = draftOver(away, { ...live(), notes: exampleNotes(1).map((note) => ({ ...note, body: noted })) });
    const typed: string[] = [];
    draft.addEventListener('typing-restored', (event) => typed.push((event as CustomEvent<string>).detail));
    restore(draft, leftBy(before.draft));
    expect(typed).toEqual(expected);
  });

  it('leaves over what a record that was signed meanwhile has no place for, and sends nothing', () => {
    const before = draftOver(away);
    before.draft.addNote('Q: why?', 'question');
    before.draft.writeSection('impact', 'Nine of ten could say why.');
    const { draft, sent } = draftOver(away, exampleSigned({ access: 'own', may: { ...none, correct: true } }));
    restore(draft, leftBy(before.draft));
    expect(draft.leftOver.map(({ text }) => text).toSorted()).toEqual(['Nine of ten could say why.', 'Q: why?']);
    expect([...draft.leftUnsent.keys()]).toHaveLength(2);
    expect(draft.view.notes.some(({ body }) => body === 'Q: why?')).toBe(false);
    expect(sent).toEqual([]);
    draft.copied();
    expect([draft.leftOver.length, draft.leftUnsent.size]).toEqual([0, 0]);
  });
});

describe('an observation as it is stored', () => {
  it('leaves out what was never stored and a step that was not sent, and sets the clock of its server', async () => {
    const { draft } = draftOver(away, examplePlanned());
    draft.step('start');
    draft.addNote('not stored', 'none');
    draft.writeSection('strengths', 'not stored either');
    await draft.queue.flush();
    const view = draft.storedView();
    expect([view.state, view.liveStartedAt, view.notes]).toEqual(['planned', null, []]);
    expect(draft.view.state).toBe('live');
  });

  it('has the revision of what was stored since', async () => {
    const { draft } = draftOver(storing);
    draft.writeSection('strengths', 'mine');
    await draft.queue.flush();
    expect(draft.storedView().sections.find(({ section }) => section === 'strengths')).toMatchObject({ body: 'mine', revision: 8 });
  });
});
