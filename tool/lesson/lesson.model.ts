import type { Database, Tx } from '../db/database.js';
import type { LessonDetails } from './lesson.shared.js';

interface LessonRow {
  id: string;
  day: string;
  starts: string | null;
  period: string | null;
  class_name: string | null;
  subject: string | null;
  topic: string | null;
  revision: number;
  salt: string;
}

export interface StoredLesson {
  id: string;
  details: LessonDetails;
  revision: number;
  salt: string;
}

const toRow = ({ day, starts, period, className, subject, topic }: LessonDetails) => ({
  day,
  starts,
  period,
  class_name: className,
  subject,
  topic,
});

export const lessonModel = (db: Database) => ({
  async find(partnershipId: string, ids: string[], tx?: Tx): Promise<StoredLesson[]> {
    if (ids.length === 0) return [];
    const rows = await db.select<LessonRow>(
      'SELECT id, day, starts, period, class_name, subject, topic, revision, salt FROM lesson WHERE partnership_id = :partnershipId AND id IN (:ids)',
      { partnershipId, ids },
      tx,
    );
    return rows.map(({ id, revision, salt, class_name, day, starts, period, subject, topic }) => ({
      id,
      revision,
      salt,
      details: { day, starts, period, className: class_name, subject, topic },
    }));
  },
  insert: (
    row: { id: string; partnership_id: string; placement_id: string; created_at: string; salt: string },
    details: LessonDetails,
    tx: Tx,
  ) => db.insert('lesson', { ...row, ...toRow(details), revision: 1, frozen_at: null }, tx),
  /** @returns true where the revision was the stored one and nothing signed names the lesson */
  async update(id: string, revision: number, details: LessonDetails, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE lesson SET day = :day, starts = :starts, period = :period, class_name = :class_name, subject = :subject, topic = :topic,
         revision = revision + 1 WHERE id = :id AND revision = :revision AND frozen_at IS NULL`,
      { id, revision, ...toRow(details) },
      tx,
    );
    return changed === 1;
  },
  freeze: (id: string, at: string, tx: Tx) =>
    db.run('UPDATE lesson SET frozen_at = :at WHERE id = :id AND frozen_at IS NULL', { id, at }, tx),
});
