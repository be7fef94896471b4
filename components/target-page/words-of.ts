import type { TargetWords } from '../../tool/target/target.shared.js';

export const wordsOf = ({ wording, why, actions, support, byOn, areaIds, link }: TargetWords): TargetWords => ({
  wording,
  why,
  actions,
  support,
  byOn,
  areaIds,
  link,
});

export const sameTargetWords = (one: TargetWords, other: TargetWords): boolean => {
  const text = (words: TargetWords): string => JSON.stringify({ ...wordsOf(words), areaIds: words.areaIds.toSorted() });
  return text(one) === text(other);
};
