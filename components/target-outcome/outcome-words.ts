import type { TargetOutcome } from '../../tool/target/target.shared.js';
import { msg } from '../shared/localize.js';

/** What became of a target, as it is said about one. */
export const outcomeName = (outcome: TargetOutcome): string =>
  ({ going_on: msg('Still working on it'), done: msg('Done'), park: msg('Parked for now') })[outcome];
