import type { Tx } from '../db/database.js';
import { newSecret } from '../ids.js';
import { redactionKind, redactionLeaves, redactionSkeleton } from './observation-content.js';
import { recordSpace, type ObservationRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import type { RedactionRow } from './observation-redaction.model.js';
import { cut, gapOf } from './observation-redaction.rules.js';
import type { Passage } from './observation-redaction.shared.js';
import type { RecordText } from './observation-texts.js';

export const passagesOf = (row: Pick<RedactionRow, 'passages'>): Passage[] => JSON.parse(row.passages) as Passage[];

/** Who takes words away, when, and the day that the gap says. */
export interface Removal {
  by: { personId: string; identityId: string; role: string };
  /** ISO instant. */
  at: string;
  /** ISO day. */
  day: string;
}

/**
 * Takes the words out, under the lock of the record: the old text and its salt go, so that the hash that was signed stays and says nothing;
 * what is left is sealed anew, under the redaction. @returns false where the row was decided already
 */
export async function removeWords(
  { observations, redactions, signatures }: Pick<Parts, 'observations' | 'redactions' | 'signatures'>,
  { row, asked, found }: { row: ObservationRow; asked: RedactionRow; found: RecordText },
  { by, at, day }: Removal,
  tx: Tx,
): Promise<boolean> {
  const decision = { state: 'removed' as const, decided_by: by.personId, decided_as: by.role, decided_at: at, salt: newSecret() };
  if (!(await redactions.decide(asked.id, decision, tx))) return false;
  const gap = gapOf(asked.reason, day);
  const whole = cut(found.text, passagesOf(asked), gap);
  // A line too short for its gap goes whole.
  const text = whole.length <= found.most ? whole : gap;
  const words = passagesOf(asked).map(({ start, end }) => found.text.slice(start, end));
  await found.replace(text, { words, gap }, tx);
  await redactions.overtake(row.id, asked.part, asked.id, tx);
  const decided = { ...asked, ...decision };
  await signatures.seal(
    { kind: redactionKind, id: asked.id, space: recordSpace, partnershipId: row.partnership_id },
    redactionSkeleton(decided),
    redactionLeaves(decided, text),
    { ...by, meaning: 'added' },
    tx,
  );
  await observations.touch(row.id, at, null, tx);
  return true;
}
