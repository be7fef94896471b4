import type { PrivacyDeclaration } from '../table-declaration.js';

export const attentionPrivacy: PrivacyDeclaration = {
  area: 'The tutor’s table',
  tables: [
    {
      table: 'attention_rule',
      key: ['id'],
      purpose: 'When a trainee needs their tutor, as the partnership or one tutor has chosen.',
      whose: 'The tutor whose choice it is',
      readers: 'That tutor; the partnership’s choice, tutors and coordinators',
      kept: 'Until it is changed',
      columns: {
        id: 'id',
        partnership_id: 'id',
        person_id: 'person',
        days: 'fact',
        revision: 'fact',
        changed_at: 'fact',
        changed_by: 'person',
      },
      exported: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId' }],
      erased: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId', do: 'delete' }],
    },
  ],
};
