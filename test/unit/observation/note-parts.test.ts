import { describe, expect, it } from '@jest/globals';
import { recentAreas } from '../../../components/observation-areas/recent-areas.js';
import { exampleAreas, exampleFeedback, exampleNotes, examplePrompted } from '../../../components/observation-form/example-observation.js';
import { countPrompts } from '../../../components/observation-prompt-review/prompt-count.js';
import { leavesOf, remarkSkeleton, type Content } from '../../../tool/observation/observation-content.js';
import { sameNote, wholeNote } from '../../../tool/observation/observation.rules.js';
import { noteBody, promptsBody, type NoteBody } from '../../../tool/observation/observation.shared.js';

const ids = exampleAreas.frameworks.flatMap((framework) => framework.areas.map((area) => area.id));
const body: NoteBody = { tag: 'question', body: 'Why?', minuteMs: 60_000, notedAt: '2026-11-11T09:10:00.000Z', position: 1000 };

describe('the areas offered for a note', () => {
  it('begin with those used last and go on with the first that are in force, each once', () => {
    const [first, second, third] = exampleNotes(3);
    const notes = [
      { ...first, areaIds: [ids[6]] },
      { ...second, areaIds: [ids[3], 'of an older version'] },
      { ...third, areaIds: [ids[6]] },
    ];
    expect(recentAreas(notes as never, exampleAreas, 4)).toEqual([ids[6], ids[3], ids[0], ids[1]]);
    expect(recentAreas([], exampleAreas, 2)).toEqual([ids[0], ids[1]]);
  });
});

describe('a note as it is sent', () => {
  it('keeps the areas and the reason it has where a request leaves them out', () => {
    const stored = wholeNote({ ...body, areaIds: ['b', 'a', 'b'], why: 'because' }, null);
    expect(stored).toMatchObject({ areaIds: ['a', 'b'], why: 'because' });
    expect(sameNote(stored, wholeNote(body, stored))).toBe(true);
    expect(sameNote(stored, wholeNote({ ...body, areaIds: [] }, stored))).toBe(false);
    expect(sameNote(stored, wholeNote({ ...body, why: '' }, stored))).toBe(false);
  });

  it('carries five areas at most', () => {
    expect(noteBody.safeParse({ ...body, areaIds: ids.slice(0, 5) }).success).toBe(true);
    expect(noteBody.safeParse({ ...body, areaIds: ids.slice(0, 6) }).success).toBe(false);
  });

  it('is signed as it was before there were areas and reasons, where it has none', () => {
    const [note] = exampleNotes(1);
    const content = {
      lesson: { salt: 's', details: {} },
      sections: [],
      targets: [],
      earlier: [],
      prompts: { view: { texts: [], revision: 2, erasedAt: null }, salt: 's' },
      notes: [{ view: note, salt: 's' }],
    } as unknown as Content;
    const leaves = leavesOf(content);
    expect([...leaves.keys()]).toEqual(['lesson', `note/${note?.id}`]);
    expect(Object.keys(leaves.get(`note/${note?.id}`)?.value as object)).toEqual(['tag', 'body', 'minuteMs', 'notedAt', 'position']);
    const remark = { id: 'r', observation_id: 'o', kind: 'differs' as const, note_id: null, author_person_id: 'p', created_at: 'then' };
    expect(remarkSkeleton(remark)).not.toHaveProperty('note');
  });
});

describe('prompts', () => {
  it('are eight short lines at most, each with words', () => {
    const agreed = (prompts: string[]) => promptsBody.safeParse({ prompts }).success;
    expect(agreed(Array.from({ length: 8 }, (_, at) => `Prompt ${at}`))).toBe(true);
    expect(agreed(Array.from({ length: 9 }, (_, at) => `Prompt ${at}`))).toBe(false);
    expect(agreed(['x'.repeat(40)])).toBe(true);
    for (const wrong of ['x'.repeat(41), '', ' ', ' Wait', 'Wait ', 'Wait\nthen ask']) expect(agreed([wrong])).toBe(false);
  });

  it('are counted by the lesson’s ten minutes, and not where one was taken back', () => {
    const view = examplePrompted();
    expect(countPrompts(view)).toEqual({ prompts: 2, minutes: 50, inTens: [2, 0, 0, 0, 0] });
    const takenBack = view.notes.map((note) => (note.tag === 'prompt' ? { ...note, withdrawn: true } : note));
    expect(countPrompts({ ...view, notes: takenBack })).toEqual({ prompts: 0, minutes: 50, inTens: [] });
  });

  it('are counted without a length where the lesson had no clock', () => {
    const notes = exampleFeedback().notes.map((note) => ({ ...note, tag: 'prompt' as const, minuteMs: null }));
    expect(countPrompts({ notes, liveStartedAt: null, liveEndedAt: null })).toEqual({ prompts: 4, minutes: null, inTens: [] });
  });
});
