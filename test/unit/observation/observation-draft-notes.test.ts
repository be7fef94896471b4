import { describe, expect, it } from '@jest/globals';
import { exampleLive } from '../../../components/observation-form/example-observation.js';
import { ObservationDraft } from '../../../components/observation-form/observation-draft.js';
import type { Api } from '../../../components/shared/api.js';
import type { NoteBody } from '../../../tool/observation/observation.shared.js';

interface Sent {
  path: string;
  body: NoteBody & { prompts?: string[] };
  ifMatch: number | undefined;
}

/** A draft of a lesson with four notes over a server that stores everything. */
function runningLesson() {
  const sent: Sent[] = [];
  const put = async (path: string, body: Sent['body'], options?: { ifMatch?: number }) => {
    sent.push({ path: path.split('/').slice(4).join('/'), body, ifMatch: options?.ifMatch });
    return { observationRevision: 3 + sent.length, note: { revision: 2 }, prompts: { revision: 1 } };
  };
  const draft = new ObservationDraft({ put } as unknown as Api, exampleLive(4));
  const ids = draft.view.notes.map((note) => note.id);
  return { draft, sent, ids: ids as [string, string, string, string] };
}

describe('a note on its writer’s page', () => {
  it('is moved by one save of its own place, and is shown there at once', async () => {
    const { draft, sent, ids } = runningLesson();
    draft.moveNote(ids[3], 1);
    expect(draft.view.notes.map((note) => note.id)).toEqual([ids[0], ids[3], ids[1], ids[2]]);
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.map((one) => [one.path, one.body.position, one.ifMatch])).toEqual([[`notes/${ids[3]}`, 1500, 1]]);
  });

  it('goes where another minute belongs', async () => {
    const { draft, sent, ids } = runningLesson();
    draft.changeNote(ids[3], { minuteMs: 120_000 });
    expect(draft.view.notes.map((note) => note.id)).toEqual([ids[0], ids[3], ids[1], ids[2]]);
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.at(-1)).toMatchObject({ path: `notes/${ids[3]}`, body: { minuteMs: 120_000, position: 1500 } });
  });

  it('keeps its words and minute when it is tagged, and sends the areas in one order', async () => {
    const { draft, sent, ids } = runningLesson();
    const before = draft.view.notes[0];
    draft.changeNote(ids[0], { areaIds: ['b', 'a'] });
    expect(await draft.queue.flush()).toBe(true);
    expect(sent[0]?.body).toEqual({
      tag: before?.tag,
      body: before?.body,
      minuteMs: before?.minuteMs,
      notedAt: before?.notedAt,
      position: before?.position,
      areaIds: ['a', 'b'],
      why: '',
    });
  });

  it('that was taken back stays taken back when others are moved round it', async () => {
    const { draft, ids, sent } = runningLesson();
    draft.view = {
      ...draft.view,
      notes: draft.view.notes.map((note, at) => ({ ...note, position: at, withdrawn: note.id === ids[1] })),
    };
    draft.moveNote(ids[3], 1);
    expect(draft.view.notes.find((note) => note.id === ids[1])?.withdrawn).toBe(true);
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.map((one) => one.path)).not.toContain(`notes/${ids[1]}`);
  });
});

describe('prompts on their writer’s page', () => {
  it('are saved as one text, and logged as notes with the minute of the lesson', async () => {
    const { draft, sent } = runningLesson();
    draft.agreePrompts(['Wait']);
    draft.agreePrompts(['Wait', 'Ask the back row']);
    draft.addNote('Wait', 'prompt');
    expect(await draft.queue.flush()).toBe(true);
    expect(sent.map((one) => [one.path.split('/')[0], one.body.prompts ?? one.body.tag])).toEqual([
      ['prompts', ['Wait', 'Ask the back row']],
      ['notes', 'prompt'],
    ]);
    expect(sent[1]?.body.minuteMs).toEqual(expect.any(Number));
  });
});
