import type { WaitingItem } from './home.shared.js';

type Line = Pick<WaitingItem, 'key' | 'about' | 'due'>;

// A day sorts after every instant of the day before and before those of the day itself; nothing due comes last.
const dueKey = ({ due }: Line): string => due?.at ?? '~';

/** The order of both lists: the earliest day first, then by whose it is, then as the slice gave it. */
export const inOrder = <T extends Line>(items: readonly T[]): T[] =>
  [...items].sort((one, other) => {
    const [a, b] = [dueKey(one), dueKey(other)];
    if (a !== b) return a < b ? -1 : 1;
    return (one.about?.name ?? '').localeCompare(other.about?.name ?? '', 'en-GB') || one.key.localeCompare(other.key, 'en-GB');
  });

/** `…-9c4f7f322c` → `7F3-22C` */
export const referenceOf = (sessionId: string): string => `${sessionId.slice(-6, -3)}-${sessionId.slice(-3)}`.toUpperCase();
