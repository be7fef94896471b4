import { describe, expect, it } from '@jest/globals';
import type { HeldRole, Role } from '../../../tool/access/viewer.js';
import {
  mayEndRole, mayManage, mayNameRoles, mayTellAddress, mayReadHandover, mayReadRecord, maySeeCoaches, maySeePlacement, maySetUp, mayWriteClosing,
  placementsHeld, placementsJoined, rolesOn,
} from '../../../tool/partnership/placement.policy.js'; // prettier-ignore

const here = 'placement-here';
const place = { id: here, schoolId: 'school-here' };
const elsewhere = 'placement-elsewhere';
let count = 0;
const held = (role: Role, placementId: string | null = null, schoolId: string | null = null): HeldRole => ({
  id: `role-${(count += 1)}`,
  role,
  placementId,
  schoolId,
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
  leadMentor: viewer(held('lead_mentor', null, 'school-here')),
  schoolLead: viewer(held('school_lead', null, 'school-here')),
  otherSchoolLead: viewer(held('school_lead', null, 'school-elsewhere')),
  noSchoolLead: viewer(held('school_lead')),
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
    ['coach', false, true, false, false, false],
    ['tutor', true, true, true, true, false],
    ['otherTutor', false, false, false, true, false],
    ['leadMentor', false, false, false, false, false],
    ['schoolLead', true, true, false, false, false],
    ['otherSchoolLead', false, false, false, false, false],
    ['noSchoolLead', false, false, false, false, false],
    ['coordinator', false, true, true, true, true],
  ] as const)(
    '%s: reads the record %s, sees the page %s, manages %s, sets up %s, names tutors %s',
    (who, record, page, manage, setUp, tutors) => {
      const one = people[who];
      expect([mayReadRecord(one, place), maySeePlacement(one, place), mayManage(one, here), maySetUp(one), mayNameRoles(one)]).toEqual([
      record, page, manage, setUp, tutors,
    ]); // prettier-ignore
    },
  );

  it.each([
    // who,          ends the mentor, the coach, the tutor here, the tutor in general, the trainee, whoever leads or coordinates
    ['nobody', false, false, false, false, false, false],
    ['trainee', true, true, false, false, false, false],
    ['otherTrainee', false, false, false, false, false, false],
    ['mentor', false, false, false, false, false, false],
    ['coach', false, false, false, false, false, false],
    ['tutor', true, true, false, false, false, false],
    ['otherTutor', false, false, false, false, false, false],
    ['schoolLead', false, false, false, false, false, false],
    ['leadMentor', false, false, false, false, false, false],
    ['coordinator', true, true, true, true, false, true],
  ] as const)(
    '%s: ends a mentor %s, a coach %s, a tutor here %s, a tutor %s, a trainee %s, a coordinator, school lead or lead mentor %s',
    (who, mentor, coach, tutorHere, tutor, trainee, wider) => {
      const ends = (role: Role, placementId: string | null) => mayEndRole(people[who], { role, placementId, personId: 'somebody' });
      expect([ends('mentor', here), ends('coach', here), ends('tutor', here), ends('tutor', null), ends('trainee', here)]).toEqual([
      mentor, coach, tutorHere, tutor, trainee,
    ]); // prettier-ignore
      for (const role of ['coordinator', 'school_lead', 'lead_mentor'] as const) expect([role, ends(role, null)]).toEqual([role, wider]);
    },
  );

  it('nobody ends their own role', () => {
    expect(mayEndRole(people.coordinator, { role: 'tutor', placementId: null, personId: 'me' })).toBe(false);
    expect(mayEndRole(people.coordinator, { role: 'coordinator', placementId: null, personId: 'me' })).toBe(false);
  });

  it('a coordinator holds a placement for set-up only', () => {
    expect(rolesOn(people.coordinator, place)).toEqual(['coordinator']);
    expect(placementsHeld(people.coordinator)).toEqual([]);
  });

  it('who the coach is, a mentor, the school’s lead and other people are not told', () => {
    const told = Object.entries(people).filter(([, one]) => maySeeCoaches(one, here));
    expect(told.map(([who]) => who)).toEqual(['trainee', 'coach', 'tutor', 'coordinator']);
  });

  it('what was handed over is read by those who work on the record, and written by its mentor and tutor', () => {
    const who = (may: (one: ReturnType<typeof viewer>) => boolean) =>
      Object.entries(people).flatMap(([name, one]) => (may(one) ? [name] : []));
    expect(who((one) => mayReadHandover(one, here))).toEqual(['trainee', 'mentor', 'tutor']);
    expect(who((one) => mayWriteClosing(one, here))).toEqual(['mentor', 'tutor']);
  });

  it('a coach joins a placement without holding its record', () => {
    expect([placementsJoined(people.coach), placementsHeld(people.coach)]).toEqual([[here], []]);
  });

  it('a role without a placement opens no placement', () => {
    expect(placementsHeld(viewer(held('tutor'), held('mentor', here), held('tutor', here)))).toEqual([here]);
  });
});

describe('An e-mail address is told', () => {
  const open = { ...place, endsOn: '2026-12-18' };
  const today = '2026-11-12';
  const allowed = ['trainee', 'mentor', 'tutor', 'coordinator'];

  it.each(Object.keys(people) as (keyof typeof people)[])('to the %s where they work on the same record, or set it up', (who) => {
    for (const theirs of ['trainee', 'mentor', 'tutor'] as const)
      expect(mayTellAddress(people[who], open, [theirs], today)).toBe(allowed.includes(who));
  });

  it('to nobody of a coach, of whoever leads or coordinates, or of somebody without a role here', () => {
    for (const one of Object.values(people)) {
      for (const theirs of [['coach'], ['school_lead'], ['coordinator'], []] as Role[][])
        expect(mayTellAddress(one, open, theirs, today)).toBe(false);
    }
  });

  it.each([
    ['2026-09-01', true],
    ['2027-02-16', true],
    ['2027-02-17', false],
  ])('on %s, with a placement that ends on 18 December: %s', (day, told) => {
    expect(mayTellAddress(people.mentor, open, ['trainee'], day)).toBe(told);
    expect(mayTellAddress(people.coordinator, open, ['trainee'], day)).toBe(told);
  });
});
