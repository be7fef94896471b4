import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const platformsHere = `platform_kid IN (SELECT d.platform_kid FROM deployment d JOIN deployment_partnership dp ON dp.deployment_ref = d.id
  WHERE dp.partnership_id = :partnershipId)`;
const coursesHere = `context_ref IN (SELECT c.id FROM context c JOIN deployment_partnership dp ON dp.deployment_ref = c.deployment_ref
  WHERE dp.partnership_id = :partnershipId)`;
const hereOf = (identities: string): string => `EXISTS (SELECT 1 FROM identity i JOIN deployment d ON d.platform_kid = i.platform_kid
  JOIN context c ON c.deployment_ref = d.id WHERE i.id IN (${identities}) AND c.id = membership.context_ref AND i.sub = membership.sub)`;
const ofTrainee = 'placement_id IN (:placementIds)';
const whereTheyWork = `id IN (SELECT r.placement_id FROM role_held r
  WHERE r.person_id = :personId AND r.partnership_id = :partnershipId AND r.ended_at IS NULL AND r.placement_id IS NOT NULL)`;

const places: TableDeclaration[] = [
  {
    table: 'partnership',
    key: ['id'],
    purpose: 'A university and its schools working together.',
    whose: 'Nobody’s',
    readers: 'Everybody in the partnership',
    kept: 'As long as the partnership uses the tool',
    columns: { id: 'id', name: 'label', time_zone: 'fact', locale: 'fact', created_at: 'fact' },
  },
  {
    table: 'school',
    key: ['id'],
    purpose: 'The schools where trainees are placed.',
    whose: 'Nobody’s',
    readers: 'Everybody with a placement there, tutors and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: { id: 'id', partnership_id: 'id', name: 'label', time_zone: 'fact', created_at: 'fact' },
  },
  {
    table: 'deployment_partnership',
    key: ['deployment_ref', 'partnership_id'],
    purpose: 'Which partnership an installation on a platform serves.',
    whose: 'Nobody’s',
    readers: 'The operator',
    kept: 'Until the operator removes the platform',
    columns: { deployment_ref: 'id', partnership_id: 'id', created_at: 'fact' },
  },
  {
    table: 'context',
    key: ['id'],
    purpose: 'The courses on Moodle or Canvas from which the tool is opened.',
    whose: 'Nobody’s',
    readers: 'Tutors and coordinators',
    kept: 'As long as the partnership uses the tool',
    columns: {
      id: 'id', deployment_ref: 'id', context_id: 'id', label: 'label', title: 'label', memberships_url: 'fact', lineitems_url: 'fact',
      ags_scopes: 'fact', roster_read_at: 'fact', roster_tried_at: 'fact', seen_digest: 'secret',
      created_at: 'fact',
    },
  },
]; // prettier-ignore

const people: TableDeclaration[] = [
  {
    table: 'person',
    key: ['id'],
    purpose: 'Who somebody is in this partnership, so that records carry a name and those who work with them can write to them.',
    whose: 'Trainees, mentors, tutors and others with a role',
    readers: 'The people of their placements, tutors and coordinators',
    kept: 'A year after the last role and the last record that needs them',
    columns: {
      id: 'id', partnership_id: 'id', name: 'particular', given_name: 'particular', email: 'particular', student_number: 'particular',
      created_at: 'fact', erased_at: 'erased_at',
    },
    exported: [{ rows: 'id = :personId AND partnership_id = :partnershipId' }],
    erased: [
      {
        rows: 'id = :personId AND partnership_id = :partnershipId',
        do: 'empty',
        set: { name: '{former}', given_name: '{former}' },
      },
    ],
    ages: [
      {
        what: 'People without a role or a record',
        rows: `partnership_id = :partnershipId AND erased_at IS NULL AND created_at < :before
          AND NOT EXISTS (SELECT 1 FROM role_held r WHERE r.person_id = person.id)
          AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.trainee_person_id = person.id AND p.partnership_id = person.partnership_id)`,
        after: { days: 365 },
        do: 'erase-person',
        personOf: 'person.id',
      },
    ],
  },
  {
    table: 'identity',
    key: ['id'],
    purpose: 'The account on Moodle or Canvas that somebody opens the tool with.',
    whose: 'Everybody who opened the tool',
    readers: 'Nobody but the tool; names are shown with the person',
    kept: 'With the person; a year for somebody who was never given a role',
    columns: {
      id: 'id', platform_kid: 'id', sub: 'outside', name: 'particular', given_name: 'particular', email: 'particular', student_number: 'particular',
      seen_digest: 'trace', created_at: 'fact', retired_at: 'fact',
    },
    exported: [{ rows: 'id IN (:identityIds)' }],
    erased: [{ rows: 'id IN (:lastIdentityIds)', do: 'empty', set: { retired_at: '{now}' } }],
    ages: [
      {
        what: 'Accounts that opened the tool and were never given a role',
        rows: `${platformsHere} AND created_at < :before
          AND NOT EXISTS (SELECT 1 FROM identity_person ip WHERE ip.identity_id = identity.id)
          AND NOT EXISTS (SELECT 1 FROM session s WHERE s.identity_id = identity.id)
          AND NOT EXISTS (SELECT 1 FROM role_request q WHERE q.identity_id = identity.id)`,
        after: { days: 365 },
        do: 'delete',
      },
    ],
  },
  {
    table: 'identity_person',
    key: ['identity_id', 'partnership_id'],
    purpose: 'Which account belongs to which person.',
    whose: 'Everybody with a role',
    readers: 'Nobody but the tool',
    kept: 'With the person',
    columns: { identity_id: 'id', partnership_id: 'id', person_id: 'person', joined_at: 'fact' },
    exported: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId' }],
    erased: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId', do: 'delete' }],
  },
  {
    table: 'membership',
    key: ['context_ref', 'sub'],
    purpose: 'Who is in a course, so that placements are made for the right people.',
    whose: 'Everybody in a course that opens the tool',
    readers: 'Tutors and coordinators, from that course',
    kept: '{rosterDays} days after somebody was last seen in the course',
    columns: {
      context_ref: 'id', sub: 'outside', name: 'particular', given_name: 'particular', email: 'particular', student_number: 'particular',
      roles: 'fact', launched_at: 'fact', listed_at: 'fact', left_at: 'fact', seen_digest: 'trace',
    },
    exported: [{ rows: hereOf(':identityIds') }],
    erased: [{ rows: hereOf(':lastIdentityIds'), do: 'delete' }],
    ages: [
      {
        what: 'People on course lists who are long gone',
        rows: `${coursesHere} AND COALESCE(launched_at, '') < :before AND COALESCE(listed_at, '') < :before`,
        after: { setting: 'rosterDays' },
        do: 'delete',
      },
    ],
  },
]; // prettier-ignore

const placements: TableDeclaration[] = [
  {
    table: 'placement',
    key: ['id'],
    purpose: 'One trainee in one school for a period.',
    whose: 'The trainee',
    readers: 'The trainee, their mentors and tutor, and coordinators',
    kept: '{recordYears} years after the trainee’s last placement ends',
    columns: {
      id: 'id', partnership_id: 'id', trainee_person_id: 'person', school_id: 'id', context_ref: 'id', subject: 'words', phase: 'words',
      starts_on: 'fact', ends_on: 'fact', created_by: 'person', created_at: 'fact', revision: 'fact',
    },
    recordRows: 'id IN (:placementIds)',
    exported: [
      { rows: 'id IN (:placementIds)' },
      { rows: whereTheyWork, only: ['id', 'trainee_person_id', 'school_id', 'subject', 'phase', 'starts_on', 'ends_on'] },
    ],
    erased: [{ rows: 'id IN (:placementIds)', do: 'empty' }],
  },
  {
    table: 'claim_code',
    key: ['id'],
    purpose: 'The code in a mentor’s letter, which hands over a role once.',
    whose: 'The mentor the letter was written to',
    readers: 'The placement’s tutor and coordinators; the code itself nobody',
    kept: 'With the placement; the name on the letter for 90 days after the code ends',
    columns: {
      id: 'id', partnership_id: 'id', code_hash: 'secret', role: 'fact', placement_id: 'id', name_given: 'particular', created_by: 'person',
      created_at: 'fact', expires_at: 'fact', used_at: 'fact', used_by_person_id: 'person', used_by_identity_id: 'id', used_on_platform: 'id',
      withdrawn_at: 'fact', school_id: 'id',
    },
    recordRows: ofTrainee,
    exported: [{ rows: 'used_by_person_id = :personId AND partnership_id = :partnershipId' }],
    erased: [
      { rows: 'used_by_person_id = :personId AND partnership_id = :partnershipId', do: 'empty' },
      { rows: `${ofTrainee} AND used_at IS NULL AND withdrawn_at IS NULL`, do: 'set', set: { withdrawn_at: '{now}' } },
      { rows: `${ofTrainee} AND used_at IS NULL`, do: 'empty' },
    ],
    ages: [
      {
        what: 'Names on letters whose code has ended',
        rows: `partnership_id = :partnershipId AND name_given IS NOT NULL AND expires_at < :before`,
        after: { days: 90 },
        do: 'empty',
        placementOf: 'claim_code.placement_id',
      },
    ],
  },
  {
    table: 'claim_attempt',
    key: ['id'],
    purpose: 'Counts wrong codes, so that nobody guesses one.',
    whose: 'Whoever typed a code',
    readers: 'Nobody but the tool',
    kept: 'A day',
    columns: { id: 'id', identity_id: 'id', tried_at: 'fact' },
    exported: [{ rows: 'identity_id IN (:identityIds)' }],
    erased: [{ rows: 'identity_id IN (:lastIdentityIds)', do: 'delete' }],
    ages: [
      {
        what: 'Tries at a code',
        rows: `tried_at < :before AND (identity_id IN (SELECT i.id FROM identity i WHERE i.${platformsHere})
          OR NOT EXISTS (SELECT 1 FROM identity i WHERE i.id = claim_attempt.identity_id))`,
        after: { days: 1 },
        do: 'delete',
      },
    ],
  },
  {
    table: 'role_held',
    key: ['id'],
    purpose: 'Who may do what. Every right comes from here.',
    whose: 'Everybody with a role',
    readers: 'The people of the placement, tutors and coordinators',
    kept: 'With the placement; a role in the whole partnership {recordYears} years after it ended',
    columns: {
      id: 'id', partnership_id: 'id', person_id: 'person', role: 'fact', placement_id: 'id', school_id: 'id', granted_by: 'person',
      claim_code_id: 'id', started_at: 'fact', ended_at: 'fact', ended_by: 'person', ended_because: 'fact',
    },
    recordRows: ofTrainee,
    exported: [{ rows: 'person_id = :personId AND partnership_id = :partnershipId' }, { rows: ofTrainee }],
    erased: [
      {
        rows: `((person_id = :personId AND partnership_id = :partnershipId) OR ${ofTrainee}) AND ended_at IS NULL`,
        do: 'set',
        set: { ended_at: '{now}', ended_because: 'erased' },
        first: true,
      },
    ],
    ages: [
      {
        what: 'Roles in the whole partnership that ended long ago',
        rows: 'partnership_id = :partnershipId AND placement_id IS NULL AND ended_at IS NOT NULL AND ended_at < :before',
        after: { setting: 'recordYears' },
        do: 'delete',
        personOf: 'role_held.person_id',
      },
    ],
  },
]; // prettier-ignore

// A list names people who may never have come: whoever is asked about is looked for in it by what their platform says of them. A school's
// Canvas says nothing about the numbers of the university.
const accountsThere = `i.id IN (:identityIds)
  AND i.platform_kid = (SELECT n.platform_kid FROM placement_intake n WHERE n.id = placement_intake_row.intake_id)`;
const listedThere = `membership m JOIN context c ON c.id = m.context_ref JOIN deployment d ON d.id = c.deployment_ref
  JOIN identity i ON i.platform_kid = d.platform_kid AND i.sub = m.sub WHERE ${accountsThere}`;
const asTrainee = `partnership_id = :partnershipId AND (${ofTrainee}
  OR student_number IN (SELECT i.student_number FROM identity i WHERE ${accountsThere})
  OR student_number IN (SELECT m.student_number FROM ${listedThere})
  OR LOWER(email) IN (SELECT LOWER(i.email) FROM identity i WHERE ${accountsThere})
  OR LOWER(email) IN (SELECT LOWER(m.email) FROM ${listedThere}))`;
const sameMail = (column: string): string => `LOWER(${column}) IN (SELECT LOWER(i.email) FROM identity i WHERE i.id IN (:identityIds))`;
// A trainee who is called like a mentor or tutor is somebody else.
const sameName = (column: string): string => `(LOWER(${column}) IN (SELECT LOWER(p.name) FROM person p WHERE p.id = :personId)
  AND NOT EXISTS (SELECT 1 FROM role_held t WHERE t.person_id = :personId AND t.partnership_id = :partnershipId AND t.role = 'trainee'))`;
const worksThere = (role: 'mentor' | 'tutor'): string => `placement_id IN (SELECT r.placement_id FROM role_held r
  WHERE r.person_id = :personId AND r.role = '${role}' AND r.partnership_id = :partnershipId)`;
// Two people of one name are told apart by the placement.
const asMentor = `partnership_id = :partnershipId AND (${sameMail('mentor_email')} OR (${sameName('mentor_name')} AND ${worksThere('mentor')}))`;
const asTutor = `partnership_id = :partnershipId AND (${sameMail('tutor')} OR (${sameName('tutor')} AND ${worksThere('tutor')}))`;
const inFinding = `partnership_id = :partnershipId
  AND (EXISTS (SELECT 1 FROM person p WHERE p.id = :personId AND p.name <> '' AND INSTR(finding, p.name) > 0)
    OR EXISTS (SELECT 1 FROM identity i WHERE i.id IN (:identityIds) AND i.name <> '' AND INSTR(finding, i.name) > 0))`;
const anyTutor = `${sameMail('tutor')} OR ${sameName('tutor')} OR tutor IN (SELECT i.student_number FROM identity i WHERE i.id IN (:identityIds))`;
/** Says nothing of anybody; a list that is not done yet is tried out again because of it. */
const noFinding =
  '{"state":"error","problem":null,"notes":[],"trainee":null,"tutor":null,"endsRoles":[],"placementId":null,"revision":null,"changes":[]}';

const arrangements: TableDeclaration[] = [
  {
    table: 'placement_intake',
    key: ['id'],
    purpose: 'A list of placements that a coordinator uploaded.',
    whose: 'The coordinator who uploaded it',
    readers: 'Coordinators',
    kept: 'With the placements; the file’s name for a year',
    columns: {
      id: 'id', partnership_id: 'id', context_ref: 'id', platform_kid: 'id', file_name: 'words', state: 'fact', revision: 'fact', summary: 'fact',
      created_by: 'person', created_at: 'fact', confirmed_by: 'person', confirmed_at: 'fact', done_at: 'fact',
    },
    exported: [{ rows: 'created_by = :personId AND partnership_id = :partnershipId' }],
    erased: [{ rows: 'created_by = :personId AND partnership_id = :partnershipId', do: 'set', set: { file_name: '' } }],
    ages: [
      {
        what: 'Names of files with placement lists',
        rows: `partnership_id = :partnershipId AND file_name <> '' AND created_at < :before`,
        after: { days: 365 },
        do: 'empty',
        set: { file_name: '' },
      },
    ],
  },
  {
    table: 'placement_intake_row',
    key: ['intake_id', 'line'],
    purpose: 'One line of an uploaded list: the placement to be made, or who it waits for.',
    whose: 'Trainees, tutors and mentors named in the list',
    readers: 'Coordinators',
    kept: 'A year after the upload',
    columns: {
      intake_id: 'id', line: 'fact', partnership_id: 'id', state: 'fact', flagged: 'fact', student_number: 'particular', email: 'particular',
      trainee_name: 'particular', school: 'label', subject: 'label', phase: 'label', starts_on: 'fact', ends_on: 'fact', tutor: 'particular',
      mentor_name: 'particular', mentor_email: 'particular', problems: 'words', finding: 'words', placement_id: 'id', settled_at: 'fact',
    },
    recordRows: ofTrainee,
    // A line is about its trainee. Whoever is named in it as mentor or tutor sees where, and not whom it is about.
    exported: [
      {
        rows: asTrainee,
        only: [
          'intake_id', 'line', 'state', 'student_number', 'email', 'trainee_name', 'school', 'subject', 'phase', 'starts_on', 'ends_on', 'tutor',
          'mentor_name', 'placement_id', 'settled_at',
        ],
      },
      { rows: asMentor, only: ['intake_id', 'line', 'school', 'starts_on', 'ends_on', 'mentor_name', 'mentor_email'] },
      { rows: asTutor, only: ['intake_id', 'line', 'school', 'starts_on', 'ends_on', 'tutor'] },
    ],
    // The same way: a trainee who waits for a placement does not lose it because their mentor or tutor is erased.
    erased: [
      { rows: asTrainee, do: 'delete' },
      {
        rows: `partnership_id = :partnershipId AND (${sameMail('mentor_email')} OR ${sameName('mentor_name')})`,
        do: 'set',
        set: { mentor_name: null, mentor_email: null },
      },
      { rows: `partnership_id = :partnershipId AND (${anyTutor})`, do: 'set', set: { tutor: null, finding: noFinding } },
      { rows: inFinding, do: 'set', set: { finding: noFinding } },
    ],
    ages: [
      {
        what: 'Lines of uploaded placement lists',
        rows: `partnership_id = :partnershipId AND intake_id IN (SELECT n.id FROM placement_intake n WHERE n.created_at < :before)`,
        after: { days: 365 },
        do: 'delete',
        placementOf: 'placement_intake_row.placement_id',
      },
    ],
  },
  {
    table: 'role_request',
    key: ['id'],
    purpose: 'A teacher of a course asks to be added.',
    whose: 'Who asks',
    readers: 'Who asks, and coordinators',
    kept: 'A year',
    columns: {
      id: 'id', partnership_id: 'id', identity_id: 'id', context_ref: 'id', asked_at: 'fact', open_mark: 'fact', decided_at: 'fact',
      decided_by: 'person', outcome: 'fact',
    },
    exported: [{ rows: 'identity_id IN (:identityIds) AND partnership_id = :partnershipId' }],
    erased: [{ rows: 'identity_id IN (:identityIds) AND partnership_id = :partnershipId', do: 'delete' }],
    ages: [
      {
        what: 'Requests to be added',
        rows: 'partnership_id = :partnershipId AND asked_at < :before',
        after: { days: 365 },
        do: 'delete',
      },
    ],
  },
  {
    table: 'placement_closing',
    key: ['placement_id'],
    purpose: 'The closing statement of a placement, which the next mentor reads.',
    whose: 'The trainee',
    readers: 'The trainee, the mentors and tutor of this placement, and the mentors of the next',
    kept: '{recordYears} years after the trainee’s last placement ends',
    columns: {
      placement_id: 'id', space: 'fact', partnership_id: 'id', body: 'words', written_on: 'fact', author_person_id: 'person', created_at: 'fact',
      changed_at: 'fact', revision: 'fact', erased_at: 'erased_at', erased_because: 'erased_because',
    },
    recordRows: ofTrainee,
    exported: [{ rows: ofTrainee }, { rows: 'author_person_id = :personId AND partnership_id = :partnershipId' }],
    erased: [{ rows: ofTrainee, do: 'empty' }],
  },
]; // prettier-ignore

export const partnershipPrivacy: PrivacyDeclaration = {
  area: 'People and placements',
  tables: [...places, ...people, ...placements, ...arrangements],
};
