import { describe, expect, test } from '@jest/globals';
import { DatabaseError } from 'sequelize';
import { safeError } from '../../tool/safe-error.js';

const secret = 'Amara Okafor';
const quoting = (message: string): Error => new TypeError(message);

describe('What the log is told of an unexpected error', () => {
  test.each<[string, Error]>([
    ['one line', quoting(`no such thing: ${secret}`)],
    ['several lines', quoting(`INSERT INTO person\n  VALUES ('${secret}')\n`)],
    ['lines that look like a frame', quoting(`INSERT\n    at ${secret} (lesson.ts:1:1)\n    at ${secret}`)],
    ['a message that was changed later', Object.assign(quoting(`first ${secret}\n    at noon, ${secret}\n.`), { message: 'x' })],
    ['the driver’s own error', new DatabaseError(Object.assign(quoting(`near "${secret}"`), { sql: `SELECT '${secret}'` }))],
    ['a cause', new Error('outside', { cause: quoting(secret) })],
  ])('holds nothing of its message: %s', (_what, error) => {
    const told = safeError(error);
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(told['kind']).toBe(error.name);
  });

  test('holds where it was thrown, and the code of the driver', () => {
    const fault = Object.assign(quoting('two\nlines'), { code: 'ER_DUP_ENTRY', sql: '' });
    for (const error of [fault, new DatabaseError(fault)]) {
      const { code, at } = safeError(error) as { code: string; at: string[] };
      expect(code).toBe('ER_DUP_ENTRY');
      expect(at[0]).toContain('safe-error.test.ts');
      expect(at.length).toBeLessThanOrEqual(6);
      for (const frame of at) expect(frame).toMatch(/^at /);
    }
  });

  test.each([[undefined], [null], ['a token'], [7], [{ message: 'a token' }]])('is only its kind where %p was thrown', (thrown) => {
    expect(safeError(thrown)).toEqual({ kind: typeof thrown });
  });

  test('holds no frame where there is none', () => {
    for (const stack of [undefined, '', `Error: ${secret}`]) {
      expect(safeError(Object.assign(new Error(secret), { stack }))['at']).toEqual([]);
    }
  });
});
