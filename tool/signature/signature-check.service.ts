import type { Database } from '../db/database.js';
import type { SealedSource } from './sealed-source.js';
import { signatureModel } from './signature.model.js';
import { checkRecord, type Check } from './signature.rules.js';

/** A record that is not as it was signed. Ids and names of parts only: what somebody wrote is never in it. */
export interface SignatureFault {
  kind: string;
  id: string;
  /** `not-sealed`: the record says signed and nothing was sealed. `record-gone`: something was sealed and the record is not there. */
  fault: 'changed' | 'not-sealed' | 'record-gone';
  /** Parts whose words are not the signed ones; with none, the skeleton or a signature was changed. */
  changed: string[];
}

export interface SignatureReport {
  checked: number;
  faults: SignatureFault[];
}

const inOneGo = 200;

/**
 * Compares every signed record of these partnerships with what was signed, and finds records without a seal and seals without a record.
 * For the operator: it reads everything and answers with nothing of it.
 */
export async function checkSignatures(
  db: Database,
  sources: readonly SealedSource[],
  partnershipIds: readonly string[],
): Promise<SignatureReport> {
  const model = signatureModel(db);
  const report: SignatureReport = { checked: 0, faults: [] };
  const add = (kind: string, id: string, fault: SignatureFault['fault'], changed: string[] = []): void => {
    report.faults.push({ kind, id, fault, changed });
  };
  const isIntact = (check: Check): boolean => check.intact && check.signatures.every((signature) => signature.intact);

  const checkAll = async (source: SealedSource, partnershipId: string): Promise<void> => {
    const { kind } = source;
    const sealed = new Set(await model.findSealedIds(kind, partnershipId));
    for (let after = ''; ;) {
      const page = await source.page(partnershipId, after, inOneGo);
      const ids = page.map((record) => record.id);
      const stored = new Map((await model.findRecords(kind, ids)).map((row) => [row.record_id, row]));
      const signatures = await model.findSignatures(kind, ids);
      for (const { id, skeleton, leaves } of page) {
        const row = stored.get(id);
        sealed.delete(id);
        report.checked += 1;
        if (!row) add(kind, id, 'not-sealed');
        else {
          const check = checkRecord(
            row,
            signatures.filter((signature) => signature.recordId === id),
            skeleton,
            leaves,
          );
          if (!isIntact(check)) add(kind, id, 'changed', check.changed);
        }
      }
      if (page.length < inOneGo) break;
      after = page.at(-1)?.id ?? '';
    }
    for (const id of sealed) add(kind, id, 'record-gone');
  };

  for (const partnershipId of partnershipIds) {
    for (const source of sources) await checkAll(source, partnershipId);
  }
  return report;
}
