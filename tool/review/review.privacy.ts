import type { ErasureStep, ExportChoice, PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const inPlacements = 'SELECT id FROM review WHERE placement_id IN (:placementIds)';
const partsOf = `review_id IN (${inPlacements})`;
/** What a person wrote about others is theirs to have a copy of; the record stays with the trainee. */
const theirs = (column: string): string =>
  `${column} = :personId AND review_id IN (SELECT id FROM review WHERE partnership_id = :partnershipId)`;

const erased: ErasureStep[] = [{ rows: `${partsOf} AND erased_at IS NULL`, do: 'empty' }];
const common = {
  whose: 'The trainee, and who wrote it',
  readers:
    'The trainee, the placement’s mentors and tutor; the school’s lead and coordinators once it is signed; a support plan from its beginning',
  kept: '{recordYears} years after the trainee’s last placement ends',
};
const both = (column: string): ExportChoice[] => [{ rows: partsOf }, { rows: theirs(column) }];

const tables: TableDeclaration[] = [
  {
    table: 'review_point',
    key: ['id'],
    purpose: 'Which reviews a partnership has, by when, and what each outcome shows in the gradebook.',
    whose: 'Nobody’s',
    readers: 'Tutors, mentors, trainees and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      id: 'id', partnership_id: 'id', name: 'label', due_on: 'fact', template_version_id: 'id', lead_signs: 'fact', outcomes: 'label', maximum: 'fact',
      ended_at: 'fact', revision: 'fact', changed_at: 'fact',
    },
  },
  {
    ...common,
    table: 'review',
    key: ['id'],
    purpose: 'That a review or a support plan was begun, by whom, and how far it is.',
    columns: {
      id: 'id', space: 'fact', partnership_id: 'id', placement_id: 'id', kind: 'fact', review_point_id: 'id', template_version_id: 'id', name: 'label',
      lead_signs: 'fact', outcomes: 'label', maximum: 'fact', state: 'fact', opened_by: 'person', opened_at: 'fact', sealed_at: 'fact',
      completed_at: 'fact', changed_at: 'fact', revision: 'fact',
    },
    recordRows: 'placement_id IN (:placementIds)',
    exported: [
      { rows: 'placement_id IN (:placementIds)' },
      { rows: 'opened_by = :personId AND partnership_id = :partnershipId', only: ['id', 'kind', 'name', 'state', 'opened_by', 'opened_at'] },
    ],
  },
  {
    ...common,
    table: 'review_section',
    key: ['review_id', 'section'],
    purpose: 'What mentor and tutor wrote together, the trainee’s own words, and the outcome.',
    columns: {
      review_id: 'id', section: 'fact', space: 'fact', author_person_id: 'person', body: 'words', revision: 'fact', changed_at: 'fact', salt: 'salt',
      erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: partsOf,
    exported: both('author_person_id'),
    erased,
  },
  {
    ...common,
    table: 'review_evidence',
    key: ['review_id', 'kind', 'evidence_id'],
    purpose: 'Which signed records and targets a review rests on, as they read when it was signed.',
    columns: {
      review_id: 'id', kind: 'fact', evidence_id: 'id', space: 'fact', record_id: 'id', happened_on: 'fact', wording: 'words', position: 'fact',
      salt: 'salt', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: partsOf,
    exported: [{ rows: partsOf }],
    erased,
  },
  {
    ...common,
    table: 'review_reopening',
    key: ['id'],
    purpose: 'That a review was opened again before all had signed, by whom and why.',
    columns: {
      id: 'id', review_id: 'id', space: 'fact', person_id: 'person', reason: 'words', signatures: 'fact', reopened_at: 'fact',
      erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: partsOf,
    exported: both('person_id'),
    erased,
  },
  {
    ...common,
    table: 'review_remark',
    key: ['id'],
    purpose: 'What the trainee sees differently; it stands beside the review.',
    columns: {
      id: 'id', review_id: 'id', space: 'fact', author_person_id: 'person', body: 'words', created_at: 'fact', salt: 'salt', erased_at: 'erased_at',
      erased_because: 'erased_because',
    },
    recordRows: partsOf,
    exported: both('author_person_id'),
    erased,
  },
]; // prettier-ignore

export const reviewPrivacy: PrivacyDeclaration = {
  area: 'Reviews and support plans',
  tables,
  records: {
    review: inPlacements,
    review_remark: `SELECT id FROM review_remark WHERE ${partsOf}`,
  },
};
