import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { conflict, notFound } from '../errors.js';
import type { Ground } from '../slice.js';
import { deleteRules, findRules, insertRules, updateRules } from './attention-rule.model.js';
import { mayChooseRules, mayReadRules } from './attention.policy.js';
import { usualDays, type AttentionDays, type AttentionRules, type TraineeTable } from './attention.shared.js';

export interface AttentionRuleService {
  /** What this tutor's table goes by: their own rules, else the partnership's, else the usual ones. */
  effective(viewer: KnownViewer): Promise<Pick<TraineeTable, 'days' | 'daysOf'>>;
  /** @throws Problem 404 */
  read(viewer: KnownViewer): Promise<AttentionRules>;
  /** Null takes the choice back. The same choice again changes nothing. @throws Problem 404, 409 with the current ones */
  choose(viewer: KnownViewer, whose: 'mine' | 'partnership', days: AttentionDays | null, ifMatch: number | null): Promise<AttentionRules>;
}

export const sameDays = (one: AttentionDays, other: AttentionDays): boolean =>
  (Object.keys(usualDays) as (keyof AttentionDays)[]).every((rule) => one[rule] === other[rule]);

/** @param meetings whether anything tells of meetings, so that their rule can be offered */
export function createAttentionRules({ db, clock, audit }: Ground, meetings: boolean): AttentionRuleService {
  const stored = async ({ partnershipId, personId }: KnownViewer, tx?: Tx) => {
    const found = await findRules(db, partnershipId, [partnershipId, personId], tx);
    return { mine: found.get(personId) ?? null, partnership: found.get(partnershipId) ?? null };
  };

  const read: AttentionRuleService['read'] = async (viewer) => {
    if (!mayReadRules(viewer)) throw notFound();
    const may = { mine: mayChooseRules(viewer, 'mine'), partnership: mayChooseRules(viewer, 'partnership') };
    return { ...(await stored(viewer)), usual: usualDays, meetings, may };
  };

  const chooseOnce = (
    asked: KnownViewer,
    whose: 'mine' | 'partnership',
    days: AttentionDays | null,
    ifMatch: number | null,
  ): Promise<void> =>
    db.transaction(async (tx) => {
      const viewer = await viewerNow(db, asked, tx);
      if (!mayChooseRules(viewer, whose)) throw notFound();
      const { partnershipId, personId } = viewer;
      const before = (await stored(viewer, tx))[whose];
      if (days === null ? before === null : before !== null && sameDays(before.days, days)) return;
      if ((before?.revision ?? 0) !== (ifMatch ?? 0)) {
        throw conflict('Somebody else changed these rules while you chose. Here they are as they stand now.', { current: before });
      }
      const id = whose === 'mine' ? personId : partnershipId;
      const change = { id, partnershipId, personId: whose === 'mine' ? personId : null, changedBy: personId, now: instantNow(clock) };
      if (days === null) await deleteRules(db, partnershipId, id, tx);
      else if (before) await updateRules(db, { ...change, days, revision: before.revision + 1 }, tx);
      else await insertRules(db, { ...change, days, revision: 1 }, tx);
      await audit.record(
        {
          action: 'attention.rules', partnershipId, personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
          objectKind: whose === 'mine' ? 'person' : 'partnership', objectId: id,
          detail: days === null ? 'usual' : Object.entries(days).map(([rule, count]) => `${rule} ${count ?? 'off'}`).join(', '),
        },
        tx,
      ); // prettier-ignore
    });

  return {
    read,
    async effective(viewer) {
      const { mine, partnership } = await stored(viewer);
      if (mine) return { days: mine.days, daysOf: 'mine' };
      return partnership ? { days: partnership.days, daysOf: 'partnership' } : { days: usualDays, daysOf: 'usual' };
    },
    async choose(viewer, whose, days, ifMatch) {
      try {
        await chooseOnce(viewer, whose, days, ifMatch);
      } catch (error) {
        // Two first choices at once: the second finds the first and is told.
        if (!isUniqueViolation(error)) throw error;
        await chooseOnce(viewer, whose, days, ifMatch);
      }
      return read(viewer);
    },
  };
}
