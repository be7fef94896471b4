import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const tables: TableDeclaration[] = [
  {
    table: 'resource_link',
    key: ['id'],
    purpose: 'The activities in a course that open the tool.',
    whose: 'Nobody’s',
    readers: 'Tutors and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      id: 'id', deployment_ref: 'id', context_ref: 'id', resource_link_id: 'id', title: 'label', lineitem_url: 'fact', seen_digest: 'secret',
      created_at: 'fact', counted_at: 'fact', moved_at: 'fact', choice_id: 'id', copied_from: 'id',
    },
  },
  {
    table: 'link_policy',
    key: ['link_ref', 'partnership_id'],
    purpose: 'What an activity shows, and what it sends to the gradebook.',
    whose: 'Who set it up',
    readers: 'Tutors and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      link_ref: 'id', partnership_id: 'id', shows: 'fact', sends: 'fact', required_count: 'fact', kinds: 'fact', counts_placements: 'fact',
      from_on: 'fact', until_on: 'fact', revision: 'fact', changed_at: 'fact', changed_by: 'person',
    },
    exported: [{ rows: 'changed_by = :personId AND partnership_id = :partnershipId' }],
  },
  {
    table: 'link_choice',
    key: ['id'],
    purpose: 'What somebody chose when they placed an activity in a course, until its first opening takes it over.',
    whose: 'Who placed it',
    readers: 'Tutors and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      id: 'id', partnership_id: 'id', deployment_ref: 'id', context_ref: 'id', ticket_hash: 'secret', shows: 'fact', sends: 'fact',
      required_count: 'fact', chosen_by: 'person', chosen_at: 'fact', link_ref: 'id', taken_at: 'fact',
    },
    exported: [{ rows: 'chosen_by = :personId AND partnership_id = :partnershipId' }],
  },
]; // prettier-ignore

export const linkPrivacy: PrivacyDeclaration = { area: 'Activities in courses', tables };
