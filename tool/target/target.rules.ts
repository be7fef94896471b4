import type { TargetBody } from './target.shared.js';

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));

export const sameTarget = (one: TargetBody, other: TargetBody): boolean =>
  one.wording === other.wording &&
  one.actions === other.actions &&
  one.support === other.support &&
  one.byOn === other.byOn &&
  one.position === other.position &&
  sameSet(one.noteIds, other.noteIds);

/** A row somebody opened and never filled; it is dropped when the record is signed. */
export const isBlankTarget = (target: Pick<TargetBody, 'wording' | 'actions' | 'support'>): boolean =>
  [target.wording, target.actions, target.support].every((text) => text.trim() === '');
