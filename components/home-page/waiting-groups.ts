import type { WaitingItem } from '../../tool/home/home.shared.js';

export interface WaitingGroup {
  /** Null for matters of the partnership. */
  about: WaitingItem['about'];
  items: WaitingItem[];
}

/**
 * Lines by the trainee they are about: whose line is due first comes first, and matters of the partnership come last, because a trainee is
 * in front of a class tomorrow. One group where only one trainee is meant, or none.
 * @param items in their order
 */
export function groupsOf(items: readonly WaitingItem[]): WaitingGroup[] {
  const groups = new Map<string, WaitingGroup>();
  const rest: WaitingItem[] = [];
  for (const item of items) {
    if (item.about === null) {
      rest.push(item);
      continue;
    }
    const group = groups.get(item.about.personId) ?? { about: item.about, items: [] };
    groups.set(item.about.personId, { ...group, items: [...group.items, item] });
  }
  if (groups.size < 2) return items.length === 0 ? [] : [{ about: null, items: [...items] }];
  return [...groups.values(), ...(rest.length === 0 ? [] : [{ about: null, items: rest }])];
}
