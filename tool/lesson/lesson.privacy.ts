import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const mine = 'o.observer_person_id = :personId AND o.partnership_id = :partnershipId';
const drafts = `SELECT o.lesson_id FROM observation o WHERE ${mine} AND o.state NOT IN ('signed', 'read')`;
const own = `SELECT o.lesson_id FROM observation o JOIN role_held r ON r.placement_id = o.placement_id AND r.person_id = :personId
    AND r.role = 'mentor' AND r.ended_at IS NULL WHERE ${mine}`;

const tables: TableDeclaration[] = [
  {
    table: 'lesson',
    key: ['id'],
    purpose: 'The lesson an observation belongs to: day, class, topic.',
    whose: 'The trainee',
    readers: 'Who may read the observation',
    kept: 'With the placement',
    columns: {
      id: 'id', partnership_id: 'id', placement_id: 'id', class_name: 'words', subject: 'words', topic: 'words', day: 'fact', starts: 'fact',
      period: 'words', created_at: 'fact', revision: 'fact', salt: 'salt', frozen_at: 'fact', erased_at: 'erased_at',
      erased_because: 'erased_because',
    },
    recordRows: 'placement_id IN (:placementIds)',
    exported: [
      {
        rows: `placement_id IN (:placementIds)
          AND EXISTS (SELECT 1 FROM observation o WHERE o.lesson_id = lesson.id AND o.state <> 'withdrawn')`,
      },
      { rows: `id IN (${own})` },
    ],
    ages: [
      {
        what: 'Class and topic of drafts that were withdrawn',
        rows: `partnership_id = :partnershipId AND erased_at IS NULL
          AND id IN (SELECT o.lesson_id FROM observation o
            WHERE o.partnership_id = :partnershipId AND o.state = 'withdrawn' AND o.withdrawn_at < :before)
          AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.lesson_id = lesson.id AND o.state <> 'withdrawn')`,
        after: { setting: 'draftDays' },
        do: 'empty',
        set: { salt: '' },
        placementOf: 'lesson.placement_id',
      },
    ],
    // The column has no null: an empty salt is a salt that is gone (lessonLeaf).
    erased: [
      { rows: 'placement_id IN (:placementIds) AND erased_at IS NULL', do: 'empty', set: { salt: '' } },
      {
        rows: `id IN (${drafts}) AND erased_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.lesson_id = lesson.id AND o.state IN ('signed', 'read'))`,
        do: 'empty',
        set: { salt: '' },
      },
    ],
  },
]; // prettier-ignore

export const lessonPrivacy: PrivacyDeclaration = { area: 'Lessons', tables };
