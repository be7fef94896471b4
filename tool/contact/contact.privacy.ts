import type { ColumnUse, PrivacyDeclaration } from '../table-declaration.js';

const changed: Record<string, ColumnUse> = { changed_by: 'person', changed_at: 'fact', revision: 'fact' };
// Known by name only. A trainee who is called like a safeguarding lead is not that lead, and their erasure must not take the number to call.
const calledAs = (column: string): string =>
  `partnership_id = :partnershipId AND ${column} IN (SELECT p.name FROM person p WHERE p.id = :personId)
    AND NOT EXISTS (SELECT 1 FROM role_held r WHERE r.person_id = :personId AND r.partnership_id = :partnershipId AND r.role = 'trainee')`;
const byThem = 'changed_by = :personId AND partnership_id = :partnershipId';

export const contactPrivacy: PrivacyDeclaration = {
  area: 'Whom a trainee can call',
  tables: [
    {
      table: 'school_contact',
      key: ['school_id'],
      purpose: 'Who leads on safeguarding in a school, their telephone, and where the school’s documents are.',
      whose: 'The school’s safeguarding lead, who needs no account here',
      readers: 'Everybody with a role on a placement at the school, its lead, and coordinators',
      kept: 'Until they are changed or taken off, and a year after the last placement at the school',
      columns: {
        school_id: 'id', partnership_id: 'id', lead_name: 'particular', lead_telephone: 'particular', documents_url: 'label', ...changed,
      },
      exported: [{ rows: calledAs('lead_name') }, { rows: byThem, only: ['school_id', 'changed_by', 'changed_at'] }],
      erased: [{ rows: calledAs('lead_name'), do: 'empty' }],
      ages: [
        {
          what: 'Safeguarding leads of schools where nobody has been placed for a year',
          rows: `partnership_id = :partnershipId AND changed_at < :before AND NOT EXISTS (SELECT 1 FROM placement p
            WHERE p.school_id = school_contact.school_id AND p.partnership_id = school_contact.partnership_id AND p.ends_on >= :before)`,
          after: { days: 365 },
          do: 'delete',
        },
      ],
    },
    {
      table: 'placement_contact',
      key: ['placement_id'],
      purpose: 'Somebody else a trainee can talk to, who judges nothing of their work.',
      whose: 'Who is named, and needs no account here; the trainee',
      readers: 'The trainee, their mentors, tutor and coach, and coordinators',
      kept: '90 days after the placement ends',
      columns: { placement_id: 'id', partnership_id: 'id', name: 'particular', reach: 'particular', ...changed },
      recordRows: 'placement_id IN (:placementIds)',
      exported: [
        { rows: 'placement_id IN (:placementIds)' },
        { rows: calledAs('name') },
        { rows: byThem, only: ['placement_id', 'changed_by', 'changed_at'] },
      ],
      erased: [{ rows: 'placement_id IN (:placementIds)', do: 'delete' }, { rows: calledAs('name'), do: 'empty' }],
      ages: [
        {
          what: 'Somebody else to talk to, of placements that are over',
          rows: `partnership_id = :partnershipId AND EXISTS (SELECT 1 FROM placement p
            WHERE p.id = placement_contact.placement_id AND p.partnership_id = placement_contact.partnership_id AND p.ends_on < :before)`,
          after: { days: 90 },
          do: 'delete',
          placementOf: 'placement_contact.placement_id',
        },
      ],
    },
    {
      table: 'partnership_contact',
      key: ['partnership_id'],
      purpose: 'Somebody else to talk to for every trainee whose placement names nobody, such as a pastoral tutor.',
      whose: 'Who is named, and needs no account here',
      readers: 'Trainees, the mentors, tutors and coaches of their placements, and coordinators',
      kept: 'Until a coordinator changes it or takes it off',
      columns: { partnership_id: 'id', name: 'particular', reach: 'particular', ...changed },
      exported: [{ rows: calledAs('name') }, { rows: byThem, only: ['partnership_id', 'changed_by', 'changed_at'] }],
      erased: [{ rows: calledAs('name'), do: 'empty' }],
    },
  ],
}; // prettier-ignore
