import type { PrivacyDeclaration } from '../table-declaration.js';

export const devicePrivacy: PrivacyDeclaration = {
  area: 'What waits on a device for the network',
  tables: [
    {
      table: 'device_key',
      key: ['id'],
      purpose: 'Opens what somebody wrote on a device without a network, until it is sent. The words themselves are on the device only.',
      whose: 'Whoever writes about a lesson',
      readers: 'Nobody but the tool, which gives it to that person on that device',
      kept: 'Until their role on the placement ends, or as long as a draft after it was last used ({draftDays} days)',
      columns: {
        id: 'id', partnership_id: 'id', person_id: 'person', placement_id: 'id', device_id: 'id', key_sealed: 'secret', created_at: 'fact', given_at: 'fact',
      },
      recordRows: 'placement_id IN (:placementIds)',
      exported: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId' }],
      erased: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId', do: 'delete' }],
      ages: [
        {
          what: 'Keys of devices for roles that have ended',
          rows: `partnership_id = :partnershipId AND given_at < :before AND NOT EXISTS (SELECT 1 FROM role_held r WHERE r.person_id = device_key.person_id
            AND r.placement_id = device_key.placement_id AND r.partnership_id = device_key.partnership_id AND r.ended_at IS NULL)`,
          after: { days: 1 },
          do: 'delete',
          personOf: 'device_key.person_id',
        },
        {
          what: 'Keys of devices that were not used for long',
          rows: 'partnership_id = :partnershipId AND given_at < :before',
          after: { setting: 'draftDays' },
          do: 'delete',
          personOf: 'device_key.person_id',
        },
      ],
    },
  ],
}; // prettier-ignore
