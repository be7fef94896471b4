import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import { conflict, notFound } from '../errors.js';
import { newId } from '../ids.js';
import { safeError } from '../safe-error.js';
import type { Ground } from '../slice.js';
import type { AgeStep, PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';
import { declaredRows } from './declared-rows.model.js';
import { tablesOf } from './declared.rules.js';
import type { Erasures } from './erasure.service.js';
import { becauseWords } from './erasure.rules.js';
import { notHeld } from './hold.model.js';
import { mayAdminister } from './privacy.policy.js';
import * as model from './retention.model.js';
import { beforeOf, dayIn, dayMs, pauseMs, recordsEndedBefore, usualSettings, withSettings } from './retention.rules.js';
import type { Retention, RetentionSettings } from './retention.shared.js';
import { lockPartnership } from './subject.model.js';

export interface RetentionService {
  /** Nobody who may not know is told: the periods stand in the notice. */
  settingsOf(partnershipId: string): Promise<RetentionSettings>;
  /** What would go and when: the dry run. @throws Problem 404 */
  show(viewer: KnownViewer): Promise<Retention>;
  /** The same for the operator's command. */
  dryRun(partnershipId: string): Promise<Retention>;
  /** @throws Problem 404, 409 */
  save(viewer: KnownViewer, settings: RetentionSettings, ifMatch: number | null): Promise<Retention>;
  /** Does today's work of every partnership that nobody has done yet. Any number of processes may call it. */
  sweep(): Promise<void>;
}

const leaseMs = 10 * 60_000;
const batch = 100;
/** What is left over after so many batches waits for the next day. */
const mostBatches = 200;
const recordLine = 'Records of trainees whose last placement ended';

interface Aged {
  table: TableDeclaration;
  step: AgeStep;
}

export function createRetention(ground: Ground, declarations: readonly PrivacyDeclaration[], erasures: Erasures): RetentionService {
  const { db, clock, log } = ground;
  const rows = declaredRows(db, declarations);
  const tables = tablesOf(declarations);
  const aged: Aged[] = tables.flatMap((table) => (table.ages ?? []).map((step) => ({ table, step })));
  const records = tables.filter((table) => table.recordRows !== undefined).reverse();

  const settingsOf = async (partnershipId: string): Promise<RetentionSettings> => {
    const row = await model.findSettings(db, partnershipId);
    if (!row) return usualSettings;
    const { revision: _revision, changedAt: _changedAt, ...settings } = row;
    return settings;
  };

  const dryRun = async (partnershipId: string): Promise<Retention> => {
    const stored = await model.findSettings(db, partnershipId);
    const settings = await settingsOf(partnershipId);
    const now = clock.now();
    const today = dayIn(await model.findTimeZone(db, partnershipId), now);
    const later = (days: number): Date => addMs(now, days * dayMs);
    const recordsAt = (days: number, held = false): Promise<number> => {
      const day = toInstant(addMs(new Date(`${today}T00:00:00.000Z`), days * dayMs)).slice(0, 10);
      return model.countDuePlacements(db, { partnershipId, endedBefore: recordsEndedBefore(settings, day) }, held);
    };
    const lines = [
      {
        what: recordLine, kept: `${settings.recordYears} years`, now: await recordsAt(0), in30Days: await recordsAt(30),
        in365Days: await recordsAt(365), held: await recordsAt(0, true),
      },
    ]; // prettier-ignore
    for (const { table, step } of aged) {
      const countAt = (date: Date, covered: string): Promise<number> =>
        rows.count(table, `(${step.rows}) AND ${covered}`, { partnershipId, before: beforeOf(step.after, settings, date) });
      const free = notHeld(step);
      const kept =
        'days' in step.after
          ? step.after.days === 1
            ? '1 day'
            : `${step.after.days} days`
          : withSettings(`{${step.after.setting}}`, settings);
      const unit = 'days' in step.after ? '' : step.after.setting.endsWith('Years') ? ' years' : ' days';
      lines.push({
        what: step.what, kept: `${kept}${unit}`, now: await countAt(now, free), in30Days: await countAt(later(30), free),
        in365Days: await countAt(later(365), free), held: await countAt(now, `NOT (${free})`),
      }); // prettier-ignore
    }
    const last = await model.findLastRun(db, partnershipId);
    const until = stored ? toInstant(addMs(new Date(stored.changedAt), pauseMs)) : null;
    return {
      settings,
      revision: stored?.revision ?? 0,
      pausedUntil: until !== null && until > toInstant(now) ? until : null,
      lines: merged(lines),
      lastRun: last ? { ranOn: last.ranOn, removed: JSON.parse(last.removed) as { what: string; rows: number }[] } : null,
    };
  };

  /** One placement's record, children first, in one transaction. @returns false where it is no longer due */
  const removeRecord = (partnershipId: string, endedBefore: string, id: string): Promise<boolean> =>
    db.transaction(async (tx) => {
      await lockPartnership(db, partnershipId, tx);
      if (!(await model.isDue(db, { partnershipId, endedBefore, id }, tx))) return false;
      const fill = { now: instantNow(clock), because: becauseWords('retention'), former: '' };
      for (const table of records)
        await rows.change(table, table.recordRows ?? '1 = 0', { do: 'delete', fill }, { partnershipId, placementIds: [id] }, tx);
      return true;
    });

  /** @returns how many rows went in this batch, and whether there may be more */
  const removeAged = async (partnershipId: string, settings: RetentionSettings, { table, step }: Aged): Promise<[number, boolean]> => {
    const scope = { partnershipId, before: beforeOf(step.after, settings, clock.now()) };
    const condition = `(${step.rows}) AND ${notHeld(step)}`;
    return db.transaction(async (tx): Promise<[number, boolean]> => {
      await lockPartnership(db, partnershipId, tx);
      const doing = step.do;
      // A person is many rows.
      const keys = await rows.nextKeys(table, condition, scope, doing === 'erase-person' ? 10 : batch, tx);
      if (keys.length === 0) return [0, false];
      if (doing === 'erase-person') {
        let erased = 0;
        for (const key of keys) if (await erasures.retire(partnershipId, String(key['id']), tx)) erased += 1;
        return [erased, erased > 0];
      }
      const fill = { now: instantNow(clock), because: becauseWords('retention'), former: '' };
      const changed = await rows.changeKeys(table, keys, condition, { do: doing, set: step.set, fill }, scope, tx);
      return [changed, keys.length === batch && changed > 0];
    });
  };

  const runDay = async (partnershipId: string, timeZone: string, owner: string): Promise<void> => {
    const stored = await model.findSettings(db, partnershipId);
    if (stored && toInstant(addMs(new Date(stored.changedAt), pauseMs)) > instantNow(clock)) return;
    const ranOn = dayIn(timeZone, clock.now());
    const lease = (): string => toInstant(addMs(clock.now(), leaseMs));
    if (!(await model.claimRun(db, { partnershipId, ranOn, owner, now: instantNow(clock), leaseUntil: lease() }))) return;
    const settings = await settingsOf(partnershipId);
    const removed = new Map<string, number>();
    const keep = (doneAt: string | null): Promise<boolean> => {
      const list = [...removed].map(([what, count]) => ({ what, rows: count }));
      return model.keepRun(db, { partnershipId, ranOn, owner, leaseUntil: lease(), doneAt, removed: JSON.stringify(list) });
    };
    const add = (what: string, count: number): void => void removed.set(what, (removed.get(what) ?? 0) + count);

    const endedBefore = recordsEndedBefore(settings, ranOn);
    for (let round = 0; round < mostBatches; round += 1) {
      const ids = await model.findDuePlacements(db, { partnershipId, endedBefore }, batch);
      let went = 0;
      for (const id of ids) {
        if (await removeRecord(partnershipId, endedBefore, id)) went += 1;
        if (!(await keep(null))) return;
      }
      if (went > 0) add(recordLine, went);
      if (went === 0) break;
    }
    for (const one of aged) {
      for (let round = 0; round < mostBatches; round += 1) {
        const [went, more] = await removeAged(partnershipId, settings, one);
        if (went > 0) add(one.step.what, went);
        if (!(await keep(null))) return;
        if (!more) break;
      }
    }
    await keep(instantNow(clock));
    log.info({ partnershipId, ranOn, rows: [...removed.values()].reduce((sum, count) => sum + count, 0) }, 'retention done');
  };

  return {
    settingsOf,
    dryRun,
    show: (viewer) => {
      if (!mayAdminister(viewer)) throw notFound();
      return dryRun(viewer.partnershipId);
    },
    async save(viewer, settings, ifMatch) {
      await db.transaction(async (tx) => {
        const { partnershipId } = viewer;
        await lockPartnership(db, partnershipId, tx);
        if (!mayAdminister(await viewerNow(db, viewer, tx))) throw notFound();
        const stored = await model.findSettings(db, partnershipId, tx);
        if ((ifMatch ?? 0) !== (stored?.revision ?? 0)) {
          const current = stored ? { ...settings, ...stored } : usualSettings;
          throw conflict('Somebody else changed the periods meanwhile. Look at them once more.', { current });
        }
        const revision = (stored?.revision ?? 0) + 1;
        await model.saveSettings(db, partnershipId, settings, { revision, by: viewer.personId, now: instantNow(clock) }, tx);
        await ground.audit.record(
          {
            action: 'retention.changed', partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
            objectKind: 'partnership', objectId: partnershipId, detail: Object.values(settings).join(', '),
          },
          tx,
        ); // prettier-ignore
      });
      return dryRun(viewer.partnershipId);
    },
    async sweep() {
      const owner = newId();
      await erasures.settle();
      for (const { id: partnershipId, timeZone } of await model.listPartnerships(db)) {
        // One partnership whose rows cannot go must not keep those of the others; its day is tried again.
        await runDay(partnershipId, timeZone, owner).catch((error: unknown) => {
          log.error({ partnershipId, err: safeError(error) }, 'retention broke off');
        });
      }
      await erasures.settle();
    },
  };
}

type Line = Retention['lines'][number];

/** Several tables may say the same thing to a reader, as the parts of a draft do. */
function merged(lines: readonly Line[]): Line[] {
  const byWords = new Map<string, Line>();
  for (const line of lines) {
    const same = byWords.get(line.what);
    byWords.set(
      line.what,
      same
        ? {
            ...line, now: line.now + same.now, in30Days: line.in30Days + same.in30Days, in365Days: line.in365Days + same.in365Days,
            held: line.held + same.held,
          } // prettier-ignore
        : line,
    );
  }
  return [...byWords.values()];
}
