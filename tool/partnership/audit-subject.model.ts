import type { Database } from '../db/database.js';
import type { AuditSubject, AuditSubjects } from '../privacy/audit-subject.js';

const none: AuditSubject = { personId: null, role: null, text: null };

/** What audit rows about setting up are about: one statement a kind. */
export function auditSubjectsOf(db: Database): AuditSubjects {
  const finder = (sql: string) => async (partnershipId: string, ids: readonly string[]) => {
    const rows = await db.select<Partial<AuditSubject> & { id: string }>(sql, { partnershipId, ids: [...ids] });
    return new Map(rows.map(({ id, ...subject }) => [id, { ...none, ...subject }]));
  };
  return {
    placement: finder(
      `SELECT p.id AS id, p.trainee_person_id AS personId, s.name AS text FROM placement p JOIN school s ON s.id = p.school_id
        WHERE p.id IN (:ids) AND p.partnership_id = :partnershipId`,
    ),
    school: finder('SELECT id, name AS text FROM school WHERE id IN (:ids) AND partnership_id = :partnershipId'),
    role_held: finder('SELECT id, person_id AS personId, role FROM role_held WHERE id IN (:ids) AND partnership_id = :partnershipId'),
    claim_code: finder(
      `SELECT id, used_by_person_id AS personId, role, name_given AS text FROM claim_code
        WHERE id IN (:ids) AND partnership_id = :partnershipId`,
    ),
    person: finder('SELECT id, id AS personId FROM person WHERE id IN (:ids) AND partnership_id = :partnershipId'),
    placement_intake: finder('SELECT id, file_name AS text FROM placement_intake WHERE id IN (:ids) AND partnership_id = :partnershipId'),
    // Who asks is nobody here yet, so that the name is the one their platform gave.
    role_request: finder(
      `SELECT q.id AS id, i.name AS text FROM role_request q JOIN identity i ON i.id = q.identity_id
        WHERE q.id IN (:ids) AND q.partnership_id = :partnershipId`,
    ),
    // A course is the partnership's by the deployments that serve it.
    context: finder(
      `SELECT c.id AS id, c.title AS text FROM context c
         JOIN deployment_partnership d ON d.deployment_ref = c.deployment_ref AND d.partnership_id = :partnershipId
        WHERE c.id IN (:ids)`,
    ),
  };
}
