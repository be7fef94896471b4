import type { PrivacyDeclaration } from '../table-declaration.js';

export const approvalPrivacy: PrivacyDeclaration = {
  area: 'Agreement of schools',
  tables: [
    {
      table: 'school_approval',
      key: ['id'],
      purpose: 'What a school agreed to: pictures, sound and video, from when until when, and who agreed.',
      whose: 'Whoever agreed for the school',
      readers: 'Everybody with a placement at the school, its lead, tutors and coordinators',
      kept: '{recordYears} years after its last day',
      columns: {
        id: 'id', partnership_id: 'id', school_id: 'id', version: 'fact', lawful_basis: 'fact', covers: 'fact', classes: 'label', from_on: 'fact',
        until_on: 'fact', devices: 'fact', opt_outs: 'fact', retention_days: 'fact', audience: 'fact', approver_name: 'particular',
        approver_role: 'fact', agreed_on: 'fact', document: 'label', recorded_by: 'person', recorded_as: 'fact', recorded_at: 'fact',
        withdrawn_at: 'fact', withdrawn_by: 'person',
      },
      exported: [{ rows: 'recorded_by = :personId AND partnership_id = :partnershipId' }],
      erased: [
        {
          // Known by name only; a trainee of that name is somebody else.
          rows: `partnership_id = :partnershipId AND ((approver_name IN (SELECT p.name FROM person p WHERE p.id = :personId)
              AND NOT EXISTS (SELECT 1 FROM role_held r WHERE r.person_id = :personId AND r.partnership_id = :partnershipId AND r.role = 'trainee'))
            OR (recorded_as = 'school_lead' AND recorded_by = :personId))`,
          do: 'empty',
          set: { approver_name: '{former}' },
        },
      ],
      ages: [
        {
          what: 'Agreements of schools that ended long ago',
          rows: 'partnership_id = :partnershipId AND until_on < :before',
          after: { setting: 'recordYears' },
          do: 'delete',
        },
      ],
    },
  ],
}; // prettier-ignore
