import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { badRequest, notFound, refused } from '../errors.js';
import { mostAnswers } from './limits.shared.js';
import { putBeside, standsAlready } from './observation-beside.js';
import { locked } from './observation-lock.js';
import type { Parts } from './observation-parts.js';
import { powersOf, standingOf } from './observation.rules.js';
import type { AnswerBody } from './observation.shared.js';

export interface ObservationAnswers {
  /**
   * The trainee answers a question among the notes of a record they may read. It never changes; another one to the same question stands
   * beside it. @throws Problem 400 for a note that is no question here, 404, 409, 422
   */
  answer(viewer: KnownViewer, id: string, answerId: string, body: AnswerBody): Promise<{ observationRevision: number }>;
}

export const createObservationAnswers = (parts: Parts): ObservationAnswers => ({
  answer: (viewer, id, answerId, { noteId, body }) =>
    locked(parts, viewer, id, async (held) => {
      const { row, access, byTrainee, tx, touch } = held;
      if (!powersOf(access, standingOf(row, instantNow(parts.ground.clock)), byTrainee).differ) throw notFound();
      if (body.trim() === '') throw refused('nothing-written', 'Write a sentence first.');
      const words = { id: answerId, kind: 'answer' as const, note_id: noteId, body };
      if (await standsAlready(parts, viewer, held, words)) return { observationRevision: row.revision };
      const note = await parts.notes.findOne(id, noteId, tx);
      if (note === null || note === 'elsewhere' || note.view.withdrawn || note.view.tag !== 'question') {
        throw badRequest('Only a question of this lesson can be answered.', [{ pointer: '/noteId', detail: 'is no question here' }]);
      }
      const given = (await parts.remarks.find(id, tx)).filter((remark) => remark.note_id === noteId);
      if (given.length >= mostAnswers) throw refused('too-many-answers', 'Five answers stand under this question already. Talk it over.');
      await putBeside(parts, viewer, held, words, 'trainee');
      return { observationRevision: await touch() };
    }),
});
