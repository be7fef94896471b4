import type { Tx } from '../db/database.js';
import { lessonLeaf, type StoredLesson } from '../lesson/lesson.service.js';
import type { Json } from '../signature/canonical.js';
import type { Leaf } from '../signature/signature.rules.js';
import { outcomeLeaf, type Earlier } from '../target/target-outcome.service.js';
import { targetLeaf, type Origin, type RecordedTarget } from '../target/target.service.js';
import type { StoredNote } from './observation-note.model.js';
import type { StoredPrompts } from './observation-prompt.model.js';
import type { Parts } from './observation-parts.js';
import type { RemarkRow } from './observation-remark.model.js';
import type { RedactionRow } from './observation-redaction.model.js';
import type { StoredSection } from './observation-section.model.js';
import type { GivenAnswer } from './observation-self-view.model.js';
import { recordSpace, type ObservationRow } from './observation.model.js';
import { isDraft } from './observation.rules.js';
import type { WholeNote } from './observation.shared.js';

/** Kinds under which this slice's records are signed. */
export const recordKind = 'observation';
export const remarkRecordKind = 'observation_remark';
export const selfViewKind = 'observation_view';
export const redactionKind = 'observation_redaction';

/** Everything an observation holds, as stored. */
export interface Content {
  lesson: StoredLesson;
  notes: StoredNote[];
  sections: StoredSection[];
  targets: RecordedTarget[];
  /** Targets of before, and what this record says became of them. */
  earlier: Earlier[];
  prompts: StoredPrompts;
}

export const originOf = (observation: ObservationRow): Origin => ({
  space: recordSpace,
  partnershipId: observation.partnership_id,
  placementId: observation.placement_id,
  kind: recordKind,
  id: observation.id,
});

/** Reads a whole observation: the same statements, whatever its length. */
export async function readContent(
  parts: Pick<Parts, 'lessons' | 'notes' | 'sections' | 'targets' | 'outcomes' | 'prompts'>,
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
    earlier: await parts.outcomes.find(originOf(observation), isDraft(observation.state) ? observation.observer_person_id : null, tx),
    prompts: await parts.prompts.find(observation.id, tx),
  };
}

const noteValue = ({ tag, body, minuteMs, notedAt, position, areaIds, why }: WholeNote): Json => ({
  tag,
  body,
  minuteMs,
  notedAt,
  position,
  ...(areaIds.length > 0 ? { areaIds: areaIds.toSorted() } : {}),
  ...(why === '' ? {} : { why }),
});

/**
 * The words a signature covers, by name. A withdrawn note was never part of the record; a cited note is covered by its id in the
 * section that cites it. What records of an earlier build have not is no part of a leaf while it is empty, so that their signatures still check.
 */
export function leavesOf(content: Content): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>([['lesson', lessonLeaf(content.lesson)]]);
  for (const { view, salt } of content.sections) {
    leaves.set(`section/${view.section}`, { salt, value: { body: view.body, noteIds: view.noteIds.toSorted() } });
  }
  for (const { view, salt } of content.notes.filter((note) => !note.view.withdrawn)) {
    leaves.set(`note/${view.id}`, { salt, value: noteValue(view) });
  }
  const { view: pad, salt } = content.prompts;
  if (pad.texts.length > 0 || pad.erasedAt !== null) leaves.set('prompts', { salt, value: pad.texts });
  for (const target of content.targets) leaves.set(`target/${target.id}`, targetLeaf(target));
  for (const { target, answer } of content.earlier) if (answer) leaves.set(`outcome/${target.id}`, outcomeLeaf(answer));
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

/** What the trainee gave, as it was given. */
export const selfViewLeaves = (given: readonly Pick<GivenAnswer, 'section' | 'salt' | 'body'>[]): Map<string, Leaf> =>
  new Map(given.map(({ section, salt, body }) => [`section/${section}`, { salt, value: body ?? '' }]));

export const selfViewSkeleton = (
  given: Pick<GivenAnswer, 'observation_id' | 'view_id' | 'author_person_id' | 'given_at'>,
  form: { id: string; version: number; digest: string },
): Record<string, Json> => ({
  format: 'critical-friend/observation-view/1',
  view: given.view_id,
  observation: given.observation_id,
  author: given.author_person_id,
  givenAt: given.given_at,
  form: { id: form.id, version: form.version, digest: form.digest },
});

/** The text as it stands since words were removed, and the reason; what is erased later takes this salt with it. @param text null where it is gone */
export const redactionLeaves = ({ salt, note }: Pick<RedactionRow, 'salt' | 'note'>, text: string | null): Map<string, Leaf> =>
  new Map([['text', { salt: text === null ? null : salt, value: { text: text ?? '', note: note ?? '' } }]]);

export const redactionSkeleton = (
  row: Pick<RedactionRow, 'id' | 'observation_id' | 'part' | 'reason' | 'decided_by' | 'decided_at'>,
): Record<string, Json> => ({
  format: 'critical-friend/observation-redaction/1',
  redaction: row.id,
  observation: row.observation_id,
  part: row.part,
  reason: row.reason,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
});

export const remarkLeaves = (remark: Pick<RemarkRow, 'salt' | 'body'>): Map<string, Leaf> =>
  new Map([['body', { salt: remark.salt, value: remark.body ?? '' }]]);

export const remarkSkeleton = (
  remark: Pick<RemarkRow, 'id' | 'observation_id' | 'kind' | 'note_id' | 'author_person_id' | 'created_at'>,
): Record<string, Json> => ({
  format: 'critical-friend/observation-remark/1',
  remark: remark.id,
  observation: remark.observation_id,
  kind: remark.kind,
  ...(remark.note_id === null ? {} : { note: remark.note_id }),
  author: remark.author_person_id,
  createdAt: remark.created_at,
});
