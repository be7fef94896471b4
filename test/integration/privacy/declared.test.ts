import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { createLogger } from '../../../tool/logger.js';
import { tableDeclarations } from '../../../tool/table-declarations.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { tablesOf } from './tables.js';

const declared = new Map(tableDeclarations.flatMap((one) => one.tables).map((table) => [table.table, table]));

/** What to add, ready to be pasted and filled in. */
const skeleton = (table: string, columns: string[]): string =>
  `The table "${table}" is not declared. Say what it is for in tool/<its slice>/<its slice>.privacy.ts (make the file as lesson.privacy.ts is, and list it
in tool/table-declarations.ts after the slices its foreign keys point to):
  {
    table: '${table}',
    key: ['…'],
    purpose: 'One sentence.',
    whose: 'The trainee',
    readers: 'Who reads it, in words',
    kept: 'With the placement',
    columns: {
${columns.map((column) => `      ${column}: '…',`).join('\n')}
    },
    recordRows: 'placement_id IN (:placementIds)',   // where it goes with a placement's record
    exported: [{ rows: '…' }],                       // what the person may have of it
    erased: [{ rows: '…', do: 'empty' }],            // what an erasure does to it
  }
The words for columns, exported and erased are explained in tool/table-declaration.ts; every column that holds names or words
also gets a line in test/integration/privacy/markers.ts.`;

eachDialect('The record of processing', (open) => {
  let scratch: ScratchDatabase;
  let db: Database;
  let tables: Map<string, string[]>;
  beforeAll(async () => {
    scratch = await open();
    const log = createLogger('silent');
    db = openDatabase(scratch.url, log);
    await migrate(db, log);
    tables = await tablesOf(db);
  });
  afterAll(async () => {
    await db.close();
    await scratch.drop();
  });

  test('declares every table of the database', () => {
    const missing = [...tables].filter(([table]) => !declared.has(table)).map(([table, columns]) => skeleton(table, columns));
    expect(missing.join('\n\n')).toBe('');
  });

  test('declares no table that is not there', () => {
    expect([...declared.keys()].filter((table) => !tables.has(table))).toEqual([]);
  });

  test('says of every column what it holds', () => {
    const problems = [...tables].flatMap(([table, columns]) => {
      const known = declared.get(table)?.columns;
      if (!known) return [];
      return [
        ...columns
          .filter((column) => !(column in known))
          .map((column) => `${table}.${column} is not declared: add "${column}: '<use>'" to columns of "${table}" in its *.privacy.ts`),
        ...Object.keys(known)
          .filter((column) => !columns.includes(column))
          .map((column) => `${table}.${column} is declared and not there: take it out of "${table}" in its *.privacy.ts`),
      ];
    });
    expect(problems.join('\n')).toBe('');
  });

  test('says of every table that holds names or words how they leave: in an export, in an erasure', () => {
    const personal = [...declared.values()].filter((table) =>
      Object.values(table.columns).some((use) => use === 'particular' || use === 'words' || use === 'outside'),
    );
    expect(personal.filter((table) => !table.exported).map((table) => table.table)).toEqual([]);
    expect(personal.filter((table) => !table.erased).map((table) => table.table)).toEqual([]);
  });

  test('has conditions that both databases understand', async () => {
    const scope = {
      partnershipId: 'p', personId: 'p', placementIds: ['x'], identityIds: ['x'], lastIdentityIds: ['x'], before: '2020-01-01T00:00:00.000Z',
    }; // prettier-ignore
    const { declaredRows } = await import('../../../tool/privacy/declared-rows.model.js');
    const rows = declaredRows(db, tableDeclarations);
    for (const table of declared.values()) {
      const conditions = [
        ...(table.exported ?? []).map((one) => one.rows),
        ...(table.erased ?? []).map((one) => one.rows),
        ...(table.ages ?? []).map((one) => one.rows),
        ...(table.recordRows ? [table.recordRows] : []),
        ...(table.stays ? [table.stays.rows] : []),
      ];
      for (const condition of conditions) expect([condition, await rows.count(table, condition, scope)]).toEqual([condition, 0]);
      expect(sure(tables.get(table.table))).toEqual(expect.arrayContaining(table.key));
      for (const { only = [] } of table.exported ?? []) expect(Object.keys(table.columns)).toEqual(expect.arrayContaining(only));
    }
  });
});

describe('The declarations', () => {
  test('name each table once', () => {
    expect(declared.size).toBe(tableDeclarations.flatMap((one) => one.tables).length);
  });
});
