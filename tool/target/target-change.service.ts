import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import { findEvidence } from './evidence.js';
import { targetEvidenceModel } from './target-evidence.model.js';
import { recordSpace, type TargetPageNeeds } from './target-page.service.js';
import type { EvidenceName, TargetChange, TargetChanged } from './target-page.shared.js';
import { targetStatusModel } from './target-status.model.js';
import { keepWording } from './target-wording.model.js';
import { targetModel, type StoredTarget, type Thread } from './target.model.js';
import { mayChangeTargets } from './target.policy.js';
import { mayBecome, sameWords } from './target.rules.js';
import { mustBeAreas, mustHaveRoom } from './target.service.js';
import type { TargetStatus, TargetWords } from './target.shared.js';

/** What the trainee and their mentors do to a target once it is agreed. */
export interface TargetChanges {
  /**
   * New words for what is worked on; records keep those they were signed with. The same words again change nothing.
   * @throws Problem 400, 404, 409 with both texts
   */
  reword(viewer: KnownViewer, id: string, words: TargetWords, ifMatch: number | null): Promise<TargetChanged>;
  /** Parks, closes, drops or takes up again. Where it is there already nothing changes. @throws Problem 400, 404, 422 for a fourth */
  change(viewer: KnownViewer, id: string, change: TargetChange): Promise<TargetChanged>;
}

interface Held {
  thread: Thread;
  target: StoredTarget;
  at: string;
  tx: Tx;
}

export function createTargetChanges({ ground, framework, evidence: sources }: TargetPageNeeds): TargetChanges {
  const { db, clock, audit } = ground;
  const model = targetModel(db);
  const evidence = targetEvidenceModel(db);
  const history = targetStatusModel(db);

  /** One use case in one transaction, one after another for each placement. @throws Problem 404 for who holds no right to it now */
  const held = <T>(viewer: KnownViewer, id: string, work: (held: Held) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      const thread = await model.findThread(viewer.partnershipId, recordSpace, id, instantNow(clock), tx);
      const now = await viewerNow(db, viewer, tx);
      if (!thread || !mayChangeTargets(now, thread.placementId)) throw notFound();
      await model.lockThread(thread, tx);
      const [target] = await model.findAgreed(thread, { ids: [id] }, tx);
      if (!target || target.erasedAt !== null) throw notFound();
      return work({ thread, target, at: instantNow(clock), tx });
    });

  const record = ({ sessionId, identityId, partnershipId, personId }: KnownViewer, action: string, { target, thread, tx }: Held) =>
    audit.record(
      {
        action,
        partnershipId,
        personId,
        identityId,
        sessionId,
        objectKind: 'target',
        objectId: target.id,
        placementId: thread.placementId,
      },
      tx,
    );

  /** The record it was signed in goes on saying what it said. */
  const keepSigned = ({ thread, target, at, tx }: Held): Promise<void> =>
    keepWording(db, { ...thread, ...target.origin }, target, { at, nextSalt: newSecret() }, tx);

  const move = async (viewer: KnownViewer, one: Held, to: TargetStatus, because: string): Promise<void> => {
    const { target, thread, at, tx } = one;
    await model.setStatus(target.id, target.status, to, at, tx);
    await history.insert(thread.space, { targetId: target.id, became: to, by: viewer.personId, at, because }, tx);
    await record(viewer, `target.${to}`, one);
  };

  const mustBeThere = async (thread: Thread, named: readonly EvidenceName[]): Promise<void> => {
    const found = await findEvidence(sources, thread, named);
    if (!named.every((one) => found(one))) {
      throw badRequest('Only what is in this record can be named.', [{ pointer: '/evidence', detail: 'holds something that is not here' }]);
    }
  };

  return {
    reword: (viewer, id, words, ifMatch) =>
      held(viewer, id, async (one) => {
        const { thread, target, at, tx } = one;
        const { status, revision } = target;
        if (sameWords(target.body, words)) return { id, status, revision };
        if (ifMatch !== revision) {
          throw conflict('Somebody else changed this while you wrote. Here are both texts.', {
            current: { ...target.body, revision },
            yours: words,
          });
        }
        await mustBeAreas(framework.areasById, words.areaIds, thread.partnershipId, tx);
        await keepSigned(one);
        await model.reword(id, words, at, tx);
        await model.replaceAreas(id, thread.space, words.areaIds, tx);
        const was = target.body.wording === words.wording ? null : target.body.wording;
        await history.insert(thread.space, { targetId: id, became: 'reworded', by: viewer.personId, at, was }, tx);
        await record(viewer, 'target.reworded', one);
        return { id, status, revision: revision + 1 };
      }),
    async change(viewer, id, { status: to, because, evidence: named, parkId }) {
      const thread = await model.findThread(viewer.partnershipId, recordSpace, id, instantNow(clock));
      if (thread && mayChangeTargets(viewer, thread.placementId)) await mustBeThere(thread, named);
      return held(viewer, id, async (one) => {
        const { target, at, tx } = one;
        const { status, revision } = target;
        if (status === to) return { id, status, revision };
        if (!mayBecome(status, to)) throw refused('not-now', 'Work on it again first; then park it, close it or drop it.');
        if (to === 'active') {
          if (parkId !== null) {
            const [parked] = await model.findAgreed(one.thread, { ids: [parkId], status: 'active', seen: { now: at, writer: null } }, tx);
            if (!parked) throw refused('not-now', 'The target to park is not worked on any more. Look at the list once more.');
            await move(viewer, { ...one, target: parked }, 'parked', '');
          }
          mustHaveRoom(await model.countActive(one.thread, { now: at, writer: null }, tx), 1);
        }
        if (named.length > 0) {
          await keepSigned(one);
          await evidence.add(id, one.thread.space, named, viewer.personId, at, tx);
        }
        await move(viewer, one, to, because);
        return { id, status: to, revision: revision + 1 };
      });
    },
  };
}
