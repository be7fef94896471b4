import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { createPeople } from '../../../tool/partnership/people.service.js';
import { createErasures } from '../../../tool/privacy/erasure.service.js';
import { createRetention } from '../../../tool/privacy/retention.service.js';
import { tableDeclarations } from '../../../tool/table-declarations.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { buildHouse, must, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

eachDialect('Whom a trainee can call is kept', (open) => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  const clock = new MovableClock();

  beforeAll(async () => {
    clock.setTo(new Date('2026-11-12T09:00:00.000Z'));
    scratch = await open();
    tool = await startTool(scratch, {}, { clock });
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership', () => clock.now());
    const someone = { someone: { name: 'Sam Cole', reach: '01632 960124' } };
    const lead = { name: 'J. Marsh', telephone: '01632 960123' };
    for (const [path, body] of [
      [`/api/placements/${house.placementId}/someone-else`, someone],
      ['/api/contacts/someone-else', someone],
      [`/api/schools/${house.schoolId}/contacts`, { lead, documents: null }],
    ] as const)
      await must(tool, house.bearer.coordinator, 'PUT', { path, body });
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await scratch.drop();
  });

  /** Which of them are left on this day, after the day's clearing out. */
  const leftOn = async (instant: string): Promise<string[]> => {
    clock.setTo(new Date(instant));
    const { services } = tool;
    const erasures = createErasures({ ground: services, declarations: tableDeclarations, people: createPeople(services), files: [] });
    await createRetention(services, tableDeclarations, erasures).sweep();
    const tables = ['partnership_contact', 'placement_contact', 'school_contact'];
    const found = await Promise.all(tables.map((table) => services.db.select(`SELECT changed_at FROM ${table}`)));
    return tables.filter((_table, index) => found[index]?.length === 1);
  };

  test('for 90 days after the placement where it is the placement’s, and a year where it is the school’s', async () => {
    expect(await leftOn('2027-03-17T03:00:00.000Z')).toEqual(['partnership_contact', 'placement_contact', 'school_contact']);
    expect(await leftOn('2027-03-19T03:00:00.000Z')).toEqual(['partnership_contact', 'school_contact']);
    expect(await leftOn('2027-12-17T03:00:00.000Z')).toEqual(['partnership_contact', 'school_contact']);
    expect(await leftOn('2027-12-19T03:00:00.000Z')).toEqual(['partnership_contact']);
  });
});
