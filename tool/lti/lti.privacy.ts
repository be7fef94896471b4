import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const common = { whose: 'Nobody’s', readers: 'The operator', kept: 'Until the operator removes the platform' };

const tables: TableDeclaration[] = [
  {
    ...common,
    table: 'platform',
    key: ['kid'],
    purpose: 'Which Moodle or Canvas may open the tool, and where it answers.',
    columns: {
      kid: 'id', issuer: 'id', client_id: 'id', name: 'label', auth_url: 'fact', token_url: 'fact', token_audience: 'fact', auth_method: 'fact',
      auth_key: 'fact', active: 'fact', frame_origins: 'fact', practice: 'fact', created_at: 'fact', retired_at: 'fact',
      pending_at: 'fact', learns_deployments: 'fact',
    },
  },
  {
    ...common,
    table: 'platform_key',
    key: ['kid'],
    purpose: 'The keys the tool signs its requests to a platform with.',
    columns: {
      kid: 'id', issuer: 'id', client_id: 'id', public_pem: 'fact', private_sealed: 'secret', created_at: 'fact',
      platform_kid: 'id', signs_from: 'fact', retired_at: 'fact',
    },
  },
  {
    ...common,
    table: 'deployment',
    key: ['id'],
    purpose: 'Where on a platform the tool was installed.',
    columns: { id: 'id', platform_kid: 'id', deployment_id: 'id', created_at: 'fact', suspended_at: 'fact', retired_at: 'fact', pending_at: 'fact' },
  },
]; // prettier-ignore

const registrations: TableDeclaration[] = [
  {
    ...common,
    table: 'platform_invitation',
    key: ['id'],
    purpose: 'Links by which a Moodle or Canvas may register itself, once.',
    kept: 'Three months after they end',
    columns: {
      id: 'id', token_hash: 'secret', partnership_id: 'id', name: 'label', created_at: 'fact', expires_at: 'fact', tries: 'fact', held_until: 'fact',
      used_at: 'fact', platform_kid: 'id',
    },
  },
  {
    ...common,
    table: 'platform_registration',
    key: ['platform_kid'],
    purpose: 'Which Moodle or Canvas registered itself for which partnership, and who approved it.',
    whose: 'The coordinator who decided',
    readers: 'The operator and coordinators',
    columns: {
      platform_kid: 'id', partnership_id: 'id', family: 'fact', registered_at: 'fact', changed_at: 'fact', decision: 'fact', decided_at: 'fact',
      decided_by: 'person',
    },
    exported: [{ rows: 'decided_by = :personId AND partnership_id = :partnershipId' }],
  },
  {
    ...common,
    table: 'platform_scope',
    key: ['platform_kid', 'scope'],
    purpose: 'Which services a Moodle or Canvas allows the tool.',
    readers: 'The operator and coordinators',
    columns: { platform_kid: 'id', scope: 'id', registered: 'fact', granted: 'fact', seen_at: 'fact' },
  },
]; // prettier-ignore

export const ltiPrivacy: PrivacyDeclaration = { area: 'Platforms', tables };
/** After the partnerships they belong to. */
export const registrationPrivacy: PrivacyDeclaration = { area: 'Platforms that registered themselves', tables: registrations };
