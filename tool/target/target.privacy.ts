import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const inPlacements = 'SELECT id FROM target WHERE placement_id IN (:placementIds)';
const agreed = `${inPlacements} AND space = 'record' AND status NOT IN ('draft', 'withdrawn')
    AND (shown_from IS NULL OR shown_from <= :now)`;
const own = `SELECT t.id FROM target t JOIN role_held r ON r.placement_id = t.placement_id AND r.person_id = :personId AND r.role = 'mentor'
    AND r.ended_at IS NULL WHERE t.created_by = :personId AND t.partnership_id = :partnershipId`;
/** Of the placements where they are a mentor now. */
const ownMentored = `SELECT t.id FROM target t JOIN role_held r ON r.placement_id = t.placement_id AND r.person_id = :personId AND r.role = 'mentor'
    AND r.ended_at IS NULL WHERE t.partnership_id = :partnershipId`;
const common = {
  whose: 'The trainee, and who wrote it',
  readers: 'A draft: who writes it. Once agreed: the trainee, the placement’s mentors and tutor, the lead of its school',
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
      id: 'id', space: 'fact', partnership_id: 'id', placement_id: 'id', wording: 'words', why: 'words', actions: 'words', support: 'words', by_on: 'fact',
      link_url: 'words', link_title: 'words',
      status: 'fact', origin_kind: 'fact', origin_id: 'id', created_by: 'person', created_at: 'fact', changed_at: 'fact', revision: 'fact',
      position: 'fact', shown_from: 'fact', salt: 'salt', erased_at: 'erased_at', erased_because: 'erased_because',
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
    columns: {
      id: 'id', target_id: 'id', space: 'fact', status: 'fact', set_by: 'person', set_at: 'fact', because: 'words', was: 'words', record_kind: 'fact',
      record_id: 'id', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: `target_id IN (${inPlacements})`,
    exported: parts,
    erased: [{ rows: `target_id IN (${inPlacements}) AND erased_at IS NULL`, do: 'empty' }],
  },
  {
    ...common,
    table: 'target_evidence',
    key: ['target_id', 'kind', 'evidence_id'],
    purpose: 'What shows that a target was worked on.',
    columns: { target_id: 'id', space: 'fact', kind: 'fact', evidence_id: 'id', added_by: 'person', added_at: 'fact' },
    recordRows: `target_id IN (${inPlacements})`,
    exported: parts,
  },
  {
    ...common,
    table: 'target_area',
    key: ['target_id', 'area_id'],
    purpose: 'Which standards and curriculum areas a target belongs to.',
    columns: { target_id: 'id', space: 'fact', area_id: 'id' },
    recordRows: `target_id IN (${inPlacements})`,
    exported: parts,
  },
  {
    ...common,
    table: 'target_wording',
    key: ['record_kind', 'record_id', 'target_id'],
    purpose: 'The words of a target as a record was signed with them, once they were changed.',
    readers: 'Everybody who reads the record',
    columns: {
      record_kind: 'fact', record_id: 'id', target_id: 'id', space: 'fact', partnership_id: 'id', wording: 'words', why: 'words', actions: 'words',
      support: 'words', by_on: 'fact', position: 'fact', link_url: 'words', link_title: 'words', area_ids: 'fact', note_ids: 'fact', kept_at: 'fact',
      salt: 'salt', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: `target_id IN (${inPlacements})`,
    exported: parts,
    erased: [{ rows: `target_id IN (${inPlacements}) AND erased_at IS NULL`, do: 'empty' }],
  },
  {
    ...common,
    table: 'target_outcome',
    key: ['record_kind', 'record_id', 'target_id'],
    purpose: 'What a record says became of an earlier target.',
    readers: 'A draft: who writes it. Once signed: everybody who reads the record',
    columns: {
      record_kind: 'fact', record_id: 'id', target_id: 'id', space: 'fact', partnership_id: 'id', outcome: 'fact', because: 'words', wording: 'words',
      note_ids: 'fact', said_by: 'person', changed_at: 'fact', revision: 'fact', salt: 'salt', shown_from: 'fact',
      erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: `target_id IN (${inPlacements})`,
    exported: [
      { rows: `wording IS NOT NULL AND (shown_from IS NULL OR shown_from <= :now) AND target_id IN (${agreed})` },
      { rows: `said_by = :personId AND target_id IN (${ownMentored})` },
    ],
    erased: [
      {
        rows: `erased_at IS NULL AND (target_id IN (${inPlacements})
          OR (wording IS NULL AND said_by = :personId AND partnership_id = :partnershipId))`,
        do: 'empty',
      },
    ],
    ages: [
      {
        what: 'Answers about targets in drafts that were withdrawn',
        rows: `partnership_id = :partnershipId AND erased_at IS NULL AND wording IS NULL AND record_kind = 'observation'
          AND record_id IN (SELECT o.id FROM observation o
            WHERE o.partnership_id = :partnershipId AND o.state = 'withdrawn' AND o.withdrawn_at < :before)`,
        after: { setting: 'draftDays' },
        do: 'empty',
        placementOf: '(SELECT t.placement_id FROM target t WHERE t.id = target_outcome.target_id)',
      },
    ],
  },
]; // prettier-ignore

export const targetPrivacy: PrivacyDeclaration = { area: 'Targets', tables };
