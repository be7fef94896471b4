import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { conflict, notFound, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import type { Leaf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { targetOutcomeModel, type RedactedAnswer, type StoredOutcome } from './target-outcome.model.js';
import { targetEvidenceModel } from './target-evidence.model.js';
import { targetStatusModel } from './target-status.model.js';
import { keepWording } from './target-wording.model.js';
import { targetModel, type Origin, type StoredTarget } from './target.model.js';
import { sameOutcome, settle, withoutWords, type Removed } from './target.rules.js';
import { dropWords } from './target.service.js';
import { noteEvidence, type OutcomeBody, type OutcomeView, type EarlierTarget } from './target.shared.js';

/** A target that another record agreed, and what this one says became of it. */
export interface Earlier {
  target: StoredTarget;
  answer: StoredOutcome | null;
}

/** *What became of the last targets?*, for the slices whose records ask; in the caller's transaction, under the lock of the record. */
export interface TargetOutcomes {
  /**
   * Everything this record says of earlier targets; in a draft also those that are worked on and wait for an answer.
   * @param writer of a draft, who is shown what they may know of; null once it is signed
   */
  find(record: Origin, writer: string | null, tx?: Tx): Promise<Earlier[]>;
  /**
   * Writes or changes one answer. The same answer again changes nothing.
   * @throws Problem 404 for a target that is not worked on here, 409 with both texts
   */
  save(
    record: Origin,
    targetId: string,
    body: OutcomeBody,
    ifMatch: number | null,
    by: string,
    tx: Tx,
  ): Promise<{ outcome: OutcomeView; changed: boolean }>;
  /** A note that was withdrawn shows nothing. */
  dropNote(record: Origin, noteId: string, tx: Tx): Promise<void>;
  /** At signing, before anything new is agreed: what was answered becomes true of the targets, and stays in the record as it is. */
  settle(record: Origin, by: string, tx: Tx): Promise<void>;
  /** What a record says of targets is shown elsewhere from an instant on: when others read the record. */
  showFrom(record: Origin, at: string, tx: Tx): Promise<void>;
  /** Words go from a signed answer; where it names the target, also from what the target says now and from its history. */
  redact(record: Origin, targetId: string, field: RedactedAnswer, text: string, removed: Removed, tx: Tx): Promise<void>;
}

const viewOf = (answer: StoredOutcome): OutcomeView => ({ ...answer.body, revision: answer.revision, erasedAt: answer.erasedAt });

export const viewOfEarlier = ({ target, answer }: Earlier): EarlierTarget => {
  const { wording } = target.body;
  const asked = answer?.wording ?? wording;
  return {
    id: target.id,
    wording: asked,
    nowWording: asked === wording ? null : wording,
    actions: target.body.actions,
    status: target.status,
    answer: answer && viewOf(answer),
  };
};

/** What a signature covers of an answer: the answer, and what the target was called when it was given. */
export const outcomeLeaf = (answer: StoredOutcome): Leaf => ({
  salt: answer.salt,
  value: {
    outcome: answer.body.outcome,
    because: answer.body.because,
    noteIds: answer.body.noteIds.toSorted(),
    wording: answer.wording ?? '',
  },
});

export function createTargetOutcomes({ ground }: { ground: Pick<Ground, 'db' | 'clock'> }): TargetOutcomes {
  const { db } = ground;
  const targets = targetModel(db);
  const outcomes = targetOutcomeModel(db);
  const evidence = targetEvidenceModel(db);
  const history = targetStatusModel(db);
  const now = () => instantNow(ground.clock);

  const find: TargetOutcomes['find'] = async (record, writer, tx) => {
    const said = await outcomes.find(record, tx);
    const named = await targets.findAgreed(record, { ids: said.map((one) => one.targetId) }, tx);
    const active = writer === null ? [] : await targets.findAgreed(record, { status: 'active', seen: { now: now(), writer } }, tx);
    const known = new Set(named.map((target) => target.id));
    return [...named, ...active.filter((target) => !known.has(target.id))]
      .filter((target) => target.origin.id !== record.id)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id))
      .map((target) => ({ target, answer: said.find((one) => one.targetId === target.id) ?? null }));
  };

  return {
    find,
    async save(record, targetId, body, ifMatch, by, tx) {
      const earlier = (await find(record, by, tx)).find(({ target }) => target.id === targetId);
      if (!earlier) throw notFound();
      const { answer } = earlier;
      if (answer && sameOutcome(answer.body, body)) return { outcome: viewOf(answer), changed: false };
      if (ifMatch !== (answer?.revision ?? null)) {
        throw conflict('Somebody else changed this while you wrote. Here are both texts.', {
          current: answer && viewOf(answer),
          yours: body,
        });
      }
      if (!answer) await outcomes.insert(record, targetId, body, by, now(), newSecret(), tx);
      else if (!(await outcomes.update(record, targetId, answer.revision, body, now(), tx)))
        throw refused('signed', 'This record is signed, so its words stay as they are.');
      return { outcome: { ...body, revision: (answer?.revision ?? 0) + 1, erasedAt: null }, changed: true };
    },
    async dropNote(record, noteId, tx) {
      for (const { targetId, revision, body } of await outcomes.find(record, tx)) {
        if (!body.noteIds.includes(noteId)) continue;
        const noteIds = body.noteIds.filter((id) => id !== noteId);
        await outcomes.update(record, targetId, revision, { ...body, noteIds }, now(), tx);
      }
    },
    async settle(record, by, tx) {
      await targets.lockThread(record, tx);
      const at = now();
      for (const { target, answer } of await find(record, null, tx)) {
        if (!answer) continue;
        const { id } = target;
        await outcomes.seal(record, id, target.body.wording, tx);
        if (answer.body.noteIds.length > 0) {
          // The record it was agreed in names the notes it was signed with, and no later ones.
          const origin = { ...record, ...target.origin };
          await keepWording(db, origin, target, { at, nextSalt: newSecret() }, tx);
          const shown = answer.body.noteIds.map((noteId) => ({ kind: noteEvidence, id: noteId }));
          await evidence.add(id, record.space, shown, by, at, tx);
        }
        const became = settle(target.status, answer.body.outcome);
        if (became === 'left') continue;
        const status = became === 'confirmed' ? target.status : became.to;
        if (became === 'confirmed') await targets.confirm(id, at, tx);
        else await targets.setStatus(id, target.status, status, at, tx);
        await history.insert(record.space, { targetId: id, became: status, by, at, record }, tx);
      }
    },
    showFrom: (record, at, tx) => outcomes.showFrom(record, at, tx),
    async redact(record, targetId, field, text, removed, tx) {
      await outcomes.redact(record, targetId, field, text, tx);
      if (field !== 'wording') return;
      await dropWords(ground, { id: targetId, thread: record }, removed, tx);
      await history.rewrite(record.space, targetId, (words) => withoutWords(words, removed), tx);
    },
  };
}
