import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '../../../tool/ids.js';
import type { ObservationList } from '../../../tool/observation/observation.shared.js';
import { eachDialect } from '../../database.js';
import { openSetting, type Setting } from './setting.js';

eachDialect('the list of a placement', (open) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await openSetting(open);
  });
  afterAll(() => setting.close());

  const planned = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) {
      const day = `2025-11-${String((made % 28) + 1).padStart(2, '0')}`;
      const lesson = { day, starts: null, period: null, className: null, subject: null, topic: null };
      const body = { placementId: setting.placementId, kind: 'formal', lesson, focus: '', writeUp: false };
      await setting.call(setting.cast.priya, 'put', `/api/observations/${newId()}`, body);
    }
  };
  const page = (after?: string): Promise<ObservationList> => {
    const query = after === undefined ? {} : { after };
    return setting.call(setting.cast.priya, 'get', `/api/placements/${setting.placementId}/observations`, undefined, null, query);
  };
  /** How many statements a piece of work asks of the database. */
  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    const { db } = setting;
    const original = db.select;
    let asked = 0;
    db.select = (...given: Parameters<typeof original>) => {
      asked += 1;
      return original(...given);
    };
    await work();
    db.select = original;
    return asked;
  };

  it('costs the same statements for two records and for a full page, and shows every record once', async () => {
    await planned(2);
    const few = await statements(() => page());
    await planned(60);
    expect(await statements(() => page())).toBe(few);
    const first = await page();
    const second = await page(first.next ?? undefined);
    expect([first.observations.length, second.observations.length, second.next]).toEqual([50, 12, null]);
    const all = [...first.observations, ...second.observations];
    expect(new Set(all.map((one) => one.id)).size).toBe(62);
    const days = all.map((one) => one.lesson.day);
    expect(days).toEqual(days.toSorted().toReversed());
  });
});
