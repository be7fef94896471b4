import { expect, test } from '@jest/globals';
import type { HeldRole, Role } from '../../../tool/access/viewer.js';
import { isBarred, mayReadApproval, maySeeEverySchool, recordsAs } from '../../../tool/approval/approval.policy.js';

const held = (role: Role, where: Partial<HeldRole> = {}): HeldRole => ({ id: role, role, placementId: null, schoolId: null, ...where });
const here = 'harbour';

test.each<[string, HeldRole[], Role[], { reads: boolean; records: string | null; barred: boolean }]>([
  ['a trainee there', [held('trainee', { placementId: 'p' })], ['trainee'], { reads: true, records: null, barred: true }],
  ['a mentor there', [held('mentor', { placementId: 'p' })], ['mentor'], { reads: true, records: null, barred: true }],
  ['a coach there', [held('coach', { placementId: 'p' })], ['coach'], { reads: true, records: null, barred: true }],
  ['a tutor there', [held('tutor', { placementId: 'p' })], ['tutor'], { reads: true, records: null, barred: false }],
  ['a mentor of another school', [held('mentor', { placementId: 'q' })], [], { reads: false, records: null, barred: false }],
  ['its school lead', [held('school_lead', { schoolId: here })], [], { reads: true, records: 'school_lead', barred: false }],
  ['the lead of another school', [held('school_lead', { schoolId: 'millbrook' })], [], { reads: false, records: null, barred: false }],
  ['its lead mentor', [held('lead_mentor', { schoolId: here })], [], { reads: false, records: null, barred: false }],
  ['a tutor without trainees', [held('tutor')], [], { reads: false, records: null, barred: false }],
  ['a coordinator', [held('coordinator')], [], { reads: true, records: 'coordinator', barred: false }],
  ['a coordinator who mentors there', [held('coordinator')], ['mentor'], { reads: true, records: 'coordinator', barred: true }],
  [
    'a coordinator who leads the school',
    [held('coordinator'), held('school_lead', { schoolId: here })],
    [],
    { reads: true, records: 'school_lead', barred: false },
  ],
  ['somebody without a role', [], [], { reads: false, records: null, barred: false }],
])('What %s may do is as agreed', (_who, roles, atSchool, expected) => {
  const reader = { roles, atSchool };
  expect({ reads: mayReadApproval(reader, here), records: recordsAs(reader, here), barred: isBarred(reader) }).toEqual(expected);
});

test('Only a coordinator has every school in the list', () => {
  expect([maySeeEverySchool({ roles: [held('coordinator')] }), maySeeEverySchool({ roles: [held('school_lead')] })]).toEqual([true, false]);
});
