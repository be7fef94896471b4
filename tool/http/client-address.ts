import type { Request } from 'express';

/** What one household or office usually has of IPv6. */
const prefixGroups = 4;

/**
 * Who is counted as one: an IPv4 address, or the first 64 bits of an IPv6 one, since a single machine may use all the rest. `::ffff:`
 * before an IPv4 address is how a socket for both kinds shows it.
 */
export function clientAddress(request: Request): string {
  const address = request.ip ?? '';
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (!mapped.includes(':')) return mapped;
  const [head = '', tail] = mapped.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array<string>(zeros).fill('0'), ...back].slice(0, prefixGroups).join(':');
}
