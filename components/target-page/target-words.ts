import type { TargetMoment } from '../../tool/target/target-page.shared.js';
import type { TargetStatus } from '../../tool/target/target.shared.js';
import type { IconName } from '../shared/icons.js';
import { msg, str } from '../shared/localize.js';

/** The parts of the page, in their order. */
export const shownStatuses = ['active', 'parked', 'closed', 'dropped'] as const satisfies readonly TargetStatus[];
export type ShownStatus = (typeof shownStatuses)[number];

export const statusHeading = (status: ShownStatus, count: number): string =>
  ({
    active: msg(str`Working on now (${count})`),
    parked: msg(str`Parked (${count})`),
    closed: msg(str`Done (${count})`),
    dropped: msg(str`Dropped (${count})`),
  })[status];

export const statusIcon: Readonly<Record<ShownStatus, IconName>> = {
  active: 'pen',
  parked: 'clock',
  closed: 'check',
  dropped: 'minus',
};

/** What happened to a target, as a sentence. @param first it is the line of its agreement */
export function momentSentence({ became, by, was, record }: TargetMoment, first: boolean): string {
  if (became === 'active') {
    if (first) return msg(str`Agreed, and signed by ${by}`);
    return record ? msg(str`${by}: still working on it`) : msg(str`${by} took it up again`);
  }
  if (became === 'reworded') return was === '' ? msg(str`${by} changed its words`) : msg(str`${by} worded it anew. Before: ${was}`);
  if (became === 'parked') return msg(str`${by} parked it`);
  if (became === 'closed') return msg(str`${by}: done`);
  return msg(str`${by} dropped it`);
}
