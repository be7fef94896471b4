import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { conformance, type ConformanceLine } from './conformance.js';

const tests = path.join(import.meta.dirname, '..');
const quote = /['"`]/;

/** A title as it stands in the source: in quotes, or with who launches filled in. */
function isTitled(source: string, title: string): boolean {
  return [title, title.replace(/ as (teacher|student)/, ' as ${who}')].some((words) => {
    for (let at = source.indexOf(words); at >= 0; at = source.indexOf(words, at + 1)) {
      if (quote.test(source[at - 1] ?? '') && quote.test(source[at + words.length] ?? '')) return true;
    }
    return false;
  });
}

describe.each(Object.entries(conformance))('%s', (_where, lines) => {
  test.each(lines)('$line is shown by a test of its own', ({ title, file }: ConformanceLine) => {
    expect({ file, titled: isTitled(readFileSync(path.join(tests, file), 'utf8'), title) }).toEqual({ file, titled: true });
  });
});

describe('The list of lines', () => {
  test('holds twelve known bad payloads, nine launches each of a teacher and a student, five of names and roles, eight of deep linking, and one of grades', () => {
    expect(Object.values(conformance).slice(0, 6).map((lines) => lines.length)).toEqual([12, 9, 9, 5, 8, 1]); // prettier-ignore
  });
  test('names no line twice', () => {
    const all = Object.entries(conformance).flatMap(([where, lines]) => lines.map(({ line }) => `${where}: ${line}`));
    expect(new Set(all).size).toBe(all.length);
  });
});
