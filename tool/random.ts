import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4_096);
let used = pool.length;

/**
 * Random bytes of the system's generator, fetched some thousands at a time: each launch needs a dozen short secrets, and asking the
 * kernel for each costs more than everything else about them. Bytes handed out are wiped from the pool.
 */
export function randomBuffer(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const taken = Buffer.from(pool.subarray(used, used + size));
  pool.fill(0, used, used + size);
  used += size;
  return taken;
}
