import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const inPlacements = 'SELECT id FROM target WHERE placement_id IN (:placementIds)';
const agreed = `${inPlacements} AND space = 'record' AND status NOT IN ('draft', 'withdrawn')`;
const own = `SELECT t.id FROM target t JOIN role_held r ON r.placement_id = t.placement_id AND r.person_id = :personId AND r.role = 'mentor'
    AND r.ended_at IS NULL WHERE t.created_by = :personId AND t.partnership_id = :partnershipId`;
const common = {
  whose: 'The trainee, and who wrote it',
  readers: 'A draft: who writes it. Once agreed: the trainee, the placement’s mentors and tutor',
  kept: '{recordYears} years after the trainee’s last placement ends',
};
const parts = [{ rows: `target_id IN (${agreed})` }, { rows: `target_id IN (${own})` }];

const tables: TableDeclaration[] = [
  {
    ...common,
    table: 'target',
    key: ['id'],
    purpose: 'What a trainee works on next, and what helps.',
    columns: {
      id: 'id', space: 'fact', partnership_id: 'id', placement_id: 'id', wording: 'words', actions: 'words', support: 'words', by_on: 'fact',
      status: 'fact', origin_kind: 'fact', origin_id: 'id', created_by: 'person', created_at: 'fact', changed_at: 'fact', revision: 'fact',
      position: 'fact', salt: 'salt', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: 'placement_id IN (:placementIds)',
    exported: [{ rows: `id IN (${agreed})` }, { rows: `id IN (${own})` }],
    erased: [
      {
        rows: `erased_at IS NULL AND (placement_id IN (:placementIds)
          OR (created_by = :personId AND partnership_id = :partnershipId AND status IN ('draft', 'withdrawn')))`,
        do: 'empty',
      },
    ],
    ages: [
      {
        what: 'Words of targets that were withdrawn as drafts',
        rows: `partnership_id = :partnershipId AND erased_at IS NULL AND ((status = 'withdrawn' AND changed_at < :before)
          OR (status = 'draft' AND origin_kind = 'observation'
            AND origin_id IN (SELECT o.id FROM observation o
              WHERE o.partnership_id = :partnershipId AND o.state = 'withdrawn' AND o.withdrawn_at < :before)))`,
        after: { setting: 'draftDays' },
        do: 'empty',
        placementOf: 'target.placement_id',
      },
    ],
  },
  {
    ...common,
    table: 'target_status',
    key: ['id'],
    purpose: 'How a target went on, and who said so.',
    columns: { id: 'id', target_id: 'id', space: 'fact', status: 'fact', set_by: 'person', set_at: 'fact' },
    recordRows: `target_id IN (${inPlacements})`,
    exported: parts,
  },
  {
    ...common,
    table: 'target_evidence',
    key: ['target_id', 'kind', 'evidence_id'],
    purpose: 'Which notes a target comes from.',
    columns: { target_id: 'id', space: 'fact', kind: 'fact', evidence_id: 'id', added_by: 'person', added_at: 'fact' },
    recordRows: `target_id IN (${inPlacements})`,
    exported: parts,
  },
]; // prettier-ignore

export const targetPrivacy: PrivacyDeclaration = { area: 'Targets', tables };
