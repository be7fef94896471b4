import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Values } from '../../../tool/db/database.js';
import type { HomeAnswer } from '../../../tool/home/home.shared.js';
import type { SchoolTable, TraineeTable } from '../../../tool/attention/attention.shared.js';
import { eachDialect } from '../../database.js';
import { fillId } from '../../load/partnership-fill.js';
import { openFilled, type Filled, type Part } from './filled.js';

const lists: [string, Part, string][] = [
  ['the tutor’s table', 'tutor', '/api/attention/trainees'],
  ['a tutor’s Waiting for you', 'tutor', '/api/home'],
  ['a coordinator’s Waiting for you', 'coordinator', '/api/home'],
  ['a mentor’s Waiting for you', 'mentor', '/api/home'],
  ['a trainee’s Waiting for you', 'trainee', '/api/home'],
  ['the coordinator’s table of schools', 'coordinator', '/api/attention/schools'],
  ['the coordinator’s list of what schools agreed to', 'coordinator', '/api/approvals'],
  ['a tutor’s list of what schools agreed to', 'tutor', '/api/approvals'],
  ['the coordinator’s list of school contacts', 'coordinator', '/api/contacts'],
  ['the schools without a safeguarding lead', 'coordinator', '/api/contacts?missing=true'],
  ['the people card of a placement', 'tutor', `/api/placements/${fillId('placement', 0)}/contacts`],
  ['what one school agreed to', 'tutor', `/api/schools/${fillId('school', 0)}/approval`],
];

interface Statement {
  sql: string;
  values: Values;
}

/** What a request asks of the database, in its order. */
async function statementsOf({ tool }: Filled, work: () => Promise<unknown>): Promise<Statement[]> {
  const { db } = tool.services;
  const { select } = db;
  const asked: Statement[] = [];
  db.select = (sql, values = {}, tx) => {
    // A platform is remembered for a few seconds, so whether it is read again says nothing about a list.
    if (!sql.startsWith('SELECT * FROM platform ')) asked.push({ sql, values });
    return select(sql, values, tx);
  };
  await work();
  db.select = select;
  return asked;
}

const words = ({ sql }: Statement): string => sql.replace(/LIMIT \d+/, 'LIMIT n');

// These grow with platforms, courses and schools, which an operator can count; everything else grows with people and weeks.
const small = new Set([
  'partnership', 'platform', 'deployment', 'deployment_partnership', 'context', 'resource_link', 'link_policy', 'school', 'attention_rule', 'form_template',
  'form_template_version',
]); // prettier-ignore

/** Table of each alias in a statement. */
function tablesOf(sql: string): Map<string, string> {
  const found = [...sql.matchAll(/(?:FROM|JOIN)\s+([a-z_]+)(?:\s+(?!WHERE|ON|JOIN|LEFT|CROSS|ORDER|GROUP|LIMIT|SET)([a-z_]+))?/gi)];
  return new Map(found.flatMap(([, table = '', alias]) => [[alias ?? table, table]]));
}

/** Tables that a statement reads from one end to the other, in the words of the database's own plan. */
async function scansOf({ tool }: Filled, { sql, values }: Statement): Promise<string[]> {
  const { db } = tool.services;
  const tables = tablesOf(sql);
  const named = (alias: string): string => tables.get(alias) ?? alias;
  if (db.dialect === 'sqlite') {
    const plan = await db.select<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values);
    return plan.flatMap(({ detail }) => /^SCAN (?!CONSTANT ROW)(\w+)/.exec(detail)?.slice(1, 2) ?? []).map(named);
  }
  const plan = await db.select<{ table: string | null; type: string | null }>(`EXPLAIN ${sql}`, values);
  return plan.flatMap(({ table, type }) =>
    table !== null && !table.startsWith('<') && (type === 'ALL' || type === 'index') ? [named(table)] : [],
  );
}

/** The first so many placements become those of the one who asks. */
async function give(filled: Filled, role: 'tutor' | 'mentor', count: number): Promise<void> {
  const { personId } = await filled.viewer(role);
  const values = { personId, role, until: fillId('placement', count) };
  const { db } = filled.tool.services;
  await db.run('UPDATE role_held SET person_id = :personId WHERE role = :role AND placement_id < :until', values);
  if (role === 'mentor') await db.run('UPDATE observation SET observer_person_id = :personId WHERE placement_id < :until', values);
}

eachDialect('A list of two thousand trainees and forty weeks', (open) => {
  let few: Filled;
  let many: Filled;
  beforeAll(async () => {
    [few, many] = [
      await openFilled(open, { trainees: 20, weeks: 40, perTutor: 20 }),
      await openFilled(open, { trainees: 2_000, weeks: 40, perTutor: 60 }),
    ];
  }, 300_000);
  afterAll(async () => {
    await few.close();
    await many.close();
  });

  describe.each(lists)('%s', (_name, part, path) => {
    test('asks as many statements as for twenty', async () => {
      const [one, other] = [await statementsOf(few, () => few.read(part, path)), await statementsOf(many, () => many.read(part, path))];
      // Some are asked side by side: which of them comes first is chance.
      expect(other.map(words).sort()).toEqual(one.map(words).sort());
    });

    test('reads no growing table from end to end', async () => {
      const asked = await statementsOf(many, () => many.read(part, path));
      const scans = [];
      for (const statement of asked) {
        const tables = (await scansOf(many, statement)).filter((table) => !small.has(table));
        if (tables.length > 0) scans.push({ tables, sql: statement.sql });
      }
      expect(scans).toEqual([]);
    });
  });

  // Letters in the middle of a name are looked for in every name of the partnership.
  test('people whose data somebody asks about are found in as many statements as among twenty', async () => {
    const path = '/api/privacy/people?search=Person 1';
    const [one, other] = [
      await statementsOf(few, () => few.read('coordinator', path)),
      await statementsOf(many, () => many.read('coordinator', path)),
    ];
    expect(other.map(words)).toEqual(one.map(words));
  });

  test('what would be cleared out is asked in as many statements as for twenty, and finds withdrawn observations by their index', async () => {
    const path = '/api/privacy/retention';
    const [one, asked] = [
      await statementsOf(few, () => few.read('coordinator', path)),
      await statementsOf(many, () => many.read('coordinator', path)),
    ];
    expect(asked.map(words)).toEqual(one.map(words));
    const about = asked.filter(({ sql }) => sql.includes("state = 'withdrawn'") && !sql.includes('FROM target'));
    expect(about.length).toBeGreaterThan(8);
    for (const statement of about)
      expect([statement.sql, (await scansOf(many, statement)).includes('observation')]).toEqual([statement.sql, false]);
  });

  test.each([
    ['mentor', 'observation', 20],
    ['tutor', 'attention', 8],
  ] as const)(
    'a %s of two thousand has a first page in the statements of a hundred, with few lines for others',
    async (role, kind, most) => {
      const home = async (count: number): Promise<{ asked: string[]; others: HomeAnswer['others'] }> => {
        await give(many, role, count);
        const read: { others: HomeAnswer['others'] } = { others: [] };
        const asked = await statementsOf(many, async () => {
          read.others = (await many.read<HomeAnswer>(role, '/api/home')).others;
        });
        return { asked: asked.map(words).sort(), ...read };
      };
      const [some, all] = [await home(100), await home(2_000)];
      expect(all.asked).toEqual(some.asked);
      expect(all.others).toHaveLength(most);
      expect(all.others.filter(({ key }) => !key.startsWith(`${kind}:`))).toEqual([]);
    },
  );

  test('a tutor who has all two thousand gets them in one answer with the same statements', async () => {
    const all: { table?: TraineeTable } = {};
    const asked = await statementsOf(few, () => few.read('tutor', '/api/attention/trainees'));
    const askedOfAll = await statementsOf(many, async () => {
      all.table = await many.read<TraineeTable>('tutor', '/api/attention/trainees');
    });
    expect(all.table?.trainees).toHaveLength(2_000);
    expect(askedOfAll.map(words).sort()).toEqual(asked.map(words).sort());
  });

  test('schools come a page at a time, each once, in the order of the alphabet', async () => {
    const names: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: SchoolTable = await many.read('coordinator', `/api/attention/schools${next === '' ? '' : `?after=${next}`}`);
      expect(page.schools.length).toBeLessThanOrEqual(20);
      names.push(...page.schools.map((school) => school.name));
      next = page.next;
    }
    expect(names).toHaveLength(200);
    expect(names).toEqual([...new Set(names)].sort());
  });
});
