import type { TraineeRow } from '../../tool/attention/attention.shared.js';
import { msg, str } from '../shared/localize.js';

// Somebody with two placements is one trainee.
const people = (rows: readonly TraineeRow[]): number => new Set(rows.map((row) => row.trainee.personId)).size;

/** *12 trainees. 2 need you.* */
export function headline(rows: readonly TraineeRow[]): string {
  const all = people(rows);
  const needing = people(rows.filter((row) => row.flags.length > 0));
  const trainees = all === 1 ? msg('1 trainee.') : msg(str`${all} trainees.`);
  const need = needing === 0 ? msg('Nobody needs you just now.') : needing === 1 ? msg('1 needs you.') : msg(str`${needing} need you.`);
  return `${trainees} ${need}`;
}
