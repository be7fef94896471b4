import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createIndexes, createTable, type TableShape } from '../schema.js';

// prettier-ignore
const tables: Record<string, TableShape> = {
  // A link by which one learning platform may register itself, once. `held_until`: somebody is at it.
  platform_invitation: {
    columns: {
      id: 'id', token_hash: 'hash', partnership_id: 'id', name: 'name?', created_at: 'instant', expires_at: 'instant', tries: 'whole',
      held_until: 'instant?', used_at: 'instant?', platform_kid: 'hash?',
    },
    primary: ['id'],
    unique: [['token_hash']],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
  // For whom a platform registered itself, and what became of it.
  platform_registration: {
    columns: {
      platform_kid: 'hash', partnership_id: 'id', family: 'word', registered_at: 'instant', changed_at: 'instant', decision: 'word?',
      decided_at: 'instant?', decided_by: 'id?',
    },
    primary: ['platform_kid'],
    indexes: [['partnership_id']],
    foreign: [[['platform_kid'], 'platform', ['kid']], [['partnership_id'], 'partnership', ['id']]],
  },
  // What we need of a platform's services: what it said at registration, and what its token service really grants.
  platform_scope: {
    columns: { platform_kid: 'hash', scope: 'outside', registered: 'word?', granted: 'word?', seen_at: 'instant' },
    primary: ['platform_kid', 'scope'],
    foreign: [[['platform_kid'], 'platform', ['kid']]],
  },
};

/** Platforms that register themselves and wait for approval; keys that change with overlap; what a suspension and a new registration leave waiting. */
export const registration: Migration = {
  name: '0012-registration',
  async up(db: Database) {
    // While it waits it is switched off as well, so that nothing that asks for that alone lets it in.
    await addColumns(db, 'platform', { pending_at: 'instant?', learns_deployments: 'flag?' });
    await addColumns(db, 'deployment', { pending_at: 'instant?' });
    // When a score last waited for us and not for its platform: it is not late because of that.
    await addColumns(db, 'score_outbox', { held_at: 'instant?' });
    // Moved to another registration, and not opened from there yet: where its column is there is not known.
    await addColumns(db, 'resource_link', { moved_at: 'instant?' });
    // Null: the first key of a platform, which has the platform's own name.
    await addColumns(db, 'platform_key', { platform_kid: 'hash?', signs_from: 'instant?', retired_at: 'instant?' });
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
    await createIndexes(db, 'platform_key', [['platform_kid']]);
  },
};
