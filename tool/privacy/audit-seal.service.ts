import { toInstant } from '../clock.js';
import { isUniqueViolation } from '../db/database.js';
import type { Ground } from '../slice.js';
import { checkSeal, makeSeal, type ChainState, type Fault } from './audit-chain.rules.js';
import { auditSealModel } from './audit-seal.model.js';

export interface ChainCheck {
  intact: boolean;
  seals: number;
  /** The newest seal. Kept elsewhere, it shows later that the chain was not made anew. */
  head: { number: number; digest: string } | null;
  /** Rows that wait for the next seal. */
  unsealed: number;
  /** Sealed rows that retention has removed. */
  aged: number;
  /** The first hundred. */
  faults: Fault[];
}

export interface AuditSealing {
  /** Seals every row that has none, a batch a transaction; while another process does so it leaves it alone. @returns rows sealed here */
  seal(): Promise<number>;
  /** Compares every seal and every row. @param known a seal that was noted down earlier and must be in the chain */
  check(known?: { number: number; digest: string }): Promise<ChainCheck>;
}

const batchLength = 500;
const mostFaults = 100;

export function createAuditSealing({ db, clock }: Pick<Ground, 'db' | 'clock'>): AuditSealing {
  const model = auditSealModel(db);

  /** The number is the primary key: of two processes that make the same seal one is refused, and nothing of its transaction stays. */
  const sealBatch = (): Promise<number> =>
    db.transaction(async (tx) => {
      const last = await model.last(tx);
      const rows = await model.unsealed(batchLength, tx);
      if (rows.length === 0) return 0;
      const seal = makeSeal(last, rows, rows.length < batchLength, toInstant(clock.now()));
      await model.insert(seal, tx);
      const ids = rows.map((row) => row.id);
      if ((await model.mark(seal.number, ids, tx)) !== ids.length) throw new Error('An audit row went while it was sealed.');
      return ids.length;
    });

  return {
    async seal() {
      let sealed = 0;
      for (;;) {
        const count = await sealBatch().catch((error: unknown) => {
          if (isUniqueViolation(error)) return 0;
          throw error;
        });
        sealed += count;
        if (count < batchLength) return sealed;
      }
    },
    async check(known) {
      const now = clock.now();
      const faults: Fault[] = [];
      let state: ChainState = { last: null, allBefore: '' };
      let aged = 0;
      let knownFound = known === undefined;
      for (;;) {
        const seals = await model.page(state.last?.number ?? 0, 20);
        for (const seal of seals) {
          const checked = checkSeal(state, seal, await model.rowsOf(seal.number), now);
          faults.push(...checked.faults.slice(0, mostFaults - faults.length));
          aged += checked.aged;
          state = checked.next;
          knownFound ||= seal.number === known?.number && seal.digest === known.digest;
        }
        if (seals.length === 0) break;
      }
      const { last } = state;
      const head = last === null ? null : { number: last.number, digest: last.digest };
      if (!knownFound) faults.push({ seal: known?.number ?? 0, row: null, fault: 'chain' });
      for (const { id, number } of await model.beyond(last?.number ?? 0)) faults.push({ seal: number, row: id, fault: 'inserted' });
      for (const { id } of await model.unsealedBefore(state.allBefore)) faults.push({ seal: 0, row: id, fault: 'late' });
      const kept = faults.slice(0, mostFaults);
      return { intact: faults.length === 0, seals: last?.number ?? 0, head, unsealed: await model.countUnsealed(), aged, faults: kept };
    },
  };
}
