import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const tables: TableDeclaration[] = [
  {
    table: 'audit_event',
    key: ['id'],
    purpose: 'Who did what and who has looked, by number and never by name.',
    whose: 'Everybody who uses the tool',
    readers: 'The trainee for their own record; coordinators for set-up',
    kept: '{auditYears} years',
    columns: {
      id: 'id', partnership_id: 'id', at: 'fact', action: 'fact', person_id: 'person', identity_id: 'id', session_id: 'id', object_kind: 'fact',
      object_id: 'id', placement_id: 'id', detail: 'fact', sealed_in: 'fact',
    },
    exported: [
      { rows: 'person_id = :personId AND partnership_id = :partnershipId' },
      // Of others who did something there: who and what, and not with which account of theirs.
      {
        rows: 'placement_id IN (:placementIds) AND partnership_id = :partnershipId',
        only: ['id', 'partnership_id', 'at', 'action', 'person_id', 'object_kind', 'object_id', 'placement_id', 'detail'],
      },
    ],
    ages: [
      {
        what: 'Lines about who did what',
        rows: 'partnership_id = :partnershipId AND at < :before',
        after: { setting: 'auditYears' },
        do: 'delete',
        placementOf: 'audit_event.placement_id',
        personOf: 'audit_event.person_id',
      },
    ],
  },
  {
    table: 'audit_seal',
    key: ['number'],
    purpose: 'Shows that no line about who did what was changed or taken out unnoticed; it holds numbers and digests.',
    whose: 'Nobody’s',
    readers: 'The operator',
    kept: 'As long as the partnership uses the tool',
    columns: { number: 'fact', document: 'secret', digest: 'secret', sealed_at: 'fact' },
  },
  {
    table: 'privacy_setting',
    key: ['partnership_id'],
    purpose: 'How long this partnership keeps what.',
    whose: 'Who set it',
    readers: 'Everybody, as these words; coordinators change it',
    kept: 'As long as the partnership uses the tool',
    columns: {
      partnership_id: 'id', record_years: 'fact', draft_days: 'fact', roster_days: 'fact', audit_years: 'fact', revision: 'fact',
      changed_at: 'fact', changed_by: 'person',
    },
    exported: [{ rows: 'changed_by = :personId AND partnership_id = :partnershipId' }],
  },
  {
    table: 'privacy_notice',
    key: ['partnership_id', 'version'],
    purpose: 'The university’s own privacy notice.',
    whose: 'Who wrote it',
    readers: 'Everybody who opens the tool',
    kept: 'As long as the partnership uses the tool',
    columns: { partnership_id: 'id', version: 'fact', body: 'label', link: 'fact', changed_at: 'fact', changed_by: 'person' },
    exported: [{ rows: 'changed_by = :personId AND partnership_id = :partnershipId' }],
  },
  {
    table: 'privacy_notice_read',
    key: ['identity_id', 'partnership_id', 'version'],
    purpose: 'That somebody has read the notice, so that it is shown once.',
    whose: 'Everybody who opens the tool',
    readers: 'Nobody but the tool',
    kept: 'With the account',
    columns: { identity_id: 'id', partnership_id: 'id', version: 'fact', read_at: 'fact' },
    exported: [{ rows: 'identity_id IN (:identityIds) AND partnership_id = :partnershipId' }],
    erased: [{ rows: 'identity_id IN (:identityIds) AND partnership_id = :partnershipId', do: 'delete' }],
    ages: [
      {
        what: 'Notices read by accounts that are gone',
        rows: `partnership_id = :partnershipId AND read_at < :before
          AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.id = privacy_notice_read.identity_id)`,
        after: { days: 1 },
        do: 'delete',
      },
    ],
  },
  {
    table: 'privacy_hold',
    key: ['id'],
    purpose: 'That something must not be deleted for now, and why.',
    whose: 'The person or the trainee it is about',
    readers: 'Coordinators',
    kept: 'With the placement or the person',
    columns: {
      id: 'id', partnership_id: 'id', person_id: 'person', placement_id: 'id', reason: 'words', placed_by: 'person', placed_at: 'fact',
      lifted_by: 'person', lifted_at: 'fact',
    },
    recordRows: 'placement_id IN (:placementIds)',
    // Why a record is kept back may concern an inquiry into others: the dates are shown, the reason is the coordinator's to tell.
    exported: [
      {
        rows: 'partnership_id = :partnershipId AND (person_id = :personId OR placement_id IN (:placementIds))',
        only: ['id', 'person_id', 'placement_id', 'placed_at', 'lifted_at'],
      },
    ],
    erased: [{ rows: 'partnership_id = :partnershipId AND (person_id = :personId OR placement_id IN (:placementIds))', do: 'empty' }],
  },
  {
    table: 'erasure',
    key: ['id'],
    purpose: 'The receipt of an erasure: when, why and how much, and no name.',
    whose: 'Nobody’s, once it is done',
    readers: 'Coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      id: 'id', partnership_id: 'id', person_id: 'person', because: 'fact', reference: 'label', prepared_by: 'person', prepared_at: 'fact',
      confirmed_by: 'person', done_at: 'fact', counts: 'fact', logged_at: 'fact',
    },
    ages: [
      {
        what: 'Erasures that were prepared and never confirmed',
        rows: 'partnership_id = :partnershipId AND done_at IS NULL AND prepared_at < :before',
        after: { days: 30 },
        do: 'delete',
      },
    ],
  },
  {
    table: 'retention_run',
    key: ['partnership_id', 'ran_on'],
    purpose: 'That the day’s clearing out was done, and how much went.',
    whose: 'Nobody’s',
    readers: 'Coordinators',
    kept: 'Two years',
    columns: { partnership_id: 'id', ran_on: 'fact', owner: 'secret', lease_until: 'fact', done_at: 'fact', removed: 'fact' },
    ages: [
      {
        what: 'Old lines about clearing out',
        rows: 'partnership_id = :partnershipId AND done_at < :before',
        after: { days: 730 },
        do: 'delete',
      },
    ],
  },
  {
    table: 'schema_migration',
    key: ['name'],
    purpose: 'Which steps the database has taken.',
    whose: 'Nobody’s',
    readers: 'The operator',
    kept: 'As long as the database stands',
    columns: { name: 'fact', applied_at: 'fact' },
  },
]; // prettier-ignore

export const ownPrivacy: PrivacyDeclaration = { area: 'Privacy', tables };
