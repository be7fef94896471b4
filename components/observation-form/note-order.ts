import type { NoteView } from '../../tool/observation/observation.shared.js';

type Placed = Pick<NoteView, 'id' | 'position'>;

/** Room between two notes, so that one can be put between them without touching either. */
const step = 1000;
const last = 1_000_000;

/** Where the next note goes: behind all there are. */
export const nextPosition = (notes: readonly Placed[]): number =>
  Math.min(notes.reduce((most, note) => Math.max(most, note.position), 0) + step, last);

const between = (before: Placed | undefined, after: Placed | undefined): number | null => {
  const from = before?.position ?? -1;
  const to = after?.position ?? Math.min(from + 2 * step, last + 1);
  return to - from > 1 ? Math.floor((from + to) / 2) : null;
};

/**
 * What moving a note changes: as a rule its own position alone. Where nothing fits between its new neighbours, all notes get room again.
 * @param notes in their order
 * @param to its index among the others
 */
export function moved(notes: readonly Placed[], id: string, to: number): Placed[] {
  const others = notes.filter((note) => note.id !== id);
  const note = notes.find((one) => one.id === id);
  if (!note || notes.indexOf(note) === to) return [];
  const position = between(others[to - 1], others[to]);
  if (position !== null) return [{ id, position }];
  return others
    .toSpliced(to, 0, note)
    .map((one, index) => ({ id: one.id, position: (index + 1) * step }))
    .filter((one) => notes.find((old) => old.id === one.id)?.position !== one.position);
}

/** The index among the others at which a note of this minute belongs: behind the last that is not later. @returns null where it may stay */
export function placeOfMinute(notes: readonly (Placed & { minuteMs: number | null })[], id: string, minuteMs: number): number | null {
  const others = notes.filter((note) => note.id !== id);
  const at = notes.findIndex((note) => note.id === id);
  const later = (note: { minuteMs: number | null }): boolean => note.minuteMs !== null && note.minuteMs > minuteMs;
  const earlier = (note: { minuteMs: number | null }): boolean => note.minuteMs !== null && note.minuteMs < minuteMs;
  if (!others.slice(0, at).some(later) && !others.slice(at).some(earlier)) return null;
  return others.findLastIndex((note) => note.minuteMs !== null && !later(note)) + 1;
}
