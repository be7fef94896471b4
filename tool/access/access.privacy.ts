import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const theirs = 'identity_id IN (:identityIds) AND partnership_id = :partnershipId';
const common = {
  whose: 'Everybody who opens the tool',
  readers: 'Nobody but the tool',
  kept: 'A day after it ends',
};

const tables: TableDeclaration[] = [
  {
    ...common,
    table: 'session',
    key: ['token_hash'],
    purpose: 'That somebody has the tool open, and where they opened it.',
    columns: {
      token_hash: 'secret', id: 'id', family_id: 'id', identity_id: 'id', partnership_id: 'id', deployment_ref: 'id', context_ref: 'id', link_ref: 'id',
      locale: 'fact', time_zone: 'fact', role_now_on: 'id', started_at: 'fact', used_at: 'fact', expires_at: 'fact', ended_at: 'fact',
      launch_nonce: 'secret', carried_by: 'fact', clock_ahead: 'fact', errand: 'fact', errand_ref: 'id',
    },
    exported: [{ rows: theirs }],
    erased: [{ rows: theirs, do: 'delete' }],
  },
  {
    ...common,
    table: 'continue_code',
    key: ['code_hash'],
    purpose: 'Opens the same page in a tab of its own, once, within 30 seconds.',
    columns: { code_hash: 'secret', session_id: 'id', expires_at: 'fact', used_at: 'fact' },
    erased: [{ rows: `session_id IN (SELECT id FROM session WHERE ${theirs})`, do: 'delete' }],
  },
]; // prettier-ignore

export const accessPrivacy: PrivacyDeclaration = { area: 'Being signed in', tables };
