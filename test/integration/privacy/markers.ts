import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { must, subs, type House } from '../access/house.js';

/**
 * A marker in every column that holds a name or words of the trainee (`MARK-trainee`) or of the mentor (`MARK-mentor`), beside those that the
 * story wrote by the tool's own routes. A new table adds its columns here: the erasure test names each one that has none.
 */
export async function plantMarkers(house: House): Promise<void> {
  const { db } = house.tool.services;
  const coordinator = house.bearer.coordinator;
  const now = toInstant(new Date());

  for (const part of ['trainee', 'mentor'] as const) {
    const mark = `MARK-${part}`;
    const where = { mark, sub: subs[part], kid: house.kid };
    await db.run(
      `UPDATE person SET name = '${mark} name', given_name = '${mark} given', email = '${mark}@x', student_number = '${mark} number'
        WHERE id IN (SELECT ip.person_id FROM identity_person ip JOIN identity i ON i.id = ip.identity_id WHERE i.sub = :sub AND i.platform_kid = :kid)`,
      where,
    );
    await db.run(
      `UPDATE membership SET name = '${mark} name', given_name = '${mark} given', email = '${mark}@x', student_number = '${mark} number',
          sub = '${mark} sub' WHERE sub = :sub`,
      where,
    );
    await db.run(
      `UPDATE identity SET name = '${mark} name', given_name = '${mark} given', email = '${mark}@x', student_number = '${mark} number',
          sub = '${mark} sub' WHERE sub = :sub AND platform_kid = :kid`,
      where,
    );
  }
  await db.run("UPDATE claim_code SET name_given = 'MARK-mentor letter' WHERE used_by_person_id IS NOT NULL AND role = 'mentor'");
  await db.run("UPDATE placement SET subject = 'MARK-trainee subject', phase = 'MARK-trainee phase' WHERE id = :placementId", {
    placementId: house.placementId,
  });

  // Lists that name them, one of which the mentor uploaded; what was said at the end of the placement; what a school agreed to.
  const { partnershipId, placementId, schoolId } = house;
  const [course] = await db.select<{ id: string }>('SELECT id FROM context ORDER BY created_at LIMIT 1');
  const [mentor] = await db.select<{ id: string }>("SELECT id FROM person WHERE name = 'MARK-mentor name'");
  const mentorId = mentor?.id ?? '';
  const intakeId = newId();
  await db.insert('placement_intake', {
    id: intakeId, partnership_id: partnershipId, context_ref: course?.id ?? '', platform_kid: house.kid, file_name: 'MARK-mentor.csv', state: 'done',
    revision: 1, summary: '{}', created_by: mentorId, created_at: now,
  }); // prettier-ignore
  const row = { intake_id: intakeId, partnership_id: partnershipId, state: 'done', flagged: 0, problems: '[]', finding: '{}' };
  await db.insert('placement_intake_row', {
    ...row, line: 2, student_number: 'MARK-trainee number', email: 'MARK-trainee@x', trainee_name: 'MARK-trainee name',
    problems: '["MARK-trainee"]', finding: '{"name":"MARK-trainee"}', placement_id: placementId,
  }); // prettier-ignore
  await db.insert('placement_intake_row', {
    ...row, line: 3, student_number: 'somebody else', email: 'waits@x', tutor: 'MARK-Mentor NAME', mentor_name: 'MARK-mentor name',
    mentor_email: 'MARK-Mentor@X', finding: '{"notes":["MARK-mentor name becomes a tutor here."]}',
  }); // prettier-ignore
  await db.insert('placement_closing', {
    placement_id: placementId, space: 'record', partnership_id: partnershipId, body: 'MARK-trainee closing', written_on: '2026-11-20',
    author_person_id: mentorId, created_at: now, changed_at: now, revision: 1,
  }); // prettier-ignore
  await db.insert('school_approval', {
    id: newId(), partnership_id: partnershipId, school_id: schoolId, version: 1, lawful_basis: 'public_task', covers: '[]', classes: '[]',
    from_on: '2026-09-01', until_on: '2027-07-31', devices: '[]', opt_outs: 0, retention_days: 30, audience: '[]',
    approver_name: 'MARK-mentor name', approver_role: 'Head', agreed_on: '2026-09-01', recorded_by: mentorId, recorded_as: 'school_lead',
    recorded_at: now,
  }); // prettier-ignore

  // Whom the trainee can call: the mentor for somebody else, and as the school's safeguarding lead.
  const changed = { partnership_id: partnershipId, changed_by: mentorId, changed_at: now, revision: 1 };
  const contact = { ...changed, lead_name: 'MARK-mentor name', lead_telephone: 'MARK-mentor telephone' };
  await db.insert('school_contact', { ...contact, school_id: schoolId });
  await db.insert('placement_contact', {
    ...changed,
    placement_id: placementId,
    name: 'MARK-trainee someone',
    reach: 'MARK-trainee reach',
  });
  await db.insert('partnership_contact', { ...changed, name: 'MARK-mentor name', reach: 'MARK-mentor reach' });

  // What was sent to the gradebook.
  const cell = { link_ref: house.linkId, tag: 'cf-count', sub: 'MARK-trainee sub' };
  await db.insert('score_stamp', { ...cell, last_second: 1, version: 1 });
  await db.insert('score_outbox', {
    ...cell, id: newId(), partnership_id: house.partnershipId, placement_id: house.placementId, person_id: house.traineeId, version: 1, score: 1,
    maximum: 6, comment: 'MARK-trainee comment', stamp_second: 1, submitted_at: now, state: 'delivered', attempts: 1, next_try_at: now,
    outcome_unknown: 0, comment_sent: 1, created_at: now, decided_at: now,
  }); // prettier-ignore

  // That both are e-mailed when something waits.
  for (const personId of [house.traineeId, mentorId]) {
    const whose = { partnership_id: partnershipId, person_id: personId };
    await db.insert('digest', {
      ...whose,
      rhythm: 'mondays',
      next_at: '2099-01-05T07:00:00.000Z',
      tries: 0,
      started_at: now,
      changed_at: now,
    });
    await db.insert('digest_stop', { ...whose, token_hash: newId(), made_at: now });
  }

  // A hold that was lifted.
  const { id } = await must<{ id: string }>(house.tool, coordinator, 'POST', {
    path: '/api/privacy/holds',
    body: { personId: house.traineeId, reason: 'MARK-trainee hold' },
  });
  await must(house.tool, coordinator, 'POST', { path: `/api/privacy/holds/${id}/lift` });
}
