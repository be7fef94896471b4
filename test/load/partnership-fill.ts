import type { Database, Value } from '../../tool/db/database.js';

/** How large a partnership is made, all of it by statements that write many rows. */
export interface FillOptions {
  readonly trainees: number;
  /** Weeks of one observation each, with one target; the last is the one before `fillToday`. */
  readonly weeks: number;
  /** How many trainees each tutor has; the first tutor always has as many as this, or all. */
  readonly perTutor: number;
}

/** The day on which the newest observations are a few days old; placements began in September. */
export const fillToday = '2026-06-19';
const startsOn = '2025-09-08';
const endsOn = '2026-07-10';
const madeAt = '2025-09-01T08:00:00.000Z';

/** The mentor of the eleventh trainee, who has not read the newest record, and of the twelfth. */
const unreadMentor = 5;

const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
const kinds = {
  partnership: 1, deployment: 2, context: 3, link: 4, school: 5, trainee: 6, mentor: 7, tutor: 8, coordinator: 9, identity: 10, placement: 11,
  roleTrainee: 12, roleMentor: 13, roleTutor: 14, roleTutorAll: 15, roleCoordinator: 16, code: 17, score: 18,
} as const; // prettier-ignore

/** The id of the n-th of its kind, always the same. */
export const fillId = (kind: keyof typeof kinds, n: number): string => `${hex(kinds[kind], 8)}-0000-7000-8000-${hex(n, 12)}`;

const dayMs = 86_400_000;
const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

async function insertMany(db: Database, table: string, rows: readonly Record<string, Value>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const batch = 400;
  for (let from = 0; from < rows.length; from += batch) {
    const values: Record<string, Value> = {};
    const lines = rows.slice(from, from + batch).map((row, index) => {
      for (const column of columns) values[`${column}_${index}`] = row[column] ?? null;
      return `(${columns.map((column) => `:${column}_${index}`).join(', ')})`;
    });
    await db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${lines.join(', ')}`, values);
  }
}

const each = (count: number, row: (n: number) => Record<string, Value>): Record<string, Value>[] =>
  Array.from({ length: count }, (_unused, n) => row(n));

/** Every person has the identity of the same number; the platform's `sub` is that number too. */
async function fillPeople(db: Database, partnershipId: string, kid: string, ids: readonly string[]): Promise<void> {
  const one = (n: number) => ({ name: `Person ${n} Invented`, given_name: `Person ${n}`, created_at: madeAt });
  await insertMany(
    db,
    'person',
    each(ids.length, (n) => ({ id: ids[n] ?? '', partnership_id: partnershipId, ...one(n) })),
  );
  await insertMany(
    db,
    'identity',
    each(ids.length, (n) => ({ id: fillId('identity', n), platform_kid: kid, sub: String(n), ...one(n) })),
  );
  await insertMany(
    db,
    'identity_person',
    each(ids.length, (n) => ({
      identity_id: fillId('identity', n),
      partnership_id: partnershipId,
      person_id: ids[n] ?? '',
      joined_at: madeAt,
    })),
  );
}

interface Week {
  /** First eight letters of the ids of that week, so that ids grow with time as real ones do. */
  head: string;
  day: string;
  /** Instant of everything that happened. */
  at: string;
  /** Weeks before the newest. */
  age: number;
}

// A server that is silent for ten seconds counts as away, so no statement writes more than this.
const placementsAtOnce = 2_000;

/** Lesson, signed observation and target of some placements in one week, written by the database. */
async function fillWeek(db: Database, { age, ...week }: Week, from: number, templateVersionId: string): Promise<void> {
  const values = { ...week, templateVersionId, from: fillId('placement', from), until: fillId('placement', from + placementsAtOnce) };
  const id = 'CONCAT(:head, SUBSTR(p.id, 9))';
  const here = 'p.id >= :from AND p.id < :until';
  // Of sixteen trainees one was not observed for the last five weeks, and one has not read the newest record.
  const observed = age < 5 ? `${here} AND SUBSTR(p.id, 36) <> '5'` : here;
  const unread = age === 0 ? "SUBSTR(p.id, 36) = 'a'" : '0 = 1';
  await db.run(
    `INSERT INTO lesson (id, partnership_id, placement_id, day, created_at, revision, salt, frozen_at)
      SELECT ${id}, p.partnership_id, p.id, :day, :at, 1, 'salt', :at FROM placement p WHERE ${observed}`,
    values,
  );
  await db.run(
    `INSERT INTO observation (id, space, partnership_id, placement_id, lesson_id, template_version_id, kind, state, lesson_on, observer_person_id,
        released_at, signed_at, read_at, created_at, changed_at, revision)
      SELECT ${id}, 'record', p.partnership_id, p.id, ${id}, :templateVersionId, 'formal', CASE WHEN ${unread} THEN 'signed' ELSE 'read' END, :day,
        r.person_id, :at, :at, CASE WHEN ${unread} THEN NULL ELSE :at END, :at, :at, 9
      FROM placement p JOIN role_held r ON r.placement_id = p.id AND r.role = 'mentor' WHERE ${observed}`,
    values,
  );
  await db.run(
    `INSERT INTO target (id, space, partnership_id, placement_id, wording, actions, support, status, origin_kind, origin_id, created_by,
        created_at, changed_at, revision, position, salt)
      SELECT ${id}, 'record', p.partnership_id, p.id, 'Ask everybody', 'Write four questions', 'Priya counts', 'active', 'observation', ${id},
        p.created_by, :at, :at, 2, 0, 'salt' FROM placement p WHERE ${observed}`,
    values,
  );
  await db.run(
    `INSERT INTO observation_remark (id, space, observation_id, kind, author_person_id, body, created_at, revision)
      SELECT o.id, o.space, o.id, 'differs', o.observer_person_id, 'I see it differently', o.signed_at, 1
        FROM placement p JOIN observation o ON o.id = ${id} WHERE ${here} AND SUBSTR(p.id, 35) = '3c'`,
    values,
  );
}

async function fillRecords(db: Database, { weeks, trainees }: FillOptions, templateVersionId: string): Promise<void> {
  const newest = addDays(fillToday, -9);
  for (let n = 0; n < weeks; n += 1) {
    const age = weeks - 1 - n;
    const day = addDays(newest, -age * 7);
    for (let from = 0; from < trainees; from += placementsAtOnce)
      await fillWeek(db, { head: hex(n, 8), day, at: `${day}T14:00:00.000Z`, age }, from, templateVersionId);
  }
}

/** The newest score of each trainee, delivered. */
async function fillScores(db: Database, partnershipId: string, trainees: number, linkOf: (n: number) => string): Promise<void> {
  const cell = (n: number) => ({ link_ref: linkOf(n), tag: 'cf-count', sub: String(n), version: 1 });
  await insertMany(
    db,
    'score_stamp',
    each(trainees, (n) => ({ ...cell(n), last_second: 1 })),
  );
  await insertMany(
    db,
    'score_outbox',
    each(trainees, (n) => ({
      ...cell(n), id: fillId('score', n), partnership_id: partnershipId, placement_id: fillId('placement', n), person_id: fillId('trainee', n), score: 6,
      maximum: 6, comment: '', stamp_second: 1, submitted_at: madeAt, state: 'delivered', attempts: 1, next_try_at: madeAt, outcome_unknown: 0,
      comment_sent: 1, created_at: madeAt, decided_at: madeAt,
    })),
  ); // prettier-ignore
}

/**
 * One partnership with courses of two hundred, schools of ten, a mentor for two trainees, on a migrated database without any.
 * @returns where a session of one of its people begins; `fillId` names everything else
 */
export async function fillPartnership(
  db: Database,
  options: FillOptions,
): Promise<{
  partnershipId: string;
  /** As `access.beginSession` takes it. */
  seatOf(part: 'tutor' | 'coordinator' | 'trainee' | 'mentor'): {
    identityId: string;
    contextRef: string;
    linkRef: string;
    deploymentRef: string;
  };
}> {
  const { trainees, perTutor } = options;
  const partnershipId = fillId('partnership', 0);
  const deploymentRef = fillId('deployment', 0);
  const kid = 'fill';
  await db.insert('partnership', {
    id: partnershipId,
    name: 'Filled Partnership',
    time_zone: 'Europe/London',
    locale: 'en-GB',
    created_at: madeAt,
  });
  await db.insert('platform', {
    kid, issuer: 'https://fill.example', client_id: 'fill', name: 'Fill Moodle', auth_url: 'https://fill.example/a', token_url: 'https://fill.example/t',
    auth_method: 'JWK_SET', auth_key: 'https://fill.example/k', active: 1, frame_origins: '[]', practice: 0, created_at: madeAt,
  }); // prettier-ignore
  await db.insert('deployment', { id: deploymentRef, platform_kid: kid, deployment_id: '1', created_at: madeAt });
  await db.insert('deployment_partnership', { deployment_ref: deploymentRef, partnership_id: partnershipId, created_at: madeAt });

  const courseOf = (n: number): number => Math.floor(n / 200);
  const count = (size: number): number => Math.ceil(trainees / size);
  const linkOf = (n: number): string => fillId('link', courseOf(n));
  await insertMany(
    db,
    'context',
    each(count(200), (n) => ({
      id: fillId('context', n),
      deployment_ref: deploymentRef,
      context_id: String(n),
      title: `Course ${n}`,
      created_at: madeAt,
    })),
  );
  await insertMany(
    db,
    'resource_link',
    each(count(200), (n) => ({
      id: fillId('link', n), deployment_ref: deploymentRef, context_ref: fillId('context', n), resource_link_id: String(n), title: 'Critical Friend',
      created_at: madeAt, counted_at: madeAt,
    })),
  ); // prettier-ignore
  await insertMany(
    db,
    'school',
    each(count(10), (n) => ({
      id: fillId('school', n),
      partnership_id: partnershipId,
      name: `School ${String(n).padStart(5, '0')}`,
      created_at: madeAt,
    })),
  );

  const tutors = count(perTutor);
  const people = [
    ...each(trainees, (n) => ({ id: fillId('trainee', n) })),
    ...each(count(2), (n) => ({ id: fillId('mentor', n) })),
    ...each(tutors, (n) => ({ id: fillId('tutor', n) })),
    { id: fillId('coordinator', 0) },
  ].map(({ id }) => String(id));
  await fillPeople(db, partnershipId, kid, people);
  const member = (n: number) => ({
    context_ref: fillId('context', courseOf(n)),
    sub: String(n),
    name: `Person ${n} Invented`,
    roles: '[]',
  });
  await insertMany(
    db,
    'membership',
    each(trainees, (n) => ({ ...member(n), launched_at: madeAt })),
  );

  await insertMany(
    db,
    'placement',
    each(trainees, (n) => ({
      id: fillId('placement', n), partnership_id: partnershipId, trainee_person_id: fillId('trainee', n), school_id: fillId('school', Math.floor(n / 10)),
      context_ref: fillId('context', courseOf(n)), subject: 'Mathematics', phase: 'Secondary', starts_on: startsOn, ends_on: endsOn,
      created_by: fillId('coordinator', 0), created_at: madeAt, revision: 1,
    })),
  ); // prettier-ignore
  await insertMany(
    db,
    'claim_code',
    each(trainees, (n) => ({
      id: fillId('code', n), partnership_id: partnershipId, code_hash: `fill-${n}`, role: 'mentor', placement_id: fillId('placement', n),
      created_at: madeAt, expires_at: '2025-10-01T08:00:00.000Z', used_at: madeAt, used_on_platform: kid,
    })),
  ); // prettier-ignore
  const held = (id: string, personId: string, role: string, n: number | null) => ({
    id, partnership_id: partnershipId, person_id: personId, role, placement_id: n === null ? null : fillId('placement', n), started_at: madeAt,
  }); // prettier-ignore
  await insertMany(db, 'role_held', [
    ...each(trainees, (n) => held(fillId('roleTrainee', n), fillId('trainee', n), 'trainee', n)),
    ...each(trainees, (n) => held(fillId('roleMentor', n), fillId('mentor', Math.floor(n / 2)), 'mentor', n)),
    ...each(trainees, (n) => held(fillId('roleTutor', n), fillId('tutor', Math.floor(n / perTutor)), 'tutor', n)),
    ...each(tutors, (n) => held(fillId('roleTutorAll', n), fillId('tutor', n), 'tutor', null)),
    held(fillId('roleCoordinator', 0), fillId('coordinator', 0), 'coordinator', null),
  ]);

  const [template] = await db.select<{ id: string }>('SELECT id FROM form_template_version ORDER BY id LIMIT 1');
  await fillRecords(db, options, template?.id ?? '');
  await fillScores(db, partnershipId, trainees, linkOf);
  for (const table of ['observation', 'lesson', 'target', 'role_held', 'placement', 'score_outbox', 'person', 'identity_person'])
    await db.select(db.dialect === 'mysql' ? `ANALYZE TABLE ${table}` : `ANALYZE ${table}`);

  return {
    partnershipId,
    seatOf: (part) => ({
      identityId: fillId('identity', people.indexOf(fillId(part, part === 'mentor' ? unreadMentor : 0))),
      contextRef: fillId('context', 0),
      linkRef: fillId('link', 0),
      deploymentRef,
    }),
  };
}
