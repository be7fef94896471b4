import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import { newSecret } from '../ids.js';
import type { TargetBody, TargetView } from '../target/target.shared.js';
import { originOf } from './observation-content.js';
import { lockedDraft, type Locked } from './observation-lock.js';
import type { Parts } from './observation-parts.js';
import { decideSave, sameNote } from './observation.rules.js';
import { mostNotes } from './limits.shared.js';
import type { NoteBody, NoteView, SectionName, SectionView } from './observation.shared.js';

interface Saved {
  observationRevision: number;
}

/** Each text is saved by itself: a note, a section, a target. All of it by the observer, while it is a draft. */
export interface ObservationWriting {
  /** Creates, changes or puts back a note. @throws Problem 404, 409 with both texts, 422 for the 601st or once signed */
  saveNote(viewer: KnownViewer, id: string, noteId: string, body: NoteBody, ifMatch: number | null): Promise<Saved & { note: NoteView }>;
  /** Takes a note back, and out of what cites it. */
  withdrawNote(viewer: KnownViewer, id: string, noteId: string): Promise<Saved & { note: NoteView }>;
  saveSection(
    viewer: KnownViewer,
    id: string,
    section: SectionName,
    body: string,
    ifMatch: number | null,
  ): Promise<Saved & { section: SectionView }>;
  /** The notes a section rests on, all of them; the same set again changes nothing. */
  cite(viewer: KnownViewer, id: string, section: SectionName, noteIds: string[]): Promise<Saved & { section: SectionView }>;
  saveTarget(
    viewer: KnownViewer,
    id: string,
    targetId: string,
    body: TargetBody,
    ifMatch: number | null,
  ): Promise<Saved & { target: TargetView }>;
  withdrawTarget(viewer: KnownViewer, id: string, targetId: string): Promise<Saved>;
}

const differently = 'Somebody else changed this while you wrote. Here are both texts.';
const sameSet = (one: string[], other: string[]): boolean => one.length === other.length && one.every((item) => other.includes(item));

export function createObservationWriting(parts: Parts): ObservationWriting {
  const { ground, notes, sections, targets } = parts;
  const now = () => instantNow(ground.clock);

  const findSection = async ({ row, tx }: Locked, section: SectionName) => {
    const stored = (await sections.find(row.id, tx)).find(({ view }) => view.section === section);
    if (!stored) throw notFound();
    return stored.view;
  };

  const mustStand = async ({ row, tx }: Locked, noteIds: string[]) => {
    if ((await notes.countStanding(row.id, noteIds, tx)) !== noteIds.length) {
      throw badRequest('Only notes of this lesson can be named.', [{ pointer: '/noteIds', detail: 'holds a note that is not here' }]);
    }
  };

  return {
    saveNote: (viewer, id, noteId, body, ifMatch) =>
      lockedDraft(parts, viewer, id, async ({ row, tx, touch }) => {
        const found = await notes.findOne(id, noteId, tx);
        if (found === 'elsewhere') throw notFound();
        const stored = found?.view ?? null;
        const decision = decideSave(stored && { revision: stored.revision, same: !stored.withdrawn && sameNote(stored, body) }, ifMatch);
        if (stored && decision === 'same') return { note: stored, observationRevision: row.revision };
        if (decision === 'conflict') throw conflict(differently, { current: stored, yours: body });
        if (stored) {
          if (!(await notes.update(id, noteId, stored.revision, body, tx))) throw conflict(differently, { current: stored, yours: body });
        } else {
          if ((await notes.count(id, tx)) >= mostNotes)
            throw refused('too-many-notes', `One lesson holds ${mostNotes} notes at most. Join some of them.`);
          await notes.insert(id, noteId, body, viewer.personId, newSecret(), tx);
        }
        const note = { ...body, id: noteId, revision: (stored?.revision ?? 0) + 1, withdrawn: false, erasedAt: null };
        return { note, observationRevision: await touch() };
      }),
    withdrawNote: (viewer, id, noteId) =>
      lockedDraft(parts, viewer, id, async ({ row, tx, touch }) => {
        const found = await notes.findOne(id, noteId, tx);
        if (found === null || found === 'elsewhere') throw notFound();
        if (found.view.withdrawn) return { note: found.view, observationRevision: row.revision };
        await notes.withdraw(id, noteId, now(), tx);
        await sections.dropCitations(id, noteId, tx);
        await targets.dropEvidence(id, noteId, tx);
        return { note: { ...found.view, withdrawn: true, revision: found.view.revision + 1 }, observationRevision: await touch() };
      }),
    saveSection: (viewer, id, section, body, ifMatch) =>
      lockedDraft(parts, viewer, id, async (held) => {
        const stored = await findSection(held, section);
        const decision = decideSave({ revision: stored.revision, same: stored.body === body }, ifMatch);
        if (decision === 'same') return { section: stored, observationRevision: held.row.revision };
        const changedAt = now();
        if (decision === 'conflict' || !(await sections.update(id, section, stored.revision, body, changedAt, held.tx))) {
          throw conflict(differently, { current: stored, yours: { body } });
        }
        return { section: { ...stored, body, changedAt, revision: stored.revision + 1 }, observationRevision: await held.touch() };
      }),
    cite: (viewer, id, section, noteIds) =>
      lockedDraft(parts, viewer, id, async (held) => {
        const wanted = [...new Set(noteIds)].toSorted();
        const stored = await findSection(held, section);
        if (sameSet(stored.noteIds, wanted)) return { section: stored, observationRevision: held.row.revision };
        await mustStand(held, wanted);
        await sections.replaceCitations(id, section, wanted, held.tx);
        return { section: { ...stored, noteIds: wanted }, observationRevision: await held.touch() };
      }),
    saveTarget: (viewer, id, targetId, body, ifMatch) =>
      lockedDraft(parts, viewer, id, async (held) => {
        const wanted = { ...body, noteIds: [...new Set(body.noteIds)].toSorted() };
        await mustStand(held, wanted.noteIds);
        const { target, changed } = await targets.save(originOf(held.row), targetId, wanted, ifMatch, viewer.personId, held.tx);
        return { target, observationRevision: changed ? await held.touch() : held.row.revision };
      }),
    withdrawTarget: (viewer, id, targetId) =>
      lockedDraft(parts, viewer, id, async ({ row, tx, touch }) => {
        const changed = await targets.withdraw(originOf(row), targetId, viewer.personId, tx);
        return { observationRevision: changed ? await touch() : row.revision };
      }),
  };
}
