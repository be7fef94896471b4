import { describe, expect, it } from '@jest/globals';
import { shownName } from '../../../tool/partnership/person-name.rules.js';
import { problemsWithDays } from '../../../tool/partnership/placement.rules.js';
import { compareRoster, courseRoleOf, type RosterMember, type StoredMember } from '../../../tool/partnership/roster.rules.js';
import { standingSentence } from '../../../tool/partnership/standing.rules.js';

const none = { name: null, givenName: null, studentNumber: null };

describe('a name on the screen', () => {
  it('is the first source’s that has one', () => {
    expect(
      shownName(
        [
          { ...none, name: 'Priya Nair', givenName: 'Priya' },
          { ...none, name: 'Ms Nair' },
        ],
        'x',
      ),
    ).toEqual({ name: 'Priya Nair', givenName: 'Priya' });
    expect(shownName([none, { ...none, name: 'Ms Nair' }], 'x')).toEqual({ name: 'Ms Nair', givenName: 'Ms Nair' });
    expect(shownName([{ ...none, name: 'Amara Okafor' }], 'x').givenName).toBe('Amara');
  });

  it('is the student number, then the stand-in, where there is none', () => {
    expect(shownName([none, { ...none, studentNumber: 'S1001' }], 'x').name).toBe('S1001');
    expect(shownName([{ ...none, name: '  ' }], 'Somebody without a name').name).toBe('Somebody without a name');
  });
});

describe('the days of a placement', () => {
  it('end after they start and within three years', () => {
    expect(problemsWithDays('2026-09-09', '2026-12-19')).toEqual([]);
    expect(problemsWithDays('2026-09-09', '2026-09-09')).toHaveLength(1);
    expect(problemsWithDays('2026-09-09', '2029-09-09')).toEqual([]);
    expect(problemsWithDays('2026-09-09', '2029-09-10')).toHaveLength(1);
  });
});

const learner = ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'];
const listed = (sub: string, given: Partial<RosterMember> = {}): RosterMember => ({
  sub,
  active: true,
  roles: learner,
  ...none,
  email: null,
  ...given,
});
const stored = (sub: string, given: Partial<StoredMember> = {}): StoredMember => ({
  sub, ...none, email: null, roles: JSON.stringify(learner), launchedAt: null, listedAt: '2026-09-01T00:00:00.000Z', leftAt: null, ...given,
}); // prettier-ignore

describe('reading a course’s list', () => {
  it('changes nothing where the list is empty', () => {
    expect(compareRoster([stored('1')], [])).toEqual({ added: [], changed: [], listed: [], left: [] });
  });

  it('marks who was in an earlier list and is in this one no more', () => {
    expect(compareRoster([stored('1'), stored('2')], [listed('1')]).left).toEqual(['2']);
    expect(compareRoster([stored('1')], [listed('1', { active: false }), listed('2')]).left).toEqual(['1']);
  });

  it('leaves alone who came by a launch only', () => {
    expect(compareRoster([stored('9', { listedAt: null, launchedAt: '2026-09-01T00:00:00.000Z' })], [listed('1')]).left).toEqual([]);
  });

  it('never demotes who launched as Instructor, and takes no name away', () => {
    const instructor = JSON.stringify(['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor']);
    const before = stored('5', { roles: instructor, launchedAt: '2026-09-01T00:00:00.000Z', name: 'Helen Ward', listedAt: null });
    expect(compareRoster([before], [listed('5')])).toMatchObject({ changed: [], listed: ['5'] });
    const [changed] = compareRoster([before], [listed('5', { studentNumber: 'T1' })]).changed;
    expect(changed).toMatchObject({ name: 'Helen Ward', roles: instructor, studentNumber: 'T1' });
  });
});

describe('who you are here', () => {
  const placement = (trainee: string, myRoles: ('trainee' | 'mentor' | 'coach' | 'tutor')[]) => ({
    id: trainee, trainee: { personId: trainee, name: trainee, givenName: trainee }, school: { id: 's', name: 'Harbour Academy' }, subject: null,
    phase: null, startsOn: '2026-09-09', endsOn: '2026-12-19', timeZone: 'Europe/London', people: [], traineeLeft: null, myRoles,
    revision: 1,
  }); // prettier-ignore

  it('is one sentence', () => {
    const sentence = (placements: ReturnType<typeof placement>[], coordinatorOf: string | null = null) =>
      standingSentence({ placements, coordinatorOf, tutor: false, schoolsLed: [], leadMentor: false });
    expect(sentence([])).toBeNull();
    expect(sentence([placement('Amara Okafor', ['trainee'])])).toBe('You are here as a trainee at Harbour Academy.');
    expect(sentence([placement('Amara Okafor', ['mentor'])])).toBe('You are here as Amara Okafor’s mentor.');
    expect(
      sentence(
        ['A', 'B', 'C', 'D'].map((one) => placement(one, ['tutor'])),
        'Northbridge',
      ),
    ).toBe('You are here as tutor to 4 trainees and coordinator of Northbridge.');
  });

  it('names a coach’s trainee, a school lead’s school and a lead mentor', () => {
    const none = { placements: [], coordinatorOf: null, tutor: false, schoolsLed: [], leadMentor: false };
    expect(standingSentence({ ...none, placements: [placement('Amara Okafor', ['coach'])] })).toBe('You are here as Amara Okafor’s coach.');
    expect(standingSentence({ ...none, schoolsLed: ['Harbour Academy'] })).toBe('You are here as school lead at Harbour Academy.');
    expect(standingSentence({ ...none, schoolsLed: ['Harbour Academy'], leadMentor: true })).toBe(
      'You are here as school lead at Harbour Academy and lead mentor.',
    );
  });
});

it.each<[string[], 'teacher' | 'student' | null]>([
  [['Learner'], 'student'],
  [
    ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner', 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
    'teacher',
  ],
  [['http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant'], 'teacher'],
  [['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor'], null],
])('a platform’s roles %j are called %s in the course', (roles, word) => {
  expect(courseRoleOf(JSON.stringify(roles))).toBe(word);
});
