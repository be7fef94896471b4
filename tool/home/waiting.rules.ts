import type { WaitingItem } from './home.shared.js';

// A day sorts after every instant of the day before and before those of the day itself; nothing due comes last.
const dueKey = (item: WaitingItem): string => item.due ?? '~';

/** The order of **Waiting for you**: what is due first, then by whose it is, then as the slice gave it. */
export const inOrder = (items: readonly WaitingItem[]): WaitingItem[] =>
  [...items].sort((one, other) => {
    const [a, b] = [dueKey(one), dueKey(other)];
    if (a !== b) return a < b ? -1 : 1;
    return (one.about ?? '').localeCompare(other.about ?? '', 'en-GB') || one.key.localeCompare(other.key, 'en-GB');
  });

/** `…-9c4f7f322c` → `7F3-22C` */
export const referenceOf = (sessionId: string): string => `${sessionId.slice(-6, -3)}-${sessionId.slice(-3)}`.toUpperCase();
