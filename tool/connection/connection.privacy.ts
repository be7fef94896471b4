import type { PrivacyDeclaration } from '../table-declaration.js';

export const connectionPrivacy: PrivacyDeclaration = {
  area: 'The connection to Moodle and Canvas',
  tables: [
    {
      table: 'connection_check',
      key: ['partnership_id', 'deployment_ref'],
      purpose: 'What the last check of each connection found, line by line.',
      whose: 'The coordinator who began it',
      readers: 'Coordinators',
      kept: 'Until the next check',
      columns: {
        partnership_id: 'id', deployment_ref: 'id', check_id: 'id', context_ref: 'id', link_ref: 'id', begun_by: 'person', findings: 'fact',
        frame: 'fact', began_at: 'fact', beat_at: 'fact', ended_at: 'fact',
      },
      exported: [{ rows: 'begun_by = :personId AND partnership_id = :partnershipId' }],
    },
  ],
}; // prettier-ignore
