import type { Due } from '../../tool/home/home.shared.js';
import { msg, str } from '../shared/localize.js';
import { dayOf, nearDay, todayIn, type TimeOptions } from '../shared/times.js';

/** `due tomorrow`, `overdue since Tuesday`, `today`, `since 12 November`, `until Friday`: the day of a line, in people's words. */
export function dueWords({ kind, at }: Due, options: TimeOptions = {}): string {
  const day = at.length > 10 ? dayOf(new Date(at), options.timeZone) : at;
  const [near, past] = [nearDay(day, options), day < todayIn(options)];
  if (kind === 'by') return past ? msg(str`overdue since ${near}`) : msg(str`due ${near}`);
  if (kind === 'on') return past ? msg(str`was ${near}`) : near;
  if (kind === 'since') return msg(str`since ${near}`);
  return past ? msg(str`ended ${near}`) : msg(str`until ${near}`);
}
