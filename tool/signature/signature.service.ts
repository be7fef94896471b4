import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import type { Ground } from '../slice.js';
import { canonicalText, type Json } from './canonical.js';
import { signatureModel, type StoredSignature } from './signature.model.js';
import { checkRecord, digestOf, sealDocument, signatureDigest, type Check, type Leaf, type Meaning } from './signature.rules.js';

export interface RecordName {
  kind: string;
  id: string;
}

export interface Signatory {
  personId: string;
  identityId: string;
  role: string;
  meaning: Meaning;
}

export interface Signatures {
  /** Seals a record and puts the first signature under it, in the caller's transaction. @returns the record's digest */
  seal(
    record: RecordName & { space: string; partnershipId: string },
    skeleton: Record<string, Json>,
    leaves: ReadonlyMap<string, Leaf>,
    by: Signatory,
    tx: Tx,
  ): Promise<string>;
  /** Adds the next signature of the chain. The caller holds the lock of the record's own row. @throws where nothing was sealed */
  add(record: RecordName & { space: string }, by: Signatory, tx: Tx): Promise<void>;
  /** Signatures of records of one kind, in order, in one statement. */
  find(kind: string, ids: string[], tx?: Tx): Promise<StoredSignature[]>;
  /** Compares a record's rows with what was signed; null where nothing was sealed. */
  check(record: RecordName, skeleton: Record<string, Json>, leaves: ReadonlyMap<string, Leaf>, tx?: Tx): Promise<Check | null>;
}

export function createSignatures({ ground }: { ground: Pick<Ground, 'db' | 'clock'> }): Signatures {
  const model = signatureModel(ground.db);

  const append = async (
    record: RecordName & { space: string },
    recordDigest: string,
    previous: StoredSignature | null,
    by: Signatory,
    signedAt: string,
    tx: Tx,
  ) => {
    const facts = {
      recordKind: record.kind,
      recordId: record.id,
      position: (previous?.position ?? 0) + 1,
      meaning: by.meaning,
      personId: by.personId,
      identityId: by.identityId,
      role: by.role,
      signedAt,
      recordDigest,
      previousDigest: previous?.digest ?? null,
    };
    await model.insertSignature({ ...facts, digest: signatureDigest(facts) }, record.space, tx);
  };

  return {
    async seal(record, skeleton, leaves, by, tx) {
      const document = canonicalText(sealDocument(skeleton, leaves));
      const digest = digestOf(document);
      const signedAt = instantNow(ground.clock);
      await model.insertRecord(
        {
          record_kind: record.kind,
          record_id: record.id,
          space: record.space,
          partnership_id: record.partnershipId,
          document,
          digest,
          signed_at: signedAt,
        },
        tx,
      );
      await append(record, digest, null, by, signedAt, tx);
      return digest;
    },
    async add(record, by, tx) {
      const [stored] = await model.findRecords(record.kind, [record.id], tx);
      if (!stored) throw new Error('Only a sealed record can be signed again.');
      const previous = (await model.findSignatures(record.kind, [record.id], tx)).at(-1) ?? null;
      await append(record, stored.digest, previous, by, instantNow(ground.clock), tx);
    },
    find: (kind, ids, tx) => model.findSignatures(kind, ids, tx),
    async check(record, skeleton, leaves, tx) {
      const [stored] = await model.findRecords(record.kind, [record.id], tx);
      if (!stored) return null;
      return checkRecord(stored, await model.findSignatures(record.kind, [record.id], tx), skeleton, leaves);
    },
  };
}
