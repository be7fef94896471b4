import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { newId, newSecret } from '../ids.js';
import type { Leaf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { lessonModel, type StoredLesson } from './lesson.model.js';
import type { LessonDetails, LessonView } from './lesson.shared.js';

export type { StoredLesson } from './lesson.model.js';

/** Lessons for the slices that point at them; each call runs in the caller's transaction, after the caller's policy. */
export interface Lessons {
  create(at: { partnershipId: string; placementId: string }, details: LessonDetails, tx: Tx): Promise<string>;
  /** Lessons by id, in one statement. */
  find(partnershipId: string, ids: string[], tx?: Tx): Promise<Map<string, StoredLesson>>;
  /** @returns false where the lesson has another revision by now, or was frozen by a signature */
  update(id: string, revision: number, details: LessonDetails, tx: Tx): Promise<boolean>;
  freeze(id: string, tx: Tx): Promise<void>;
}

// An erased lesson keeps its day; its salt is empty because the column has no null.
export const lessonLeaf = (lesson: StoredLesson): Leaf => ({ salt: lesson.salt || null, value: { ...lesson.details } });

export const viewOfLesson = (lesson: StoredLesson): LessonView => ({ id: lesson.id, revision: lesson.revision, ...lesson.details });

export function createLessons({ ground }: { ground: Pick<Ground, 'db' | 'clock'> }): Lessons {
  const model = lessonModel(ground.db);
  return {
    async create({ partnershipId, placementId }, details, tx) {
      const id = newId();
      const row = { id, partnership_id: partnershipId, placement_id: placementId, created_at: instantNow(ground.clock), salt: newSecret() };
      await model.insert(row, details, tx);
      return id;
    },
    async find(partnershipId, ids, tx) {
      return new Map((await model.find(partnershipId, ids, tx)).map((lesson) => [lesson.id, lesson]));
    },
    update: (id, revision, details, tx) => model.update(id, revision, details, tx),
    async freeze(id, tx) {
      await model.freeze(id, instantNow(ground.clock), tx);
    },
  };
}
