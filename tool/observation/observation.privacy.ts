import type { AgeStep, ErasureStep, ExportChoice, PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const inPlacements = 'SELECT id FROM observation WHERE placement_id IN (:placementIds)';
/** What the trainee reads, as observation.policy has it. */
const released = `${inPlacements} AND state IN ('signed', 'read')`;
/** What an observer sees of their own while they are a mentor there. */
const own = `SELECT o.id FROM observation o JOIN role_held r ON r.placement_id = o.placement_id AND r.person_id = :personId AND r.role = 'mentor'
    AND r.ended_at IS NULL WHERE o.observer_person_id = :personId AND o.partnership_id = :partnershipId`;
const ownDrafts = `SELECT id FROM observation WHERE observer_person_id = :personId AND partnership_id = :partnershipId
    AND state NOT IN ('signed', 'read')`;
const mine = 'observer_person_id = :personId AND partnership_id = :partnershipId';
const draft = "state IN ('planned', 'live', 'feedback')";
const announcedColumns = ['id', 'placement_id', 'lesson_id', 'kind', 'state', 'lesson_on', 'observer_person_id'];
const partsOf = (observations: string): string => `observation_id IN (${observations})`;

const bothRead: ExportChoice[] = [{ rows: partsOf(released) }, { rows: partsOf(own) }];
// A signed text of an erased observer stays in the record of the trainee it is about.
const textsErased: ErasureStep[] = [{ rows: `(${partsOf(inPlacements)} OR ${partsOf(ownDrafts)}) AND erased_at IS NULL`, do: 'empty' }];

const placementOf = (table: string): string => `(SELECT o.placement_id FROM observation o WHERE o.id = ${table}.observation_id)`;
const withdrawnText = (table: string): AgeStep => ({
  what: 'Words of drafts that were withdrawn',
  rows: `erased_at IS NULL AND observation_id IN (SELECT id FROM observation WHERE partnership_id = :partnershipId AND state = 'withdrawn'
    AND withdrawn_at < :before)`,
  after: { setting: 'draftDays' },
  do: 'empty',
  placementOf: placementOf(table),
});

const common = { whose: 'The trainee, and who wrote it', kept: '{recordYears} years after the trainee’s last placement ends' };
const readers = 'A draft: who writes it. Once signed: the trainee, the placement’s mentors and tutor, and others named on the record';
const textKept = `${common.kept}; a withdrawn draft {draftDays} days`;

const tables: TableDeclaration[] = [
  {
    ...common,
    table: 'observation',
    key: ['id'],
    purpose: 'That a lesson was observed, by whom and when, and how far its record is.',
    readers,
    columns: {
      id: 'id', space: 'fact', partnership_id: 'id', placement_id: 'id', lesson_id: 'id', template_version_id: 'id', kind: 'fact', state: 'fact',
      lesson_on: 'fact', observer_person_id: 'person', live_started_at: 'fact', live_ended_at: 'fact', released_at: 'fact', signed_at: 'fact',
      read_at: 'fact', withdrawn_at: 'fact', created_at: 'fact', changed_at: 'fact', revision: 'fact',
    },
    recordRows: 'placement_id IN (:placementIds)',
    exported: [
      { rows: `id IN (${released})` },
      { rows: `placement_id IN (:placementIds) AND ${draft}`, only: announcedColumns },
      { rows: `id IN (${own})` },
      { rows: `${mine} AND id NOT IN (${own})`, only: ['id', 'kind', 'state', 'lesson_on', 'observer_person_id', 'signed_at'] },
    ],
    erased: [
      { rows: `${draft} AND (placement_id IN (:placementIds) OR (${mine}))`, do: 'set', set: { state: 'withdrawn', withdrawn_at: '{now}' } },
    ],
    stays: {
      rows: `${mine} AND state IN ('signed', 'read') AND placement_id IN (SELECT p.id FROM placement p
        JOIN person t ON t.id = p.trainee_person_id WHERE t.erased_at IS NULL AND t.id <> :personId)`,
      what: 'Records they signed about others',
    },
  },
  {
    ...common,
    table: 'observation_note',
    key: ['id'],
    purpose: 'What was seen and heard in the lesson.',
    readers,
    kept: textKept,
    columns: {
      id: 'id', space: 'fact', observation_id: 'id', author_person_id: 'person', tag: 'fact', body: 'words', minute_ms: 'fact', noted_at: 'fact',
      position: 'fact', revision: 'fact', salt: 'salt', withdrawn_at: 'fact', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: partsOf(inPlacements),
    // A note taken back before signing is its writer's, and nobody's to read.
    exported: [{ rows: `${partsOf(released)} AND withdrawn_at IS NULL` }, { rows: partsOf(own) }],
    erased: textsErased,
    ages: [
      withdrawnText('observation_note'),
      {
        what: 'Notes taken back before signing',
        rows: `erased_at IS NULL AND withdrawn_at < :before AND observation_id IN (SELECT id FROM observation
          WHERE partnership_id = :partnershipId AND state IN ('signed', 'read'))`,
        after: { setting: 'draftDays' },
        do: 'empty',
        placementOf: placementOf('observation_note'),
      },
    ],
  },
  {
    ...common,
    table: 'observation_section',
    key: ['observation_id', 'section'],
    purpose: 'The feedback: focus, strengths, areas to develop, impact.',
    readers: `${readers}. The trainee knows an agreed focus beforehand`,
    kept: textKept,
    columns: {
      observation_id: 'id', section: 'fact', space: 'fact', author_person_id: 'person', body: 'words', revision: 'fact', changed_at: 'fact',
      salt: 'salt', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: partsOf(inPlacements),
    exported: [
      ...bothRead,
      {
        rows: `section = 'focus' AND ${partsOf(`${inPlacements} AND ${draft} AND (state = 'planned' OR live_started_at IS NOT NULL)`)}`,
        only: ['observation_id', 'section', 'body'],
      },
    ],
    erased: textsErased,
    ages: [withdrawnText('observation_section')],
  },
  {
    ...common,
    table: 'observation_citation',
    key: ['observation_id', 'section', 'note_id'],
    purpose: 'Which notes a part of the feedback names.',
    readers,
    columns: { observation_id: 'id', section: 'fact', note_id: 'id' },
    recordRows: partsOf(inPlacements),
    exported: bothRead,
  },
  {
    ...common,
    table: 'observation_remark',
    key: ['id'],
    purpose: 'A correction, or the trainee’s different view, beside a signed record.',
    readers: 'Everybody who reads the record',
    columns: {
      id: 'id', space: 'fact', observation_id: 'id', kind: 'fact', author_person_id: 'person', body: 'words', created_at: 'fact', revision: 'fact',
      salt: 'salt', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: partsOf(inPlacements),
    exported: bothRead,
    erased: [{ rows: `${partsOf(inPlacements)} AND erased_at IS NULL`, do: 'empty' }],
  },
]; // prettier-ignore

export const observationPrivacy: PrivacyDeclaration = {
  area: 'Lesson observations',
  tables,
  records: {
    observation: inPlacements,
    observation_remark: `SELECT m.id FROM observation_remark m JOIN observation o ON o.id = m.observation_id WHERE o.placement_id IN (:placementIds)`,
  },
};
