import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import { newId } from '../ids.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import type { PrivacyDeclaration } from '../table-declaration.js';
import { declaredRows, type Scope } from './declared-rows.model.js';
import { tablesOf, type Fill } from './declared.rules.js';
import { appendErasure, type LoggedErasure } from './erasure-log.js';
import { erasureModel, type ErasureRow } from './erasure.model.js';
import { becauseWords, formerName, type Because } from './erasure.rules.js';
import { findHoldsAgainst } from './hold.model.js';
import { viewsOfHolds } from './hold.view.js';
import type { PersonFiles } from './person-files.js';
import { mayAdminister } from './privacy.policy.js';
import type { ErasureBody, ErasureCount, Prepared, Receipt, Receipts } from './privacy.shared.js';
import { findRolesEver, findSubject, lockPartnership, lockSubject, scopeOf } from './subject.model.js';

export interface ErasureNeeds {
  ground: Ground;
  declarations: readonly PrivacyDeclaration[];
  people: People;
  files: readonly PersonFiles[];
}

/** Who asks: a coordinator on the page, or the operator's command. */
export type By = { viewer: KnownViewer } | { operatorOf: string };

export interface Erasures {
  /** What would go, stored as a first step. @throws Problem 404, 422 */
  prepare(by: By, body: ErasureBody): Promise<Prepared>;
  /** Erases. The same step again answers the same receipt. @throws Problem 404, 422 while a hold stands or the first step is old */
  confirm(by: By, id: string): Promise<Receipt>;
  list(viewer: KnownViewer, before: string | null): Promise<Receipts>;
  /** Whoever nothing needs any more, in the transaction of retention. @returns false where a hold stands */
  retire(partnershipId: string, personId: string, tx: Tx): Promise<boolean>;
  /** After a restore: erases again whoever the log names. @returns how many were still there */
  reapply(logged: readonly LoggedErasure[]): Promise<number>;
  /** Removes the files and writes the log of what is done; repeats what a stopped process left. */
  settle(): Promise<void>;
}

const preparedForMs = 24 * 60 * 60_000;
const pageSize = 50;

export function createErasures({ ground, declarations, people, files }: ErasureNeeds): Erasures {
  const { db, clock, audit, config } = ground;
  const model = erasureModel(db);
  const rows = declaredRows(db, declarations);
  const tables = tablesOf(declarations);
  const partnershipOf = (by: By): string => ('viewer' in by ? by.viewer.partnershipId : by.operatorOf);
  const personOf = (by: By): string | null => ('viewer' in by ? by.viewer.personId : null);

  const allowed = async (by: By, tx: Tx): Promise<void> => {
    if ('viewer' in by && !mayAdminister(await viewerNow(db, by.viewer, tx))) throw notFound();
  };

  /** How many rows each table would lose or have emptied. */
  const countAll = async (scope: Scope, tx: Tx): Promise<ErasureCount[]> => {
    const counts: ErasureCount[] = [];
    for (const table of tables) {
      const line = { table: table.table, purpose: table.purpose, deleted: 0, emptied: 0 };
      for (const step of table.erased ?? []) {
        if (step.do === 'set') continue;
        line[step.do === 'delete' ? 'deleted' : 'emptied'] += await rows.count(table, step.rows, scope, tx);
      }
      if (line.deleted + line.emptied > 0) counts.push(line);
    }
    return counts;
  };

  /** Roles end first, so that nobody writes meanwhile; then rows go, children first; then texts, so that the conditions still find them. */
  const eraseRows = async (scope: Scope, fill: Fill, tx: Tx): Promise<ErasureCount[]> => {
    const steps = tables.flatMap((table) => (table.erased ?? []).map((step) => ({ table, step })));
    const ordered = [
      ...steps.filter(({ step }) => step.first),
      ...steps.filter(({ step }) => step.do === 'delete').reverse(),
      ...steps.filter(({ step }) => !step.first && step.do !== 'delete').reverse(),
    ];
    const counts = new Map<string, ErasureCount>();
    for (const { table, step } of ordered) {
      const changed = await rows.change(table, step.rows, { ...step, fill }, scope, tx);
      if (step.do === 'set' || changed === 0) continue;
      const line = counts.get(table.table) ?? { table: table.table, purpose: table.purpose, deleted: 0, emptied: 0 };
      line[step.do === 'delete' ? 'deleted' : 'emptied'] += changed;
      counts.set(table.table, line);
    }
    return tables.flatMap((table) => counts.get(table.table) ?? []);
  };

  /** The partnership is locked, and no hold stands. */
  const erase = async (partnershipId: string, personId: string, because: Because, tx: Tx): Promise<ErasureCount[]> => {
    await lockSubject(db, await scopeOf(db, partnershipId, personId, tx), tx);
    const scope = await scopeOf(db, partnershipId, personId, tx);
    const former = formerName(await findRolesEver(db, partnershipId, personId, tx));
    return eraseRows(scope, { now: instantNow(clock), because: becauseWords(because), former }, tx);
  };

  const receiptOf = (row: ErasureRow, former: string, by: string | null): Receipt => ({
    id: row.id, personId: row.personId, former, because: becauseWords(row.because), reference: row.reference, preparedAt: row.preparedAt,
    doneAt: row.doneAt ?? '', confirmedBy: by, counts: JSON.parse(row.counts) as ErasureCount[],
  }); // prettier-ignore

  const receiptsOf = async (partnershipId: string, found: ErasureRow[]): Promise<Receipt[]> => {
    const names = await people.namesOf(partnershipId, found.flatMap((row) => [row.personId, ...(row.confirmedBy === null ? [] : [row.confirmedBy])])); // prettier-ignore
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id)?.name ?? null));
    return found.map((row) => receiptOf(row, nameOf(row.personId) ?? formerName([]), nameOf(row.confirmedBy)));
  };

  /** Erases without a first step, with a receipt of its own. */
  const eraseAtOnce = async (partnershipId: string, personId: string, because: Because, tx: Tx): Promise<void> => {
    const now = instantNow(clock);
    const counts = JSON.stringify(await erase(partnershipId, personId, because, tx));
    const row = { id: newId(), partnershipId, personId, because, reference: null, preparedBy: null, preparedAt: now, confirmedBy: null };
    await model.insert({ ...row, doneAt: now, counts }, tx);
    await audit.record({ action: 'person.erased', partnershipId, objectKind: 'person', objectId: personId, detail: because }, tx);
  };

  const settle = async (): Promise<void> => {
    for (;;) {
      const open = await model.unlogged();
      for (const { id, partnershipId, personId, doneAt } of open) {
        const { placementIds } = await scopeOf(db, partnershipId, personId);
        for (const source of files) await source.erase({ partnershipId, personId, placementIds });
        await appendErasure(config.dataDir, { at: doneAt ?? instantNow(clock), partnershipId, personId });
        await model.markLogged(id, instantNow(clock));
      }
      if (open.length < 100) return;
    }
  };

  return {
    settle,
    prepare: (by, { personId, because, reference }) =>
      db.transaction(async (tx) => {
        const partnershipId = partnershipOf(by);
        await allowed(by, tx);
        const found = await findSubject(db, partnershipId, personId, tx);
        if (!found) throw notFound();
        if (found.erasedAt !== null) throw refused('erased-already', 'This person was erased before. The receipt is in the list.');
        if (personOf(by) === personId) throw refused('not-yourself', 'Nobody erases themselves. Ask another coordinator.');
        const scope = await scopeOf(db, partnershipId, personId, tx);
        const counts = await countAll(scope, tx);
        const stays = [];
        for (const table of tables) {
          if (!table.stays) continue;
          const found = await rows.count(table, table.stays.rows, scope, tx);
          if (found > 0) stays.push({ what: table.stays.what, rows: found });
        }
        const id = newId();
        await model.insert(
          {
            id, partnershipId, personId, because, reference, preparedBy: personOf(by), preparedAt: instantNow(clock), confirmedBy: null, doneAt: null,
            counts: JSON.stringify(counts),
          },
          tx,
        ); // prettier-ignore
        const name = (await people.namesOf(partnershipId, [personId], { tx })).get(personId)?.name ?? '';
        const former = formerName(await findRolesEver(db, partnershipId, personId, tx));
        const holds = await viewsOfHolds(db, people, partnershipId, await findHoldsAgainst(db, partnershipId, personId, tx), tx);
        return { id, person: { personId, name }, former, counts, stays, holds };
      }),

    async confirm(by, id) {
      const partnershipId = partnershipOf(by);
      const done = await db.transaction(async (tx) => {
        await lockPartnership(db, partnershipId, tx);
        await allowed(by, tx);
        const row = await model.find(partnershipId, id, tx);
        if (!row) throw notFound();
        if (row.doneAt !== null) return row;
        if (row.preparedAt < toInstant(addMs(clock.now(), -preparedForMs)))
          throw refused('prepared-too-long-ago', 'This was prepared more than a day ago. Look at what would go once more.');
        const subject = await findSubject(db, partnershipId, row.personId, tx);
        if (!subject || subject.erasedAt !== null)
          throw refused('erased-already', 'This person was erased before. The receipt is in the list.');
        if ((await findHoldsAgainst(db, partnershipId, row.personId, tx)).length > 0)
          throw refused('held', 'Nothing was erased: a hold stands. Lift it first, or leave it for now.');
        const counts = JSON.stringify(await erase(partnershipId, row.personId, row.because, tx));
        const now = instantNow(clock);
        await model.finish(id, personOf(by), now, counts, tx);
        const asked = 'viewer' in by ? { identityId: by.viewer.identityId, sessionId: by.viewer.sessionId } : {};
        await audit.record(
          {
            action: 'person.erased', partnershipId, personId: personOf(by), ...asked, objectKind: 'person', objectId: row.personId,
            detail: row.because,
          },
          tx,
        ); // prettier-ignore
        return { ...row, confirmedBy: personOf(by), doneAt: now, counts };
      });
      await settle();
      const [made] = await receiptsOf(partnershipId, [done]);
      if (!made) throw new Error('A receipt that was just written is not there.');
      return made;
    },

    async list(viewer, before) {
      if (!mayAdminister(viewer)) throw notFound();
      const found = await model.listDone(viewer.partnershipId, before, pageSize + 1);
      const page = found.slice(0, pageSize);
      return {
        receipts: await receiptsOf(viewer.partnershipId, page),
        next: found.length > pageSize ? (page.at(-1)?.id ?? null) : null,
      };
    },

    async retire(partnershipId, personId, tx) {
      await lockPartnership(db, partnershipId, tx);
      if ((await findHoldsAgainst(db, partnershipId, personId, tx)).length > 0) return false;
      await eraseAtOnce(partnershipId, personId, 'retention', tx);
      return true;
    },

    async reapply(logged) {
      let again = 0;
      for (const { partnershipId, personId } of logged) {
        const erased = await db.transaction(async (tx) => {
          await lockPartnership(db, partnershipId, tx);
          const subject = await findSubject(db, partnershipId, personId, tx);
          if (!subject || subject.erasedAt !== null) return false;
          // A hold does not stand in the way: the text was gone already when the backup was brought back.
          await eraseAtOnce(partnershipId, personId, 'after-restore', tx);
          return true;
        });
        if (erased) again += 1;
      }
      await settle();
      return again;
    },
  };
}
