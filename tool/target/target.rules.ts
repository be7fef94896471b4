import type { OutcomeBody, TargetBody, TargetLink, TargetOutcome, TargetStatus, TargetWords } from './target.shared.js';

const next: Readonly<Record<TargetStatus, readonly TargetStatus[]>> = {
  draft: ['active', 'withdrawn'],
  withdrawn: ['draft'],
  active: ['parked', 'closed', 'dropped'],
  parked: ['active', 'closed', 'dropped'],
  closed: ['active'],
  dropped: ['active'],
};

export const mayBecome = (from: TargetStatus, to: TargetStatus): boolean => next[from].includes(to);

/** Agreed once, whatever became of it: it has words that somebody signed. */
export const wasAgreed = (status: TargetStatus): boolean => status !== 'draft' && status !== 'withdrawn';

const outcomes: Readonly<Record<TargetOutcome, TargetStatus>> = { going_on: 'active', done: 'closed', park: 'parked' };

/**
 * What an answer in a signed record makes of a target. `confirmed`: it goes on as it is, and somebody has looked at it. `left`: another
 * record was signed meanwhile and has decided; the answer stays in its own record.
 */
export function settle(status: TargetStatus, outcome: TargetOutcome): { to: TargetStatus } | 'confirmed' | 'left' {
  const to = outcomes[outcome];
  if (status === 'active' && to === 'active') return 'confirmed';
  return to !== 'active' && mayBecome(status, to) ? { to } : 'left';
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));

const sameLink = (one: TargetLink | null, other: TargetLink | null): boolean => one?.url === other?.url && one?.title === other?.title;

export const sameWords = (one: TargetWords, other: TargetWords): boolean =>
  one.wording === other.wording &&
  one.why === other.why &&
  one.actions === other.actions &&
  one.support === other.support &&
  one.byOn === other.byOn &&
  sameSet(one.areaIds, other.areaIds) &&
  sameLink(one.link, other.link);

export const sameTarget = (one: TargetBody, other: TargetBody): boolean =>
  sameWords(one, other) && one.position === other.position && sameSet(one.noteIds, other.noteIds);

export const sameOutcome = (one: OutcomeBody, other: OutcomeBody): boolean =>
  one.outcome === other.outcome && one.because === other.because && sameSet(one.noteIds, other.noteIds);

/** A row somebody opened and never filled; it is dropped when the record is signed. */
export const isBlankTarget = (target: Pick<TargetBody, 'wording' | 'why' | 'actions' | 'support'>): boolean =>
  [target.wording, target.why, target.actions, target.support].every((text) => text.trim() === '');

/** What a signature covers of a target. What targets could not say before today is named only where it is said, so that older seals hold. */
export const signedTarget = ({ why, areaIds, link, noteIds, ...body }: TargetBody) => ({
  ...body,
  noteIds: noteIds.toSorted(),
  ...(why === '' ? {} : { why }),
  ...(areaIds.length === 0 ? {} : { areaIds: areaIds.toSorted() }),
  ...(link === null ? {} : { link: { ...link } }),
});

/** What was agreed in a record that others may not read yet is shown to its writer alone. @param now an instant */
export const isShownTo = (
  { createdBy, shownFrom }: { createdBy: string; shownFrom: string | null },
  personId: string,
  now: string,
): boolean => shownFrom === null || shownFrom <= now || createdBy === personId;

/** Words that were removed from one text, to be removed from its copies. */
export interface Removed {
  words: readonly string[];
  /** What stands where they were. */
  gap: string;
}

const gaps = String.raw`\[words removed on [^\]]*\]`;

/** A text without these words, as whole words and however they are capitalised; what was removed before stays as it is. */
export function withoutWords(text: string, { words, gap }: Removed): string {
  const wanted = words.map((one) => one.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).filter((one) => one !== '');
  if (wanted.length === 0) return text;
  const pattern = new RegExp(String.raw`${gaps}|(?<![\p{L}\p{N}])(?:${wanted.join('|')})(?![\p{L}\p{N}])`, 'giu');
  return text.replaceAll(pattern, (found) => (found.startsWith('[words removed on ') ? found : gap));
}

/** The same of everything a target says in words. @param mostTitle characters there is room for in a link's title */
export function targetWithoutWords<T extends TargetWords>(target: T, removed: Removed, mostTitle: number): T {
  const cut = (text: string): string => withoutWords(text, removed);
  const { wording, why, actions, support, link } = target;
  const title = link && cut(link.title);
  return {
    ...target,
    wording: cut(wording),
    why: cut(why),
    actions: cut(actions),
    support: cut(support),
    link: link && { ...link, title: title !== null && title.length > mostTitle ? removed.gap : (title ?? '') },
  };
}
