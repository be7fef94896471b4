import type { AttentionRule, TraineeRow } from '../../tool/attention/attention.shared.js';

/** What the reader has chosen; empty texts choose everything. */
export interface TraineeFilter {
  name: string;
  needing: boolean;
  rule: AttentionRule | '';
  school: string;
  phase: string;
  mentor: string;
}

export const noFilter: TraineeFilter = { name: '', needing: false, rule: '', school: '', phase: '', mentor: '' };

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Accents and capital letters make no difference to a search. */
export const matches = (row: TraineeRow, filter: TraineeFilter): boolean =>
  plain(row.trainee.name).includes(plain(filter.name.trim())) &&
  (!filter.needing || row.flags.length > 0) &&
  (filter.rule === '' || row.flags.some((flag) => flag.rule === filter.rule)) &&
  (filter.school === '' || row.school.id === filter.school) &&
  (filter.phase === '' || row.phase === filter.phase) &&
  (filter.mentor === '' || row.mentors.some((mentor) => mentor.personId === filter.mentor));

export interface Choice {
  value: string;
  words: string;
}

const choices = (all: readonly Choice[]): Choice[] =>
  [...new Map(all.map((one) => [one.value, one])).values()].sort((one, other) => one.words.localeCompare(other.words));

export const schoolsOf = (rows: readonly TraineeRow[]): Choice[] =>
  choices(rows.map(({ school }) => ({ value: school.id, words: school.name })));
export const phasesOf = (rows: readonly TraineeRow[]): Choice[] =>
  choices(rows.flatMap(({ phase }) => (phase === null ? [] : [{ value: phase, words: phase }])));
export const mentorsOf = (rows: readonly TraineeRow[]): Choice[] =>
  choices(rows.flatMap(({ mentors }) => mentors.map(({ personId, name }) => ({ value: personId, words: name }))));
