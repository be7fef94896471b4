import { createHash } from 'node:crypto';
import { canonicalText } from '../signature/canonical.js';

/** An audit row as it is stored, without the number of its seal. */
export interface AuditFacts {
  id: string;
  at: string;
  partnership_id: string | null;
  action: string;
  person_id: string | null;
  identity_id: string | null;
  session_id: string | null;
  object_kind: string | null;
  object_id: string | null;
  placement_id: string | null;
  detail: string | null;
}

/** What a seal says; its RFC 8785 text is stored and digested. */
export interface SealDocument {
  number: number;
  /** Digest of the seal before; null for the first. */
  previous: string | null;
  sealedAt: string;
  /** No row was left without a seal when this one was made. */
  all: boolean;
  rows: { id: string; at: string; digest: string }[];
}

export interface StoredSeal {
  number: number;
  document: string;
  digest: string;
  sealed_at: string;
}

/**
 * `chain`: the seal itself was changed, or its place in the chain. `changed`, `removed`: a row that it names. `inserted`: a row that
 * claims a seal which does not name it. `late`: a row dated long before a time at which every row was sealed.
 */
export interface Fault {
  seal: number;
  row: string | null;
  fault: 'chain' | 'changed' | 'removed' | 'inserted' | 'late';
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url');

/** SHA-256, base64url, of one row's RFC 8785 text. */
export const rowDigest = (row: AuditFacts): string =>
  sha256(
    `critical-friend/audit-row/1\n${canonicalText({
      id: row.id, at: row.at, partnership_id: row.partnership_id, action: row.action, person_id: row.person_id, identity_id: row.identity_id,
      session_id: row.session_id, object_kind: row.object_kind, object_id: row.object_id, placement_id: row.placement_id, detail: row.detail,
    })}`,
  ); // prettier-ignore

const sealDigest = (document: string): string => sha256(`critical-friend/audit-seal/1\n${document}`);

/** The next seal of the chain over these rows. */
export function makeSeal(last: StoredSeal | null, rows: readonly AuditFacts[], all: boolean, sealedAt: string): StoredSeal {
  const number = (last?.number ?? 0) + 1;
  const named = rows.map((row) => ({ id: row.id, at: row.at, digest: rowDigest(row) }));
  const document = canonicalText({ number, previous: last?.digest ?? null, sealedAt, all, rows: named });
  return { number, document, digest: sealDigest(document), sealed_at: sealedAt };
}

/** No rule of retention removes a younger row, so a younger one that is gone was taken away. */
export const keptAtLeastMs = 364 * 24 * 60 * 60_000;
/** A transaction may still be open while others are sealed; nothing here takes this long. */
const longestWriteMs = 60 * 60_000;

export interface ChainState {
  /** The seal before; null at the start. */
  last: StoredSeal | null;
  /** Every row dated before this instant was sealed by then; '' while that was never so. */
  allBefore: string;
}

export interface SealCheck {
  faults: Fault[];
  /** Rows that are gone and old enough to have been removed by retention. */
  aged: number;
  next: ChainState;
}

const readDocument = (text: string): SealDocument | null => {
  try {
    return JSON.parse(text) as SealDocument;
  } catch {
    return null;
  }
};

const before = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();

export const isLate = (at: string, { allBefore }: ChainState): boolean => at < allBefore;

/** Compares a seal with the one before it and with the rows that carry its number. @param now the time of the check */
export function checkSeal(state: ChainState, seal: StoredSeal, rows: readonly AuditFacts[], now: Date): SealCheck {
  const fault = (kind: Fault['fault'], row: string | null = null): Fault => ({ seal: seal.number, row, fault: kind });
  const document = sealDigest(seal.document) === seal.digest ? readDocument(seal.document) : null;
  if (document === null) return { faults: [fault('chain')], aged: 0, next: { ...state, last: seal } };

  const inPlace =
    seal.number === (state.last?.number ?? 0) + 1 &&
    document.number === seal.number &&
    document.previous === (state.last?.digest ?? null) &&
    document.sealedAt === seal.sealed_at;
  const faults = inPlace ? [] : [fault('chain')];
  const stored = new Map(rows.map((row) => [row.id, row]));
  const agedBefore = before(now.toISOString(), keptAtLeastMs);
  let aged = 0;
  for (const named of document.rows) {
    const row = stored.get(named.id);
    stored.delete(named.id);
    if (!row && named.at < agedBefore) aged += 1;
    else if (!row) faults.push(fault('removed', named.id));
    else if (rowDigest(row) !== named.digest) faults.push(fault('changed', named.id));
    else if (isLate(named.at, state)) faults.push(fault('late', named.id));
  }
  for (const id of stored.keys()) faults.push(fault('inserted', id));
  const allBefore = document.all ? before(document.sealedAt, longestWriteMs) : state.allBefore;
  return { faults, aged, next: { last: seal, allBefore } };
}
