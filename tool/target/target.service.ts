import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { conflict, notFound, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import type { Leaf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { targetModel, type Origin, type StoredTarget } from './target.model.js';
import { isBlankTarget, sameTarget } from './target.rules.js';
import { mostTargets } from './limits.shared.js';
import type { CurrentTarget, TargetBody, TargetView } from './target.shared.js';

export type { Origin, StoredTarget } from './target.model.js';

/** Targets for the slices they come from; each call runs in the caller's transaction, under the lock of the record they belong to. */
export interface Targets {
  /** Drafts and active targets of one record, in their order. */
  findByOrigin(origin: Origin, tx?: Tx): Promise<StoredTarget[]>;
  /**
   * Creates or changes a draft. The same words again change nothing.
   * @throws Problem 409 with both texts, 422 for a fourth, 404 for an id that is somebody else's
   */
  save(
    origin: Origin,
    id: string,
    body: TargetBody,
    ifMatch: number | null,
    by: string,
    tx: Tx,
  ): Promise<{ target: TargetView; changed: boolean }>;
  /** Takes a draft back. @returns false where it was gone already */
  withdraw(origin: Origin, id: string, by: string, tx: Tx): Promise<boolean>;
  /** At signing: drafts with words become active, blank ones are withdrawn. @returns what was agreed */
  agree(origin: Origin, by: string, tx: Tx): Promise<StoredTarget[]>;
  dropEvidence(originId: string, noteId: string, tx: Tx): Promise<void>;
  /** What was agreed in a placement and still stands, newest first; for a caller whose policy has decided. */
  findCurrent(at: { partnershipId: string; placementId: string; space: string }): Promise<CurrentTarget[]>;
}

const mostCurrent = 30;

export const viewOfTarget = (target: StoredTarget): TargetView => ({
  id: target.id,
  status: target.status,
  revision: target.revision,
  erasedAt: target.erasedAt,
  ...target.body,
});

/** What a signature covers of a target: its words, and not its later status. */
export const targetLeaf = (target: StoredTarget): Leaf => ({
  salt: target.salt,
  value: { ...target.body, noteIds: target.body.noteIds.toSorted() },
});

export function createTargets({ ground }: { ground: Pick<Ground, 'db' | 'clock'> }): Targets {
  const model = targetModel(ground.db);
  const now = () => instantNow(ground.clock);
  const standing = async (origin: Origin, tx?: Tx) =>
    (await model.findByOrigin(origin, tx)).filter((target) => target.status !== 'withdrawn');

  return {
    findByOrigin: standing,
    async save(origin, id, body, ifMatch, by, tx) {
      const all = await model.findByOrigin(origin, tx);
      const stored = all.find((target) => target.id === id);
      if (stored?.status === 'draft' && sameTarget(stored.body, body)) return { target: viewOfTarget(stored), changed: false };
      if (stored ? ifMatch !== stored.revision : ifMatch !== null) {
        throw conflict('Somebody else changed this while you wrote. Here are both texts.', {
          current: stored ? viewOfTarget(stored) : null,
          yours: body,
        });
      }
      const others = all.filter((target) => target.id !== id && target.status !== 'withdrawn');
      if (others.length >= mostTargets) throw refused('three-targets', 'You already have three targets. Which one shall we park?');
      if (!stored) {
        if (await model.exists(id, tx)) throw notFound();
        await model.insert(id, origin, body, by, now(), newSecret(), tx);
      } else if (!(await model.update(id, stored.revision, body, now(), tx))) {
        throw refused('signed', 'This target was signed. Its words stay as they are.');
      }
      await model.replaceEvidence(id, origin.space, body.noteIds, by, now(), tx);
      const revision = (stored?.revision ?? 0) + 1;
      return { target: { ...body, noteIds: [...new Set(body.noteIds)], id, status: 'draft', revision, erasedAt: null }, changed: true };
    },
    async withdraw(origin, id, by, tx) {
      const stored = (await model.findByOrigin(origin, tx)).find((target) => target.id === id);
      if (!stored) throw notFound();
      if (stored.status !== 'draft') return false;
      await model.setStatus(id, origin.space, 'withdrawn', by, now(), tx);
      return true;
    },
    async agree(origin, by, tx) {
      const drafts = (await model.findByOrigin(origin, tx)).filter((target) => target.status === 'draft');
      for (const target of drafts) {
        await model.setStatus(target.id, origin.space, isBlankTarget(target.body) ? 'withdrawn' : 'active', by, now(), tx);
      }
      return drafts.filter((target) => !isBlankTarget(target.body));
    },
    dropEvidence: (originId, noteId, tx) => model.dropEvidence(originId, noteId, tx),
    findCurrent: (at) => model.findActive(at, mostCurrent),
  };
}
