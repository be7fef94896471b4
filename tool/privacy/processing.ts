import type { ColumnUse, PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';
import type { Processing } from './privacy.shared.js';
import { withSettings } from './retention.rules.js';
import type { RetentionSettings } from './retention.shared.js';

const useWords: Record<ColumnUse, string> = {
  particular: 'Who somebody is',
  outside: 'What a platform calls somebody',
  words: 'What people wrote',
  person: 'Who is meant, by number',
  label: 'Names of things',
  fact: 'Dates, states and settings',
  id: 'Numbers of rows',
  erased_at: 'When it was erased',
  erased_because: 'Why it was erased',
  salt: 'Kept secret: beside signed words',
  trace: 'Kept secret: computed from names',
  secret: 'Kept secret: keys and tokens',
};

function erasedWords({ erased = [], stays }: TableDeclaration): string {
  const does = new Set(erased.map((step) => step.do));
  const said = [
    ...(does.has('delete') ? ['rows are deleted'] : []),
    ...(does.has('empty') ? ['words and names are emptied; dates and numbers stay'] : []),
    ...(does.has('set') && !does.has('empty') && !does.has('delete') ? ['it ends; dates and numbers stay'] : []),
    ...(stays ? ['records signed about others stay, under “a former mentor”'] : []),
  ];
  return said.length === 0 ? 'stays: it holds nobody’s name and nobody’s words' : said.join('; ');
}

const tableOf = (table: TableDeclaration, settings: RetentionSettings): Processing['areas'][number]['tables'][number] => ({
  table: table.table,
  purpose: table.purpose,
  whose: table.whose,
  readers: table.readers,
  kept: withSettings(table.kept, settings),
  holds: (Object.keys(useWords) as ColumnUse[]).flatMap((use) => {
    const columns = Object.entries(table.columns).flatMap(([column, one]) => (one === use ? [column] : []));
    return columns.length === 0 ? [] : [{ use: useWords[use], columns }];
  }),
  exported: (table.exported ?? []).length > 0,
  erased: erasedWords(table),
});

const isPersonal = (table: TableDeclaration): boolean =>
  Object.values(table.columns).some((use) => use === 'particular' || use === 'words');

const personalFirst = <One>(all: readonly One[], personal: (one: One) => boolean): One[] => [
  ...all.filter(personal),
  ...all.filter((one) => !personal(one)),
];

/** The record of processing, what is about people first, from the same declarations that export, erase and clear out. */
export const recordOfProcessing = (declarations: readonly PrivacyDeclaration[], settings: RetentionSettings): Processing => ({
  areas: personalFirst(declarations, ({ tables }) => tables.some(isPersonal)).map(({ area, tables }) => ({
    area,
    tables: personalFirst(tables, isPersonal).map((table) => tableOf(table, settings)),
  })),
});

/** The same as a document in Markdown. */
export function processingDocument({ areas }: Processing, partnership: string, on: string): string {
  const line = (words: string): string => words.replaceAll('|', '\\|');
  return [
    `# Record of processing: ${partnership}`,
    '',
    `Critical Friend, ${on}. Generated from what the program does: a table that is not described here does not pass its tests.`,
    ...areas.flatMap(({ area, tables }) => [
      '',
      `## ${area}`,
      ...tables.flatMap((table) => [
        '',
        `### ${table.table}`,
        '',
        table.purpose,
        '',
        '| | |',
        '|---|---|',
        `| Whose data | ${line(table.whose)} |`,
        `| Who reads it | ${line(table.readers)} |`,
        `| Kept | ${line(table.kept)} |`,
        `| In an export of a person | ${table.exported ? 'yes' : 'no'} |`,
        `| When a person is erased | ${line(table.erased)} |`,
        ...table.holds.map(({ use, columns }) => `| ${use} | ${columns.join(', ')} |`),
      ]),
    ]),
    '',
  ].join('\n');
}
