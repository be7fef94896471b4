import { addMs, instantNow, toInstant, type Clock } from '../clock.js';
import { isUniqueViolation, type Database } from '../db/database.js';
import { agsScope, usableScopes } from '../lti/ags.js';
import { countTag } from '../link/link.rules.js';
import { changeMaximum, createLineItem, findLineItems, type LineItem } from '../lti/line-items.js';
import type { ServiceClient, ServiceTarget } from '../lti/service-call.js';
import { judgeLineItem, type Verdict } from './verdict.js';
import type { ScoreTarget } from './course.model.js';
import * as model from './line-item.model.js';

export type LineItemFound = { ok: true; url: string } | { ok: false; verdict: Verdict };

interface Wanted {
  partnershipId: string;
  linkRef: string;
  maximum: number;
  target: ScoreTarget;
}

export interface LineItemService {
  /** The address of the column: the link's own, else the one kept, else found at the platform, else created. */
  resolve(wanted: Wanted, keep: () => Promise<void>): Promise<LineItemFound>;
  /** After a 404: looks once at the platform for another column of ours; creates none, for somebody removed it. */
  resolveAgain(wanted: Wanted, gone: string, keep: () => Promise<void>): Promise<LineItemFound>;
}

const shortly: Verdict = { kind: 'not-sent', fault: 'column_pending', detail: 'another process is at it', waitMs: 2_000, pause: false };
const noColumn: Verdict = { kind: 'failed', fault: 'no_column', detail: 'no line item and no right to make one' };
const longAgo = toInstant(new Date(0));

/** @param given `settledMs`: a create whose outcome is unknown has ended after this long, so that looking for it finds it */
export function createLineItemService(given: { db: Database; clock: Clock; client: ServiceClient; settledMs?: number }): LineItemService {
  const { db, clock, client, settledMs = 30_000 } = given;

  const save = async (wanted: Wanted, item: { url: string; resourceId: string; maximum: number; ours: number }): Promise<LineItemFound> => {
    await model.saveLineItem(db, { linkRef: wanted.linkRef, tag: countTag, ...item, now: instantNow(clock) });
    return { ok: true, url: item.url };
  };

  /**
   * Ours by its resourceId, which is the link's or that of the choice it was placed with; else one with our tag: a copy of the course
   * brought it along. None that another link of this course fills: an activity that was duplicated goes back to the same choice.
   */
  const choose = async (items: LineItem[], { linkRef, target }: Wanted): Promise<LineItem | null> => {
    const own = items.find((item) => item.resourceId === linkRef);
    if (own || items.length === 0 || target.contextRef === null) return own ?? null;
    const taken = await model.findTakenColumns(db, target.contextRef, linkRef);
    const left = items.filter((item) => !taken.some((one) => one.linkRef === item.resourceId || one.url === item.url));
    return left.find((item) => item.resourceId === target.choiceId) ?? left.find((item) => !item.coupled) ?? null;
  };

  const serviceTarget = (target: ScoreTarget): ServiceTarget => ({ platformKid: target.platformKid, scopes: usableScopes(target.scopes) });

  const look = async (wanted: Wanted, mayCreate: boolean, keep: () => Promise<void>): Promise<LineItemFound> => {
    const { target, linkRef, maximum } = wanted;
    const { lineItemsUrl, scopes } = target;
    const mayRead = scopes.includes(agsScope.lineItem) || scopes.includes(agsScope.lineItemRead);
    if (lineItemsUrl === null || !mayRead) return { ok: false, verdict: noColumn };
    await keep();
    const found = await findLineItems(client, serviceTarget(target), lineItemsUrl, countTag);
    if (!found.ok) return { ok: false, verdict: judgeLineItem(found.answer, clock.now()) };
    const item = await choose(found.items, wanted);
    if (item) return save(wanted, { url: item.url, resourceId: item.resourceId, maximum: item.maximum, ours: item.coupled ? 0 : 1 });
    if (!mayCreate || !scopes.includes(agsScope.lineItem)) return { ok: false, verdict: noColumn };
    await keep();
    const label = `${target.linkTitle ?? 'Lesson observations'}: signed and read`;
    const made = await createLineItem(client, serviceTarget(target), lineItemsUrl, { label, maximum, resourceId: linkRef, tag: countTag });
    if (made.ok) return save(wanted, { url: made.item.url, resourceId: linkRef, maximum, ours: 1 });
    return { ok: false, verdict: judgeLineItem(made.answer, clock.now()) };
  };

  const find = async (wanted: Wanted, keep: () => Promise<void>): Promise<LineItemFound> => {
    const { partnershipId, linkRef, maximum } = wanted;
    const now = clock.now();
    const kept = await model.findKeptLineItem(db, linkRef, countTag);
    if (kept?.url === '') {
      if ((kept.checkedAt ?? '') > toInstant(addMs(now, -settledMs))) return { ok: false, verdict: shortly };
      if (!(await model.takeOverLineItem(db, { id: kept.id, seen: kept.checkedAt, now: toInstant(now) })))
        return { ok: false, verdict: shortly };
    } else {
      try {
        await model.beginLineItem(db, { partnershipId, linkRef, tag: countTag, maximum, now: toInstant(now) });
      } catch (error) {
        if (isUniqueViolation(error)) return { ok: false, verdict: shortly };
        throw error;
      }
    }
    const found = await look(wanted, true, keep);
    if (!found.ok) await model.leaveLineItem(db, linkRef, countTag, found.verdict.kind === 'unknown' ? toInstant(clock.now()) : longAgo);
    return found;
  };

  return {
    async resolve(wanted, keep) {
      if (wanted.target.lineItemUrl !== null) return { ok: true, url: wanted.target.lineItemUrl };
      const kept = await model.findKeptLineItem(db, wanted.linkRef, countTag);
      if (!kept || kept.url === '') return find(wanted, keep);
      if (kept.ours === 1 && kept.maximum !== wanted.maximum && wanted.target.scopes.includes(agsScope.lineItem)) {
        await keep();
        const changed = await changeMaximum(client, serviceTarget(wanted.target), kept.url, wanted.maximum);
        if (changed.ok) return save(wanted, { url: kept.url, resourceId: kept.resourceId, maximum: wanted.maximum, ours: 1 });
        const verdict = judgeLineItem(changed.answer, clock.now());
        // A column whose maximum cannot be changed still takes scores: the platform rescales them.
        if (verdict.kind !== 'failed' && verdict.kind !== 'column-gone') return { ok: false, verdict };
      }
      return { ok: true, url: kept.url };
    },
    async resolveAgain(wanted, gone, keep) {
      await model.forgetLineItem(db, wanted.linkRef, countTag, gone);
      const kept = await model.findKeptLineItem(db, wanted.linkRef, countTag);
      if (kept && kept.url !== '' && kept.url !== gone) return { ok: true, url: kept.url };
      if (!kept) {
        try {
          await model.beginLineItem(db, {
            partnershipId: wanted.partnershipId, linkRef: wanted.linkRef, tag: countTag, maximum: wanted.maximum, now: instantNow(clock),
          }); // prettier-ignore
        } catch (error) {
          if (isUniqueViolation(error)) return { ok: false, verdict: shortly };
          throw error;
        }
      }
      const found = await look(wanted, false, keep);
      if (!found.ok) await model.leaveLineItem(db, wanted.linkRef, countTag, longAgo);
      return found.ok && found.url === gone ? { ok: false, verdict: { kind: 'column-gone', detail: 'listed, and gone' } } : found;
    },
  };
}
