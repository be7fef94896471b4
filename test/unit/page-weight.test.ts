import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const file = path.resolve(import.meta.dirname, '../../dist/assets/manifest.json');
const manifestSchema = z.object({
  entries: z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()) })),
  sizes: z.record(z.string(), z.object({ gzip: z.number() })),
});

if (!existsSync(file)) throw new Error('Nothing is built. Run: npm run build');
const { entries, sizes } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Compressed bytes of everything these entries need, each file once. Gzip is what a browser gets over plain http; brotli is smaller. */
function weightOf(...names: string[]): number {
  const files = new Set(names.flatMap((name) => {
    const entry = entries[name];
    if (!entry) throw new Error(`${name} is not in the build`);
    return [entry.file, ...entry.imports];
  })); // prettier-ignore
  return [...files].reduce((sum, one) => sum + (sizes[one]?.gzip ?? Number.POSITIVE_INFINITY), 0);
}

const scripts = Object.keys(entries).filter((name) => name.endsWith('.js'));

describe('the weight of the page', () => {
  test('stays within 60 kB of compressed JavaScript until a note can be typed and saved', () => {
    expect(weightOf('app-shell.js', 'observation-form.js')).toBeLessThanOrEqual(60_000);
  });

  test('stays within 150 kB of compressed JavaScript in all', () => {
    expect(weightOf(...scripts)).toBeLessThanOrEqual(150_000);
  });

  test('keeps the pages before it at next to nothing', () => {
    for (const name of ['probe.js', 'proof.js']) expect(weightOf(name)).toBeLessThanOrEqual(1_400);
  });

  test('counts every script of the build', () => {
    const counted = new Set(scripts.flatMap((name) => [entries[name]?.file, ...(entries[name]?.imports ?? [])]));
    expect(Object.keys(sizes).filter((name) => name.endsWith('.js') && !counted.has(name))).toEqual([]);
  });
});
