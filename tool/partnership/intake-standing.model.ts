import type { Database, Tx } from '../db/database.js';
import type { Candidate } from './intake-person.rules.js';
import type { StandingPlacement } from './intake-plan.rules.js';

type TraineePlacement = Omit<StandingPlacement, 'tutors'>;

const chunk = 500;
const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_unused, index) => all.slice(index * chunk, (index + 1) * chunk));

/** What a list says of people. E-mails and names in small letters. */
export interface Sought {
  numbers: string[];
  emails: string[];
  names: string[];
}

/** Matches nobody, where one of the three lists is empty. */
const orNobody = (values: readonly string[]): string[] => (values.length > 0 ? [...values] : ['\n']);

/**
 * The people of the courses of one platform, as far as this partnership is served there, of whom one of these things is said. May find
 * more than asked for (a database may call `é` and `e` the same): the rules compare again.
 */
export async function findCandidates(
  db: Database,
  where: { partnershipId: string; platformKid: string },
  sought: Sought,
  tx?: Tx,
): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  const most = Math.max(sought.numbers.length, sought.emails.length, sought.names.length);
  const parts = { numbers: chunks(sought.numbers), emails: chunks(sought.emails), names: chunks(sought.names) };
  for (let index = 0; index * chunk < most; index += 1) {
    const rows = await db.select<Candidate>(
      `SELECT m.sub AS sub, m.context_ref AS contextRef, m.name AS name, m.email AS email, m.student_number AS studentNumber, m.roles AS roles,
              m.launched_at AS launchedAt, m.left_at AS leftAt, ip.person_id AS personId
         FROM deployment_partnership dp
         JOIN deployment d ON d.id = dp.deployment_ref AND d.platform_kid = :platformKid
         JOIN context c ON c.deployment_ref = d.id
         JOIN membership m ON m.context_ref = c.id
         LEFT JOIN identity i ON i.platform_kid = d.platform_kid AND i.sub = m.sub
         LEFT JOIN identity_person ip ON ip.identity_id = i.id AND ip.partnership_id = dp.partnership_id
        WHERE dp.partnership_id = :partnershipId AND i.retired_at IS NULL
          AND (m.student_number IN (:numbers) OR LOWER(m.email) IN (:emails) OR LOWER(m.name) IN (:names))
        ORDER BY m.sub, m.context_ref`,
      {
        ...where, numbers: orNobody(parts.numbers[index] ?? []), emails: orNobody(parts.emails[index] ?? []),
        names: orNobody(parts.names[index] ?? []),
      },
      tx,
    ); // prettier-ignore
    for (const row of rows) found.set(`${row.contextRef} ${row.sub}`, row);
  }
  return [...found.values()];
}

export async function findPlacementsOf(
  db: Database,
  partnershipId: string,
  personIds: readonly string[],
  tx?: Tx,
): Promise<TraineePlacement[]> {
  const found: TraineePlacement[] = [];
  for (const some of chunks(personIds)) {
    found.push(
      ...(await db.select<TraineePlacement>(
        `SELECT p.id AS id, p.trainee_person_id AS traineePersonId, s.name AS school, p.subject AS subject, p.phase AS phase,
                p.starts_on AS startsOn, p.ends_on AS endsOn, p.revision AS revision
           FROM placement p JOIN school s ON s.id = p.school_id
          WHERE p.partnership_id = :partnershipId AND p.trainee_person_id IN (:some) ORDER BY p.id`,
        { partnershipId, some },
        tx,
      )),
    );
  }
  return found;
}

export interface HeldRow {
  roleHeldId: string;
  personId: string;
  role: 'tutor' | 'trainee';
  placementId: string | null;
}

/** Who of these people is a tutor or a trainee here, and who tutors these placements. */
export async function findHeld(
  db: Database,
  partnershipId: string,
  asked: { personIds: readonly string[]; placementIds: readonly string[] },
  tx?: Tx,
): Promise<HeldRow[]> {
  const columns = 'r.id AS roleHeldId, r.person_id AS personId, r.role AS role, r.placement_id AS placementId';
  const held = new Map<string, HeldRow>();
  for (const [column, ids] of [['person_id', asked.personIds], ['placement_id', asked.placementIds]] as const) {
    for (const some of chunks(ids)) {
      const rows = await db.select<HeldRow>(
        `SELECT ${columns} FROM role_held r WHERE r.${column} IN (:some) AND r.partnership_id = :partnershipId AND r.ended_at IS NULL
            AND r.role IN ('tutor', 'trainee') ORDER BY r.started_at, r.id`,
        { some, partnershipId },
        tx,
      );
      for (const row of rows) held.set(row.roleHeldId, row);
    }
  } // prettier-ignore
  return [...held.values()];
}
