import type { Tx } from '../db/database.js';
import { lessonLeaf, type StoredLesson } from '../lesson/lesson.service.js';
import type { Json } from '../signature/canonical.js';
import type { Leaf } from '../signature/signature.rules.js';
import { targetLeaf, type Origin, type StoredTarget } from '../target/target.service.js';
import type { StoredNote } from './observation-note.model.js';
import type { Parts } from './observation-parts.js';
import type { RemarkRow } from './observation-remark.model.js';
import type { StoredSection } from './observation-section.model.js';
import { recordSpace, type ObservationRow } from './observation.model.js';

/** Kinds under which this slice's records are signed. */
export const recordKind = 'observation';
export const remarkRecordKind = 'observation_remark';

/** Everything an observation holds, as stored. */
export interface Content {
  lesson: StoredLesson;
  notes: StoredNote[];
  sections: StoredSection[];
  targets: StoredTarget[];
}

export const originOf = (observation: ObservationRow): Origin => ({
  space: recordSpace,
  partnershipId: observation.partnership_id,
  placementId: observation.placement_id,
  kind: recordKind,
  id: observation.id,
});

/** Reads a whole observation: six statements, whatever its length. */
export async function readContent(
  parts: Pick<Parts, 'lessons' | 'notes' | 'sections' | 'targets'>,
  observation: ObservationRow,
  tx?: Tx,
): Promise<Content> {
  const lessons = await parts.lessons.find(observation.partnership_id, [observation.lesson_id], tx);
  const lesson = lessons.get(observation.lesson_id);
  if (!lesson) throw new Error('An observation names a lesson that is not there.');
  return {
    lesson,
    notes: await parts.notes.find(observation.id, tx),
    sections: await parts.sections.find(observation.id, tx),
    targets: await parts.targets.findByOrigin(originOf(observation), tx),
  };
}

/**
 * The words a signature covers, by name. A withdrawn note was never part of the record; a cited note is covered by its id in the
 * section that cites it.
 */
export function leavesOf(content: Content): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>([['lesson', lessonLeaf(content.lesson)]]);
  for (const { view, salt } of content.sections) {
    leaves.set(`section/${view.section}`, { salt, value: { body: view.body, noteIds: view.noteIds.toSorted() } });
  }
  for (const { view, salt } of content.notes.filter((note) => !note.view.withdrawn)) {
    const { tag, body, minuteMs, notedAt, position } = view;
    leaves.set(`note/${view.id}`, { salt, value: { tag, body, minuteMs, notedAt, position } });
  }
  for (const target of content.targets) leaves.set(`target/${target.id}`, targetLeaf(target));
  return leaves;
}

/** The part of the signed document that is no leaf: ids, times and the form's version. */
export const skeletonOf = (
  observation: ObservationRow,
  traineePersonId: string,
  form: { id: string; version: number; digest: string },
): Record<string, Json> => ({
  format: 'critical-friend/observation/1',
  observation: observation.id,
  placement: observation.placement_id,
  trainee: traineePersonId,
  observer: observation.observer_person_id,
  kind: observation.kind,
  form: { id: form.id, version: form.version, digest: form.digest },
  live: { startedAt: observation.live_started_at, endedAt: observation.live_ended_at },
});

export const remarkLeaves = (remark: Pick<RemarkRow, 'salt' | 'body'>): Map<string, Leaf> =>
  new Map([['body', { salt: remark.salt, value: remark.body ?? '' }]]);

export const remarkSkeleton = (
  remark: Pick<RemarkRow, 'id' | 'observation_id' | 'kind' | 'author_person_id' | 'created_at'>,
): Record<string, Json> => ({
  format: 'critical-friend/observation-remark/1',
  remark: remark.id,
  observation: remark.observation_id,
  kind: remark.kind,
  author: remark.author_person_id,
  createdAt: remark.created_at,
});
