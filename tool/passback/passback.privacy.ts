import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const hereOf = (identities: string): string => `EXISTS (SELECT 1 FROM identity i JOIN deployment d ON d.platform_kid = i.platform_kid
  JOIN resource_link l ON l.deployment_ref = d.id WHERE i.id IN (${identities}) AND l.id = score_stamp.link_ref AND i.sub = score_stamp.sub)`;

const tables: TableDeclaration[] = [
  {
    table: 'line_item',
    key: ['id'],
    purpose: 'The column of the gradebook that a count goes to.',
    whose: 'Nobody’s',
    readers: 'Tutors and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      id: 'id', partnership_id: 'id', link_ref: 'id', tag: 'fact', resource_id: 'id', url: 'fact', maximum: 'fact', ours: 'fact',
      created_at: 'fact', checked_at: 'fact',
    },
  },
  {
    table: 'restore_point',
    key: ['id'],
    purpose: 'When the database was restored from a backup, so that no old count replaces a newer one.',
    whose: 'Nobody’s',
    readers: 'The operator',
    kept: 'As long as the partnership uses the tool',
    columns: { id: 'id', backed_up_at: 'fact', restored_at: 'fact' },
  },
  {
    table: 'score_stamp',
    key: ['link_ref', 'tag', 'sub'],
    purpose: 'The last time a count was sent, so that an older one never follows.',
    whose: 'The trainee',
    readers: 'Nobody but the tool',
    kept: 'As long as the trainee is known',
    columns: { link_ref: 'id', tag: 'fact', sub: 'outside', last_second: 'fact', version: 'fact', compared_at: 'fact' },
    exported: [{ rows: hereOf(':identityIds') }],
    erased: [{ rows: hereOf(':lastIdentityIds'), do: 'delete' }],
  },
  {
    table: 'score_outbox',
    key: ['id'],
    purpose: 'Each count sent to the gradebook, and what became of it.',
    whose: 'The trainee',
    readers: 'The trainee, their tutor and coordinators',
    kept: 'With the placement',
    columns: {
      id: 'id', partnership_id: 'id', link_ref: 'id', tag: 'fact', sub: 'outside', placement_id: 'id', person_id: 'person', version: 'fact',
      score: 'fact', maximum: 'fact', comment: 'words', stamp_second: 'fact', submitted_at: 'fact', state: 'fact', attempts: 'fact',
      next_try_at: 'fact', lease_until: 'fact', lease_owner: 'secret', outcome_unknown: 'fact', comment_sent: 'fact', fault: 'fact',
      fault_detail: 'fact', created_at: 'fact', held_at: 'fact', decided_at: 'fact',
    },
    recordRows: 'placement_id IN (:placementIds)',
    exported: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId' }],
    erased: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId', do: 'delete' }],
  },
]; // prettier-ignore

export const passbackPrivacy: PrivacyDeclaration = { area: 'Gradebook', tables };
