import { describe, expect, it } from '@jest/globals';
import type { HeldRole, Role } from '../../../tool/access/viewer.js';
import {
  mayEndRole, mayManage, mayNameTutors, mayReadRecord, maySeePlacement, maySetUp, placementsHeld, rolesOn,
} from '../../../tool/partnership/placement.policy.js'; // prettier-ignore

const here = 'placement-here';
const elsewhere = 'placement-elsewhere';
let count = 0;
const held = (role: Role, placementId: string | null = null): HeldRole => ({
  id: `role-${(count += 1)}`,
  role,
  placementId,
  schoolId: null,
});
const viewer = (...roles: HeldRole[]) => ({ personId: 'me', roles });

const people = {
  nobody: viewer(),
  trainee: viewer(held('trainee', here)),
  otherTrainee: viewer(held('trainee', elsewhere)),
  mentor: viewer(held('mentor', here)),
  otherMentor: viewer(held('mentor', elsewhere)),
  coach: viewer(held('coach', here)),
  tutor: viewer(held('tutor'), held('tutor', here)),
  otherTutor: viewer(held('tutor'), held('tutor', elsewhere)),
  leadMentor: viewer(held('lead_mentor')),
  schoolLead: viewer(held('school_lead')),
  coordinator: viewer(held('coordinator')),
};

describe('who may', () => {
  it.each([
    // who,          record, page, manage, set up, name tutors
    ['nobody', false, false, false, false, false],
    ['trainee', true, true, false, false, false],
    ['otherTrainee', false, false, false, false, false],
    ['mentor', true, true, false, false, false],
    ['otherMentor', false, false, false, false, false],
    ['coach', false, false, false, false, false],
    ['tutor', true, true, true, true, false],
    ['otherTutor', false, false, false, true, false],
    ['leadMentor', false, false, false, false, false],
    ['schoolLead', false, false, false, false, false],
    ['coordinator', false, true, true, true, true],
  ] as const)(
    '%s: reads the record %s, sees the page %s, manages %s, sets up %s, names tutors %s',
    (who, record, page, manage, setUp, tutors) => {
      const one = people[who];
      expect([mayReadRecord(one, here), maySeePlacement(one, here), mayManage(one, here), maySetUp(one), mayNameTutors(one)]).toEqual([
      record, page, manage, setUp, tutors,
    ]); // prettier-ignore
    },
  );

  it.each([
    // who,          ends the mentor, the tutor here, the tutor in general, the trainee, the coordinator
    ['nobody', false, false, false, false, false],
    ['trainee', true, false, false, false, false],
    ['otherTrainee', false, false, false, false, false],
    ['mentor', false, false, false, false, false],
    ['tutor', true, false, false, false, false],
    ['otherTutor', false, false, false, false, false],
    ['coordinator', true, true, true, false, false],
  ] as const)(
    '%s: ends a mentor %s, a tutor here %s, a tutor %s, a trainee %s, a coordinator %s',
    (who, mentor, tutorHere, tutor, trainee, coordinator) => {
      const ends = (role: Role, placementId: string | null) => mayEndRole(people[who], { role, placementId, personId: 'somebody' });
      expect([ends('mentor', here), ends('tutor', here), ends('tutor', null), ends('trainee', here), ends('coordinator', null)]).toEqual([
      mentor, tutorHere, tutor, trainee, coordinator,
    ]); // prettier-ignore
    },
  );

  it('nobody ends their own role', () => {
    expect(mayEndRole(people.coordinator, { role: 'tutor', placementId: null, personId: 'me' })).toBe(false);
  });

  it('a coordinator holds a placement for set-up only', () => {
    expect(rolesOn(people.coordinator, here)).toEqual(['coordinator']);
    expect(placementsHeld(people.coordinator)).toEqual([]);
  });

  it('a role without a placement opens no placement', () => {
    expect(placementsHeld(viewer(held('tutor'), held('mentor', here), held('tutor', here)))).toEqual([here]);
  });
});
