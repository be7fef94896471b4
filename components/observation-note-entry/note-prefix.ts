import type { NoteTag } from '../../tool/observation/observation.shared.js';

const signs: Readonly<Record<string, NoteTag>> = { '+': 'strength', '＋': 'strength', '?': 'question', '>': 'develop', '→': 'develop' };

/** `+ calm voice` → a strength: one key at the start of a note tags it. `Q: why?` stays as it is. */
export function readPrefix(typed: string): { tag: NoteTag; body: string } {
  const text = typed.trim();
  const tag = signs[text.charAt(0)];
  const body = tag ? text.slice(1).trim() : text;
  return tag && body !== '' ? { tag, body } : { tag: 'none', body: text };
}
