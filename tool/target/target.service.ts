import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import type { Leaf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { mostTargets, overLimit } from './limits.shared.js';
import { targetEvidenceModel } from './target-evidence.model.js';
import { targetStatusModel } from './target-status.model.js';
import { keepWording, redactWording } from './target-wording.model.js';
import { targetModel, wordColumns, type Origin, type RecordedTarget, type RedactedField, type Thread } from './target.model.js';
import { isBlankTarget, sameTarget, sameWords, signedTarget, targetWithoutWords, withoutWords, type Removed } from './target.rules.js';
import type { CurrentTarget, TargetBody, TargetView } from './target.shared.js';

export type { Origin, RecordedTarget, Thread } from './target.model.js';

/** Which of these areas there are; kept by the slice that owns frameworks. */
export type AreasById = (ids: readonly string[], partnershipId: string, tx?: Tx) => Promise<{ id: string }[]>;

/** Targets for the slices they come from; each call runs in the caller's transaction, under the lock of the record they belong to. */
export interface Targets {
  /** Drafts and agreed targets of one record, in their order, with the words of its signature once there is one. */
  findByOrigin(origin: Origin, tx?: Tx): Promise<RecordedTarget[]>;
  /**
   * Creates or changes a draft. The same words again change nothing.
   * @throws Problem 400 for an unknown area, 409 with both texts, 422 for a fourth, 404 for an id that is somebody else's
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
  /**
   * At signing: drafts with words become active, blank ones are withdrawn.
   * @throws Problem 422 where more than three would be active in this placement and space
   */
  agree(origin: Origin, by: string, tx: Tx): Promise<void>;
  /** What was agreed in one record is shown elsewhere from an instant on: when others read the record. */
  showFrom(origin: Origin, at: string, tx: Tx): Promise<void>;
  /** Words go from what a record was signed with, from what the target says now and from its history. */
  redact(origin: Origin, id: string, field: RedactedField, text: string, removed: Removed, tx: Tx): Promise<void>;
  dropEvidence(originId: string, noteId: string, tx: Tx): Promise<void>;
  /** What was agreed in these records, whatever became of it; for a caller whose policy has decided. */
  findAgreedIn(
    at: { partnershipId: string; space: string; kind: string },
    recordIds: readonly string[],
    tx?: Tx,
  ): Promise<{ id: string; recordId: string; wording: string }[]>;
  /** What was agreed in a placement and still stands, newest first; for a caller whose policy has decided. */
  findCurrent(thread: Thread): Promise<CurrentTarget[]>;
}

const mostCurrent = 30;

const fourth = () => refused('three-targets', 'You already have three targets. Which one shall we park?');
/** There is nothing to choose from: what is in the way stands where the person may not look yet. */
const unknownFourth = () =>
  refused(
    'targets-to-come',
    'There would be more than three targets, and some come from a lesson that cannot be read yet. Wait until it can, or leave out a target.',
  );

/** @throws Problem 422 where more than three would be worked on */
export function mustHaveRoom(active: { all: number; shown: number }, added: number): void {
  if (overLimit(active.shown, added) > 0) throw fourth();
  if (overLimit(active.all, added) > 0) throw unknownFourth();
}

export const viewOfTarget = (target: RecordedTarget): TargetView => ({
  id: target.id,
  status: target.status,
  revision: target.revision,
  nowWording: target.nowWording,
  erasedAt: target.erasedAt,
  ...target.body,
});

/** What a signature covers of a target: its words, and not its later status. */
export const targetLeaf = (target: RecordedTarget): Leaf => ({ salt: target.salt, value: signedTarget(target.body) });

/** @throws Problem 400 where one of them is not there for this partnership */
export async function mustBeAreas(areasById: AreasById, areaIds: readonly string[], partnershipId: string, tx: Tx): Promise<void> {
  const wanted = [...new Set(areaIds)];
  if (wanted.length > 0 && (await areasById(wanted, partnershipId, tx)).length !== wanted.length) {
    throw badRequest('Only standards and curriculum areas of this partnership can be named.', [
      { pointer: '/areaIds', detail: 'holds an area that is not here' },
    ]);
  }
}

// Of the column of a link's title.
const titleRoom = 255;

/**
 * The same words go from what a target says now. Where the words of its record's signature are still its own, they are kept for the record
 * first, as before every change.
 */
export async function dropWords(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { id, thread }: { id: string; thread: Pick<Thread, 'space' | 'partnershipId'> },
  removed: Removed,
  tx: Tx,
): Promise<void> {
  const model = targetModel(db);
  const target = await model.findNow(id, thread, tx);
  if (!target) return;
  const left = targetWithoutWords(target.body, removed, titleRoom);
  if (sameWords(target.body, left)) return;
  const at = instantNow(clock);
  await keepWording(db, { ...thread, ...target.origin }, target, { at, nextSalt: newSecret() }, tx);
  await model.reword(id, left, at, tx);
}

export function createTargets({ ground, areasById }: { ground: Pick<Ground, 'db' | 'clock'>; areasById: AreasById }): Targets {
  const model = targetModel(ground.db);
  const evidence = targetEvidenceModel(ground.db);
  const history = targetStatusModel(ground.db);
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
      if (others.length >= mostTargets) throw fourth();
      await mustBeAreas(areasById, body.areaIds, origin.partnershipId, tx);
      if (!stored) {
        if (await model.exists(id, tx)) throw notFound();
        await model.insert(id, origin, body, by, now(), newSecret(), tx);
      } else if (!(await model.update(id, stored.revision, body, now(), tx))) {
        throw refused('signed', 'This target was signed. Its words stay as they are.');
      }
      await evidence.replaceNotes(id, origin.space, body.noteIds, by, now(), tx);
      await model.replaceAreas(id, origin.space, body.areaIds, tx);
      const revision = (stored?.revision ?? 0) + 1;
      const saved = { ...body, noteIds: [...new Set(body.noteIds)], areaIds: [...new Set(body.areaIds)] };
      return { target: { ...saved, id, status: 'draft', revision, nowWording: null, erasedAt: null }, changed: true };
    },
    async withdraw(origin, id, by, tx) {
      const stored = (await model.findByOrigin(origin, tx)).find((target) => target.id === id);
      if (!stored) throw notFound();
      if (stored.status !== 'draft') return false;
      const at = now();
      await model.setStatus(id, 'draft', 'withdrawn', at, tx);
      await history.insert(origin.space, { targetId: id, became: 'withdrawn', by, at }, tx);
      return true;
    },
    async agree(origin, by, tx) {
      await model.lockThread(origin, tx);
      const drafts = (await model.findByOrigin(origin, tx)).filter((target) => target.status === 'draft');
      const agreed = drafts.filter((target) => !isBlankTarget(target.body));
      const at = now();
      mustHaveRoom(await model.countActive(origin, { now: at, writer: by }, tx), agreed.length);
      for (const target of drafts) {
        const status = agreed.includes(target) ? 'active' : 'withdrawn';
        await model.setStatus(target.id, 'draft', status, at, tx);
        await history.insert(origin.space, { targetId: target.id, became: status, by, at, record: origin }, tx);
      }
    },
    async showFrom(origin, at, tx) {
      await model.showFrom(origin, at, tx);
    },
    async redact(origin, id, field, text, removed, tx) {
      const kept = await redactWording(ground.db, origin, id, { column: wordColumns[field], text }, tx);
      if (!kept) await model.redact(origin, id, field, text, tx);
      else await dropWords(ground, { id, thread: origin }, removed, tx);
      await history.rewrite(origin.space, id, (words) => withoutWords(words, removed), tx);
    },
    dropEvidence: (originId, noteId, tx) => evidence.dropNote(originId, noteId, tx),
    findAgreedIn: (at, recordIds, tx) => model.findAgreedIn(at, recordIds, tx),
    findCurrent: (thread) => model.findActive(thread, { now: now(), writer: null }, mostCurrent),
  };
}
