import { expect, test } from '@jest/globals';
import { fillStatement } from '../../tool/db/statement.js';

const escape = (value: unknown): string => (typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`);

test('a statement gets every named value, also twice, and none inside a quoted string', () => {
  const sql = "SELECT ':name', 'it''s :name' FROM t WHERE a = :name AND b = :other AND c = :name";
  expect(fillStatement(sql, { name: "O'Mentor", other: 7 }, escape)).toBe(
    "SELECT ':name', 'it''s :name' FROM t WHERE a = 'O''Mentor' AND b = 7 AND c = 'O''Mentor'",
  );
});

test('a value that looks like a place stays a value', () => {
  expect(fillStatement('a = :one AND b = :two', { one: ':two', two: "' OR 1=1 --" }, escape)).toBe("a = ':two' AND b = ''' OR 1=1 --'");
});

test('a statement that names a value nobody gave is refused', () => {
  expect(() => fillStatement('a = :missing', {}, escape)).toThrow(':missing');
});
