import { expect, test } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../../../tool');

/** Files under `tool` whose text has this, by their path there. */
async function filesWith(words: RegExp): Promise<string[]> {
  const all = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(all.map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })));
  return texts.filter(({ text }) => words.test(text)).map(({ file }) => file.replaceAll(path.sep, '/')).sort(); // prettier-ignore
}

test('a support plan is begun by its own route alone: no job, rule or other slice can reach what begins one', async () => {
  expect(await filesWith(/openPlan\b/)).toEqual(['review/review.routes.ts', 'review/review.service.ts']);
  // The rows of one are made in one place, and no other slice is given the service or the model that makes them.
  expect(await filesWith(/'support_plan' as const|INTO review\b|insert\('review',/)).toEqual([
    'review/review.model.ts',
    'review/review.service.ts',
  ]);
  expect(await filesWith(/from '[^']*review\/review(\.service|\.model|-parts)\.js'/)).toEqual([]);
});

test('no job and no sweep belongs to reviews, and they import nothing of coaching', async () => {
  const ofReview = (await filesWith(/\.(process|sweep|wake)\(|from .*(coach|supervision)/)).filter((file) => file.startsWith('review/'));
  expect(ofReview).toEqual([]);
});
