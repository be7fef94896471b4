import type { PrivacyDeclaration } from '../table-declaration.js';

const theirs = 'person_id = :personId AND partnership_id = :partnershipId';

export const calendarPrivacy: PrivacyDeclaration = {
  area: 'Lessons in somebody’s own calendar',
  tables: [
    {
      table: 'calendar_feed',
      key: ['partnership_id', 'person_id'],
      purpose: 'Lets somebody’s calendar program read when lessons are observed: a school, a day and a time, and nobody’s name.',
      whose: 'Whoever asked for it',
      readers: 'That person; whoever they give the address to reads days, times and schools',
      kept: 'Until they end it, or are neither trainee nor mentor any more',
      columns: { partnership_id: 'id', person_id: 'person', token_hash: 'secret', made_at: 'fact', read_at: 'fact' },
      exported: [{ rows: theirs }],
      erased: [{ rows: theirs, do: 'delete' }],
      ages: [
        {
          what: 'Calendar addresses of people who are neither trainee nor mentor any more',
          rows: `partnership_id = :partnershipId AND made_at < :before AND NOT EXISTS (SELECT 1 FROM role_held r
            WHERE r.person_id = calendar_feed.person_id AND r.partnership_id = calendar_feed.partnership_id AND r.role IN ('trainee', 'mentor')
              AND r.ended_at IS NULL)`,
          after: { days: 1 },
          do: 'delete',
          personOf: 'calendar_feed.person_id',
        },
      ],
    },
  ],
};
