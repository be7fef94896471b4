/**
 * What a slice says of each table it keeps, in `<slice>.privacy.ts`: pure data. The record of processing is read from it, the export and the
 * erasure of a person and the daily retention run by it (tool/privacy), and a test fails on a table or column that is not declared.
 */

/** What a column holds, which decides what an export shows of it and what an erasure does to it. */
export type ColumnUse =
  | 'id' // of a row of ours, or of a platform's course or link: shown, stays
  | 'person' // id of a person: shown with the name beside it, stays; after an erasure it leads to nobody's particulars
  | 'fact' // an instant, a day, a state, a number, a word from a closed list, a setting: shown, stays
  | 'label' // the name of a thing that is not a person (a school, a course, a form): shown, stays
  | 'particular' // says who somebody is (name, e-mail, student number): shown, emptied
  | 'outside' // a platform's identifier of a person: shown, replaced by one that leads nowhere
  | 'words' // what people wrote: shown, emptied
  | 'salt' // of a signed leaf: hidden, emptied together with the words
  | 'trace' // computed from particulars: hidden, emptied
  | 'secret' // hashes of tokens, keys: hidden, stays
  | 'erased_at' // shown, written by an erasure
  | 'erased_because'; // shown, written by an erasure

/** `{now}`, `{because}` (in words) and `{former}` ("A former mentor") are filled in. */
export type SetValue = string | number | null;

/**
 * One thing an erasure does to a table. `rows` is an SQL condition over the table with `:personId`, `:partnershipId`, `:placementIds`
 * (where the person is the trainee), `:identityIds` (theirs here) and `:lastIdentityIds` (theirs, and nobody's elsewhere).
 */
export interface ErasureStep {
  rows: string;
  /** `empty` treats each column by its use; `set` only writes what `set` names. */
  do: 'delete' | 'empty' | 'set';
  set?: Record<string, SetValue>;
  /** Roles end before anything else, so that nobody can write meanwhile. */
  first?: boolean;
}

/** Rows an export holds; the same names as in an erasure. `only` leaves columns out that the person does not see either. */
export interface ExportChoice {
  rows: string;
  only?: string[];
}

/** A partnership's own periods, within bounds (tool/privacy/retention.shared.ts). */
export type RetentionSetting = 'recordYears' | 'draftDays' | 'rosterDays' | 'auditYears';

/** Rows that go once they are old enough. `rows` is an SQL condition with `:partnershipId` and `:before`, an instant. */
export interface AgeStep {
  /** For the list of what would go: "Words of drafts that were withdrawn". */
  what: string;
  rows: string;
  after: { setting: RetentionSetting } | { days: number };
  /** Rows that were emptied no longer meet `rows`. */
  do: 'delete' | 'empty' | 'erase-person';
  set?: Record<string, SetValue>;
  /** SQL for the placement or the person a row belongs to, so that a hold keeps it. */
  placementOf?: string;
  personOf?: string;
}

export interface TableDeclaration {
  table: string;
  /** Columns of the primary key. */
  key: string[];
  /** One sentence. */
  purpose: string;
  /** Whose data it is, in words. */
  whose: string;
  /** Who reads it, in words. */
  readers: string;
  /** How long, in words; `{recordYears}` and the other settings are filled in. */
  kept: string;
  columns: Record<string, ColumnUse>;
  /** Rows that belong to the record of the placements `:placementIds`, and go with it. */
  recordRows?: string;
  ages?: AgeStep[];
  exported?: ExportChoice[];
  erased?: ErasureStep[];
  /** What stays although it carries the person’s number: told before an erasure is confirmed. */
  stays?: { rows: string; what: string };
}

/** What one slice declares. */
export interface PrivacyDeclaration {
  /** Heading in the record of processing. */
  area: string;
  /** Parents before children, as the migrations make them; rows are deleted the other way round. */
  tables: TableDeclaration[];
  /**
   * Kinds of record this slice has signed: SQL for the ids of those that belong to the placements `:placementIds`. The tables of
   * signatures say `{records}` for all of them.
   */
  records?: Record<string, string>;
}
