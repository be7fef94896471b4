import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable, type TableShape } from '../schema.js';

/**
 * The tables of the first release, parents first. What people wrote carries `space` (record, coaching, mentor_support, private),
 * and foreign keys between such tables include it, so that the database refuses a coaching row under a record's parent.
 */
// prettier-ignore
const tables: Record<string, TableShape> = {
  // Who is who -----------------------------------------------------------------------------------------------------------
  partnership: {
    columns: { id: 'id', name: 'name', time_zone: 'word', locale: 'word', created_at: 'instant' },
    primary: ['id'],
    unique: [['name']],
  },
  school: {
    columns: { id: 'id', partnership_id: 'id', name: 'name', time_zone: 'word?', created_at: 'instant' },
    primary: ['id'],
    unique: [['partnership_id', 'name']],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
  // ltijs keeps platforms and key pairs here through its database plugin (tool/lti/registry-plugin).
  platform: {
    columns: {
      kid: 'hash', issuer: 'outside', client_id: 'outside', name: 'name', auth_url: 'url', token_url: 'url',
      token_audience: 'url?', auth_method: 'word', auth_key: 'text', active: 'flag', frame_origins: 'text', practice: 'flag',
      created_at: 'instant', retired_at: 'instant?',
    },
    primary: ['kid'],
    unique: [['issuer', 'client_id']],
  },
  platform_key: {
    columns: { kid: 'hash', issuer: 'outside', client_id: 'outside', public_pem: 'text', private_sealed: 'text', created_at: 'instant' },
    primary: ['kid'],
  },
  deployment: {
    columns: { id: 'id', platform_kid: 'hash', deployment_id: 'outside', created_at: 'instant', suspended_at: 'instant?', retired_at: 'instant?' },
    primary: ['id'],
    unique: [['platform_kid', 'deployment_id']],
    foreign: [[['platform_kid'], 'platform', ['kid']]],
  },
  // A deployment may serve several partnerships.
  deployment_partnership: {
    columns: { deployment_ref: 'id', partnership_id: 'id', created_at: 'instant' },
    primary: ['deployment_ref', 'partnership_id'],
    foreign: [[['deployment_ref'], 'deployment', ['id']], [['partnership_id'], 'partnership', ['id']]],
  },
  person: {
    columns: {
      id: 'id', partnership_id: 'id', name: 'name?', given_name: 'name?', email: 'name?', student_number: 'name?', created_at: 'instant',
    },
    primary: ['id'],
    unique: [['id', 'partnership_id']],
    indexes: [['partnership_id', 'student_number']],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
  identity: {
    columns: {
      id: 'id', platform_kid: 'hash', sub: 'outside', name: 'name?', given_name: 'name?', email: 'name?', student_number: 'name?',
      seen_digest: 'hash?', created_at: 'instant', retired_at: 'instant?',
    },
    primary: ['id'],
    unique: [['platform_kid', 'sub']],
    foreign: [[['platform_kid'], 'platform', ['kid']]],
  },
  // An identity may stand for one person in each partnership.
  identity_person: {
    columns: { identity_id: 'id', partnership_id: 'id', person_id: 'id', joined_at: 'instant' },
    primary: ['identity_id', 'partnership_id'],
    indexes: [['person_id']],
    foreign: [[['identity_id'], 'identity', ['id']], [['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']]],
  },
  // Where ----------------------------------------------------------------------------------------------------------------
  context: {
    columns: {
      id: 'id', deployment_ref: 'id', context_id: 'outside', label: 'name?', title: 'name?', memberships_url: 'url?', lineitems_url: 'url?',
      ags_scopes: 'text?', roster_read_at: 'instant?', seen_digest: 'hash?', created_at: 'instant',
    },
    primary: ['id'],
    unique: [['deployment_ref', 'context_id']],
    foreign: [[['deployment_ref'], 'deployment', ['id']]],
  },
  // A person in a course, from a launch or the roster; roles are the platform's and give no right here.
  membership: {
    columns: {
      context_ref: 'id', sub: 'outside', name: 'name?', given_name: 'name?', email: 'name?', student_number: 'name?', roles: 'text',
      launched_at: 'instant?', listed_at: 'instant?', left_at: 'instant?', seen_digest: 'hash?',
    },
    primary: ['context_ref', 'sub'],
    foreign: [[['context_ref'], 'context', ['id']]],
  },
  resource_link: {
    columns: {
      id: 'id', deployment_ref: 'id', context_ref: 'id?', resource_link_id: 'outside', title: 'name?', lineitem_url: 'url?',
      seen_digest: 'hash?', created_at: 'instant',
      // Null: this link is new or changed, and what its course already signed is still to be counted for it (passback).
      counted_at: 'instant?',
    },
    primary: ['id'],
    unique: [['deployment_ref', 'resource_link_id']],
    indexes: [['context_ref'], ['counted_at']],
    foreign: [[['deployment_ref'], 'deployment', ['id']], [['context_ref'], 'context', ['id']]],
  },
  // Sessions -------------------------------------------------------------------------------------------------------------
  // Who and where, and no rights: those are read from role_held at every request. A family is a launch and the tabs opened from it.
  session: {
    columns: {
      token_hash: 'hash', id: 'id', family_id: 'id', identity_id: 'id', partnership_id: 'id', deployment_ref: 'id', context_ref: 'id?', link_ref: 'id?',
      locale: 'word?', time_zone: 'word?', role_now_on: 'id?', started_at: 'instant', used_at: 'instant', expires_at: 'instant',
      ended_at: 'instant?',
      // The launch that began it, so that no message opens two; null for a tab opened from another. A session outlives every message.
      launch_nonce: 'hash?',
    },
    primary: ['token_hash'],
    unique: [['id'], ['launch_nonce']],
    indexes: [['expires_at'], ['identity_id'], ['family_id']],
    foreign: [[['identity_id'], 'identity', ['id']]],
  },
  // The own tab: 30 s, one use, the same person.
  continue_code: {
    columns: { code_hash: 'hash', session_id: 'id', expires_at: 'instant', used_at: 'instant?' },
    primary: ['code_hash'],
    indexes: [['expires_at']],
    foreign: [[['session_id'], 'session', ['id']]],
  },
  // Placements -----------------------------------------------------------------------------------------------------------
  placement: {
    columns: {
      id: 'id', partnership_id: 'id', trainee_person_id: 'id', school_id: 'id', context_ref: 'id?', subject: 'name?', phase: 'name?',
      starts_on: 'day', ends_on: 'day', created_by: 'id', created_at: 'instant', revision: 'whole',
    },
    primary: ['id'],
    unique: [['id', 'partnership_id']],
    indexes: [['partnership_id', 'trainee_person_id'], ['school_id'], ['context_ref']],
    foreign: [
      [['trainee_person_id', 'partnership_id'], 'person', ['id', 'partnership_id']],
      [['school_id'], 'school', ['id']],
      [['context_ref'], 'context', ['id']],
    ],
  },
  claim_code: {
    columns: {
      id: 'id', partnership_id: 'id', code_hash: 'hash', role: 'word', placement_id: 'id?', name_given: 'name?', created_by: 'id?',
      created_at: 'instant', expires_at: 'instant', used_at: 'instant?', used_by_person_id: 'id?', used_by_identity_id: 'id?',
      used_on_platform: 'hash?', withdrawn_at: 'instant?',
    },
    primary: ['id'],
    unique: [['code_hash']],
    indexes: [['placement_id']],
    foreign: [[['partnership_id'], 'partnership', ['id']], [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']]],
  },
  claim_attempt: {
    columns: { id: 'id', identity_id: 'id', tried_at: 'instant' },
    primary: ['id'],
    indexes: [['identity_id', 'tried_at']],
  },
  // Every right comes from here. placement_id is null for roles in the whole partnership (coordinator, tutor, lead mentor).
  role_held: {
    columns: {
      id: 'id', partnership_id: 'id', person_id: 'id', role: 'word', placement_id: 'id?', school_id: 'id?', granted_by: 'id?',
      claim_code_id: 'id?', started_at: 'instant', ended_at: 'instant?', ended_by: 'id?', ended_because: 'word?',
    },
    primary: ['id'],
    indexes: [['person_id', 'ended_at'], ['placement_id', 'role'], ['partnership_id', 'role']],
    foreign: [
      [['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']],
      [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
      [['claim_code_id'], 'claim_code', ['id']],
    ],
  },
  // What a link shows and sends --------------------------------------------------------------------------------------------
  link_policy: {
    columns: {
      link_ref: 'id', partnership_id: 'id', shows: 'word', sends: 'word', required_count: 'whole', kinds: 'text', counts_placements: 'word',
      from_on: 'day?', until_on: 'day?', revision: 'whole', changed_at: 'instant', changed_by: 'id?',
    },
    primary: ['link_ref', 'partnership_id'],
    foreign: [[['link_ref'], 'resource_link', ['id']], [['partnership_id'], 'partnership', ['id']]],
  },
  // Frameworks and templates ---------------------------------------------------------------------------------------------
  form_template: {
    columns: { id: 'id', partnership_id: 'id?', name: 'name', kind: 'word', created_at: 'instant' },
    primary: ['id'],
  },
  form_template_version: {
    columns: { id: 'id', template_id: 'id', version: 'whole', answer_schema: 'text', layout: 'text', digest: 'hash', published_at: 'instant' },
    primary: ['id'],
    unique: [['template_id', 'version']],
    foreign: [[['template_id'], 'form_template', ['id']]],
  },
  // The lesson an observation and a recording belong to ----------------------------------------------------------------------
  lesson: {
    columns: {
      id: 'id', partnership_id: 'id', placement_id: 'id', class_name: 'name?', subject: 'name?', topic: 'name?', day: 'day',
      starts: 'word?', period: 'name?', created_at: 'instant', revision: 'whole', salt: 'hash', frozen_at: 'instant?',
    },
    primary: ['id'],
    unique: [['id', 'placement_id']],
    indexes: [['placement_id', 'day']],
    foreign: [[['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']]],
  },
  observation: {
    columns: {
      id: 'id', space: 'word', partnership_id: 'id', placement_id: 'id', lesson_id: 'id', template_version_id: 'id', kind: 'word',
      state: 'word', lesson_on: 'day', observer_person_id: 'id', live_started_at: 'instant?', live_ended_at: 'instant?', released_at: 'instant?',
      signed_at: 'instant?', read_at: 'instant?', withdrawn_at: 'instant?', created_at: 'instant', changed_at: 'instant', revision: 'whole',
    },
    primary: ['id'],
    unique: [['id', 'space'], ['id', 'placement_id']],
    indexes: [['placement_id', 'state'], ['placement_id', 'lesson_on'], ['observer_person_id', 'state']],
    foreign: [
      [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
      [['lesson_id', 'placement_id'], 'lesson', ['id', 'placement_id']],
      [['template_version_id'], 'form_template_version', ['id']],
    ],
  },
  // Unit of saving: a note is a row, a section is a row, each with its own revision; salt belongs to the signed leaf.
  observation_note: {
    columns: {
      id: 'id', space: 'word', observation_id: 'id', author_person_id: 'id', tag: 'word', body: 'text?', minute_ms: 'whole?', noted_at: 'instant',
      position: 'whole', revision: 'whole', salt: 'hash?', withdrawn_at: 'instant?', erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['id'],
    unique: [['id', 'observation_id']],
    indexes: [['observation_id', 'position']],
    foreign: [[['observation_id', 'space'], 'observation', ['id', 'space']]],
  },
  observation_section: {
    columns: {
      observation_id: 'id', section: 'word', space: 'word', author_person_id: 'id', body: 'text?', revision: 'whole', changed_at: 'instant',
      salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['observation_id', 'section'],
    foreign: [[['observation_id', 'space'], 'observation', ['id', 'space']]],
  },
  // A section may cite notes of the same observation and of no other.
  observation_citation: {
    columns: { observation_id: 'id', section: 'word', note_id: 'id' },
    primary: ['observation_id', 'section', 'note_id'],
    foreign: [
      [['observation_id', 'section'], 'observation_section', ['observation_id', 'section']],
      [['note_id', 'observation_id'], 'observation_note', ['id', 'observation_id']],
    ],
  },
  // A correction, or the trainee's different view: beside the signed text, never in it.
  observation_remark: {
    columns: {
      id: 'id', space: 'word', observation_id: 'id', kind: 'word', author_person_id: 'id', body: 'text?', created_at: 'instant', revision: 'whole',
      salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['id'],
    indexes: [['observation_id']],
    foreign: [[['observation_id', 'space'], 'observation', ['id', 'space']]],
  },
  target: {
    columns: {
      id: 'id', space: 'word', partnership_id: 'id', placement_id: 'id', wording: 'text?', actions: 'text?', support: 'text?', by_on: 'day?',
      status: 'word', origin_kind: 'word', origin_id: 'id', created_by: 'id', created_at: 'instant', changed_at: 'instant', revision: 'whole',
      position: 'whole', salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['id'],
    unique: [['id', 'space']],
    indexes: [['placement_id', 'space', 'status'], ['origin_kind', 'origin_id']],
    foreign: [[['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']]],
  },
  target_status: {
    columns: { id: 'id', target_id: 'id', space: 'word', status: 'word', set_by: 'id', set_at: 'instant' },
    primary: ['id'],
    indexes: [['target_id']],
    foreign: [[['target_id', 'space'], 'target', ['id', 'space']]],
  },
  // Evidence is named by (kind, id); each slice registers a resolver for its kind.
  target_evidence: {
    columns: { target_id: 'id', space: 'word', kind: 'word', evidence_id: 'id', added_by: 'id', added_at: 'instant' },
    primary: ['target_id', 'kind', 'evidence_id'],
    foreign: [[['target_id', 'space'], 'target', ['id', 'space']]],
  },
  // What was signed: RFC 8785 text whose leaves are hashes; the words and their salts stay in their rows.
  signed_record: {
    columns: { record_kind: 'word', record_id: 'id', space: 'word', partnership_id: 'id', document: 'text', digest: 'hash', signed_at: 'instant' },
    primary: ['record_kind', 'record_id'],
    unique: [['record_id', 'space']],
  },
  signature: {
    columns: {
      id: 'id', record_kind: 'word', record_id: 'id', space: 'word', position: 'whole', meaning: 'word', person_id: 'id', identity_id: 'id',
      role: 'word', signed_at: 'instant', record_digest: 'hash', previous_digest: 'hash?', digest: 'hash',
    },
    primary: ['id'],
    unique: [['record_kind', 'record_id', 'position'], ['record_kind', 'record_id', 'meaning', 'person_id']],
    foreign: [[['record_kind', 'record_id'], 'signed_record', ['record_kind', 'record_id']]],
  },
  // Grades out -----------------------------------------------------------------------------------------------------------
  line_item: {
    columns: {
      id: 'id', partnership_id: 'id', link_ref: 'id', tag: 'word', resource_id: 'outside', url: 'url', maximum: 'whole', ours: 'flag',
      created_at: 'instant', checked_at: 'instant?',
    },
    primary: ['id'],
    unique: [['link_ref', 'tag']],
    foreign: [[['link_ref'], 'resource_link', ['id']]],
  },
  // The last whole second used for a person's cell; its row is the lock that makes stamps increase.
  score_stamp: {
    columns: { link_ref: 'id', tag: 'word', sub: 'outside', last_second: 'whole', version: 'whole' },
    primary: ['link_ref', 'tag', 'sub'],
    foreign: [[['link_ref'], 'resource_link', ['id']]],
  },
  score_outbox: {
    columns: {
      id: 'id', partnership_id: 'id', link_ref: 'id', tag: 'word', sub: 'outside', placement_id: 'id?', person_id: 'id', version: 'whole',
      score: 'whole', maximum: 'whole', comment: 'text', stamp_second: 'whole', submitted_at: 'instant', state: 'word', attempts: 'whole',
      next_try_at: 'instant', lease_until: 'instant?', lease_owner: 'id?', outcome_unknown: 'flag', comment_sent: 'flag', fault: 'word?',
      fault_detail: 'name?', created_at: 'instant', decided_at: 'instant?',
    },
    primary: ['id'],
    unique: [['link_ref', 'tag', 'sub', 'version']],
    indexes: [['state', 'next_try_at'], ['partnership_id', 'person_id'], ['placement_id']],
    foreign: [[['link_ref'], 'resource_link', ['id']], [['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']]],
  },
  // Audit ----------------------------------------------------------------------------------------------------------------
  audit_event: {
    columns: {
      id: 'id', partnership_id: 'id?', at: 'instant', action: 'word', person_id: 'id?', identity_id: 'id?', session_id: 'id?',
      object_kind: 'word?', object_id: 'id?', placement_id: 'id?', detail: 'name?',
    },
    primary: ['id'],
    indexes: [['partnership_id', 'at'], ['placement_id', 'at']],
  },
};

export const foundation: Migration = {
  name: '0001-foundation',
  async up(db: Database) {
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
  },
};
