import { dayIn } from '../attention/day.rules.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import { findNewest, findPlacementSchool, findRecorders, findSchool, holdSchool, isOneHuman } from './approval.model.js';
import { uploaders } from './approval.policy.js';
import { keptUntil, refusalOf, type Asked, type RefusalReason } from './approval.rules.js';
import { refusalSentence } from './refusal.rules.js';

export type GateRequest = Omit<Asked, 'helped'> & {
  partnershipId: string;
  placementId: string;
  /** Who brings it in; null where it is only shown. */
  uploaderId: string | null;
};

export type GateAnswer =
  | {
      allowed: true;
      /** Of the version that allows it, to be kept with what is brought in. */
      approvalId: string;
      /** Days after sharing has closed, and the ISO day after which nothing is kept in any case. */
      retention: { days: number; noLaterThan: string };
    }
  | {
      allowed: false;
      reason: RefusalReason;
      /** For the screen: what is not agreed, and the name of the person who can change it. */
      sentence: string;
    };

export interface ApprovalGate {
  /**
   * Whether the placement's school has agreed to this, today and for the lesson's day: asked before anything is brought in and before
   * anything is shown. Inside `tx` the answer holds until it ends: nobody withdraws meanwhile. The caller has decided that the
   * placement may be known. @throws Problem 404 where there is no such placement
   */
  gate(request: GateRequest, tx?: Tx): Promise<GateAnswer>;
}

export const createApprovalGate = ({ db, clock }: Pick<Ground, 'db' | 'clock'>, people: People): ApprovalGate => ({
  async gate({ partnershipId, placementId, uploaderId, ...asked }, tx) {
    const placement = await findPlacementSchool(db, partnershipId, placementId, tx);
    if (!placement) throw notFound();
    const { schoolId, traineePersonId, endsOn } = placement;
    if (tx) await holdSchool(db, partnershipId, schoolId, false, tx);
    const school = await findSchool(db, partnershipId, schoolId, tx);
    if (!school) throw notFound();
    const newest = await findNewest(db, partnershipId, schoolId, tx);
    const involved = [traineePersonId, ...(uploaderId === null ? [] : [uploaderId])];
    const own = newest !== null && (await isOneHuman(db, partnershipId, newest.recordedById, involved, tx));
    const helped = own ? [newest.recordedById] : [];
    const reason = refusalOf(newest, { ...asked, helped }, dayIn(clock.now(), school.timeZone));
    if (newest && reason === null) {
      return { allowed: true, approvalId: newest.id, retention: { days: newest.retentionDays, noLaterThan: keptUntil(endsOn) } };
    }
    const recorders = await findRecorders(db, partnershipId, schoolId, uploaders, tx);
    const names = await people.namesOf(partnershipId, recorders, tx ? { tx } : {});
    const ask = recorders.flatMap((id) => names.get(id)?.name ?? []);
    return { allowed: false, reason: reason ?? 'none', sentence: refusalSentence(reason ?? 'none', asked, school.name, newest, ask) };
  },
});
