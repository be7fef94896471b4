import type { Passage, RedactionReason } from './observation-redaction.shared.js';

const reasonWords: Record<RedactionReason, string> = {
  pupil: 'a pupil’s name',
  person: 'somebody’s name',
  private: 'private details',
  other: 'words that do not belong here',
};

/**
 * What stands where words were. It is part of the text from then on, so that every page, print, file and copy says the same without knowing
 * of redactions. @param day ISO day
 */
export function gapOf(reason: RedactionReason, day: string): string {
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return `[words removed on ${date.format(new Date(`${day}T12:00:00Z`))}: ${reasonWords[reason]}]`;
}

const gaps = /\[words removed on [^\]]*\]/g;

const splitsCharacter = (text: string, at: number): boolean =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));

/** Passages that can be cut out of a text: in order, apart from each other, of whole characters, and outside what was cut before. */
export function canCut(text: string, passages: readonly Passage[]): boolean {
  const before = [...text.matchAll(gaps)].map((gap) => ({ start: gap.index, end: gap.index + gap[0].length }));
  return passages.every(({ start, end }, index) => {
    if (start >= end || end > text.length || start < (passages[index - 1]?.end ?? 0)) return false;
    if (splitsCharacter(text, start) || splitsCharacter(text, end)) return false;
    return before.every((gap) => end <= gap.start || start >= gap.end);
  });
}

/** The text with each passage replaced. The caller has asked `canCut`. */
export function cut(text: string, passages: readonly Passage[], gap: string): string {
  let [left, from] = ['', 0];
  for (const { start, end } of passages) {
    left += text.slice(from, start) + gap;
    from = end;
  }
  return left + text.slice(from);
}

const wordsOf = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
const folded = (word: string): string => word.toLowerCase();

/** A word that tells: a name, or one long enough to be no *the* and no *and*. */
const tells = (word: string): boolean => word.length >= 4 || /^\p{Lu}|\p{Lo}/u.test(word);

/** Whether a reason says again what it is there to remove. */
export function repeatsRemoved(note: string, text: string, passages: readonly Passage[]): boolean {
  const said = new Set(wordsOf(note).map(folded));
  return passages.some(({ start, end }) => {
    const removed = wordsOf(text.slice(start, end));
    if (removed.length > 0 && removed.map(folded).every((word) => said.has(word))) return true;
    return removed.filter(tells).some((word) => said.has(folded(word)));
  });
}
