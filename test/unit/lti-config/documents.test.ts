import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addressesOf, pickerSize } from '../../../tool/lti-config/canvas-key.js';

const root = path.join(import.meta.dirname, '../../..');
const folder = path.join(root, 'lti-config');
const documents = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const origin = 'https://friend.university.example';

describe('What administrators read', () => {
  test.each(documents)('names only addresses that the tool has ($file)', ({ text }) => {
    const known = [...Object.values(addressesOf(origin)), origin];
    const named = [...text.matchAll(/https:\/\/friend\.university\.example[\w/.-]*/g)].map(([address]) => address.replace(/[.]$/, ''));
    expect(named.filter((address) => !known.includes(address))).toEqual([]);
  });

  test.each(documents)('names only commands and files that there are ($file)', ({ text }) => {
    for (const [, script] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, file] of text.matchAll(/`((?:[\w-]+\/)*[\w-]+\.(?:md|json|svg))`/g))
      expect(existsSync(path.join(folder, file ?? ''))).toBe(true);
    for (const [, picture] of text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)) expect(existsSync(path.join(folder, picture ?? ''))).toBe(true);
  });

  test('has every field of Moodle’s form in the picture and in the table', () => {
    const moodle = documents.find(({ file }) => file === 'moodle.md')?.text ?? '';
    const picture = readFileSync(path.join(folder, 'pictures/moodle-form.svg'), 'utf8').replaceAll('’', "'");
    const fields = [...moodle.matchAll(/^\| (?:\d+ )?\| ([^|]+) \| ([^|]+) \|/gm)].map(([, field = '', value = '']) => ({ field, value }));
    expect(fields.length).toBeGreaterThan(15);
    for (const { field } of fields.slice(1)) expect(picture).toContain(field);
  });

  test('gives Canvas the picker’s size', () => {
    const canvas = documents.find(({ file }) => file === 'canvas.md')?.text ?? '';
    expect(canvas).toContain(`${pickerSize.selection_width} × ${pickerSize.selection_height}`);
  });
});
