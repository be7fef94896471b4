import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inOrder } from '../../../components/observation-form/draft-parts.js';
import { moved, nextPosition, placeOfMinute } from '../../../components/observation-form/note-order.js';
import { exampleNotes } from '../../../components/observation-form/example-observation.js';
import type { NoteView } from '../../../tool/observation/observation.shared.js';

/** Notes as they can come: with room, without, and several at one place. */
const anyNotes = fc
  .array(fc.record({ gap: fc.constantFrom(0, 1, 2, 1000), minuteMs: fc.option(fc.integer({ min: 0, max: 3_600_000 })) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts): NoteView[] => {
    let position = 0;
    const notes = exampleNotes(parts.length).map((note, index) => {
      position += parts[index]?.gap ?? 0;
      return { ...note, position, minuteMs: parts[index]?.minuteMs ?? null };
    });
    return inOrder(notes);
  });
const withPositions = (notes: readonly NoteView[], changes: { id: string; position: number }[]): NoteView[] =>
  inOrder(notes.map((note) => ({ ...note, position: changes.find((one) => one.id === note.id)?.position ?? note.position })));
const idsOf = (notes: readonly NoteView[]): string[] => notes.map((note) => note.id);

describe('moving a note', () => {
  it('puts it at its new place and leaves the others in their order', () => {
    fc.assert(
      fc.property(anyNotes, fc.nat(), fc.nat(), (notes, which, where) => {
        const { id } = notes[which % notes.length] as NoteView;
        const to = where % notes.length;
        const expected = idsOf(notes.filter((note) => note.id !== id)).toSpliced(to, 0, id);
        const changes = moved(notes, id, to);
        expect(idsOf(withPositions(notes, changes))).toEqual(expected);
        for (const { position } of changes) {
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(1_000_000);
        }
      }),
    );
  });

  it('changes that note alone while there is room', () => {
    const notes = exampleNotes(300);
    const [first] = notes;
    expect(moved(notes, first?.id ?? '', 299)).toEqual([{ id: first?.id, position: 301_000 }]);
    expect(moved(notes, first?.id ?? '', 0)).toEqual([]);
  });

  it('keeps within bounds after a thousand moves to the same place', () => {
    let notes = exampleNotes(5);
    for (let turn = 0; turn < 1000; turn += 1) {
      const last = notes.at(-1)?.id ?? '';
      const expected = [notes[0]?.id, last, ...idsOf(notes.slice(1, -1))];
      notes = withPositions(notes, moved(notes, last, 1));
      expect(idsOf(notes)).toEqual(expected);
    }
    expect(nextPosition(notes)).toBeLessThanOrEqual(1_000_000);
  });
});

describe('another minute', () => {
  it('leaves a lesson that was in the order of its minutes in that order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 2, maxLength: 30 }),
        fc.nat(),
        fc.integer({ min: 0, max: 3_600_000 }),
        (minutes, which, minuteMs) => {
          const sorted = minutes.toSorted((one, other) => one - other);
          const notes = exampleNotes(minutes.length).map((note, index) => ({ ...note, minuteMs: sorted[index] ?? null }));
          const { id } = notes[which % notes.length] as NoteView;
          const to = placeOfMinute(notes, id, minuteMs);
          const changed = notes.map((note) => (note.id === id ? { ...note, minuteMs } : note));
          const ordered = to === null ? changed : withPositions(changed, moved(changed, id, to));
          const found = ordered.map((note) => note.minuteMs ?? 0);
          expect(found).toEqual(found.toSorted((one, other) => one - other));
        },
      ),
    );
  });

  it('moves nothing where the note may stay', () => {
    const notes = exampleNotes(3);
    expect(placeOfMinute(notes, notes[1]?.id ?? '', 200_000)).toBeNull();
  });
});
