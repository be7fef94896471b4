import { expect, test } from '@jest/globals';
import type { HeldRole, Role } from '../../../tool/access/viewer.js';
import { mayChangeSchool, mayNameSomeone, mayReadCard, mayReadSchool } from '../../../tool/contact/contact.policy.js';

const held = (role: Role, where: Partial<HeldRole> = {}): HeldRole => ({ id: role, role, placementId: null, schoolId: null, ...where });
const [here, there] = [{ placementId: 'p' }, { placementId: 'q' }];

test.each<[string, HeldRole[], Role[], string]>([
  ['the trainee', [held('trainee', here)], ['trainee'], 'card school'],
  ['the mentor', [held('mentor', here)], ['mentor'], 'card school'],
  ['the coach', [held('coach', here)], ['coach'], 'card school'],
  ['the tutor', [held('tutor', here)], ['tutor'], 'card names school'],
  ['another trainee at the school', [held('trainee', there)], ['trainee'], 'school'],
  ['another tutor at the school', [held('tutor', there)], ['tutor'], 'school'],
  ['a mentor at another school', [held('mentor', there)], [], ''],
  ['a tutor without trainees', [held('tutor')], [], ''],
  ['the school’s lead', [held('school_lead', { schoolId: 'harbour' })], [], 'school changes'],
  ['the lead of another school', [held('school_lead', { schoolId: 'millbrook' })], [], ''],
  ['the school’s lead mentor', [held('lead_mentor', { schoolId: 'harbour' })], [], ''],
  ['a coordinator', [held('coordinator')], [], 'card names school changes'],
  ['somebody without a role', [], [], ''],
])('What %s may do with whom a trainee can call is as agreed', (_who, roles, atSchool, expected) => {
  const reader = { personId: 'me', roles };
  const rights = {
    card: mayReadCard(reader, 'p'),
    names: mayNameSomeone(reader, 'p'),
    school: mayReadSchool(reader, 'harbour', atSchool),
    changes: mayChangeSchool(reader, 'harbour'),
  };
  const may = Object.entries(rights).flatMap(([right, given]) => (given ? [right] : []));
  expect(may.join(' ')).toBe(expected);
});
