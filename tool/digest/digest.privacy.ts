import type { PrivacyDeclaration } from '../table-declaration.js';

const theirs = 'person_id = :personId AND partnership_id = :partnershipId';

export const digestPrivacy: PrivacyDeclaration = {
  area: 'E-mail when something waits',
  tables: [
    {
      table: 'digest',
      key: ['partnership_id', 'person_id'],
      purpose: 'Who asked for an e-mail when something waits for them, and how often. It says how many things wait, and names nobody.',
      whose: 'Whoever asked for it',
      readers: 'That person; the mail server is told their address and that number',
      kept: 'Until they stop it, or hold no role any more',
      columns: {
        partnership_id: 'id', person_id: 'person', rhythm: 'fact', next_at: 'fact', tries: 'fact', trouble: 'fact', trouble_on: 'fact',
        started_at: 'fact', changed_at: 'fact',
      },
      exported: [{ rows: theirs }],
      erased: [{ rows: theirs, do: 'delete' }],
      ages: [
        {
          what: 'E-mails of people who hold no role any more',
          rows: `partnership_id = :partnershipId AND started_at < :before AND NOT EXISTS (SELECT 1 FROM role_held r
            WHERE r.person_id = digest.person_id AND r.partnership_id = digest.partnership_id AND r.ended_at IS NULL)`,
          after: { days: 1 },
          do: 'delete',
          personOf: 'digest.person_id',
        },
      ],
    },
    {
      table: 'digest_stop',
      key: ['token_hash'],
      purpose: 'Lets the link in an e-mail stop further ones, and nothing else.',
      whose: 'Whoever asked for the e-mail',
      readers: 'Nobody but the tool',
      kept: '90 days, or until it is used',
      columns: { token_hash: 'secret', partnership_id: 'id', person_id: 'person', made_at: 'fact' },
      erased: [{ rows: theirs, do: 'delete' }],
      ages: [
        {
          what: 'Links of old e-mails',
          rows: 'partnership_id = :partnershipId AND made_at < :before',
          after: { days: 90 },
          do: 'delete',
          personOf: 'digest_stop.person_id',
        },
      ],
    },
  ],
}; // prettier-ignore
