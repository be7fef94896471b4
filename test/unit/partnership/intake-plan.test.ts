import { describe, expect, it } from '@jest/globals';
import type { Candidate } from '../../../tool/partnership/intake-person.rules.js';
import { planRows, saidAgain, type Standing, type StandingPlacement } from '../../../tool/partnership/intake-plan.rules.js';
import type { GivenRow } from '../../../tool/partnership/intake-table.rules.js';

const row = (given: Partial<GivenRow> = {}): GivenRow => ({
  line: 2, studentNumber: 'S1001', email: null, traineeName: null, school: 'Harbour Academy', subject: 'Mathematics', phase: null,
  startsOn: '2026-09-07', endsOn: '2026-12-18', tutor: null, mentorName: null, mentorEmail: null, problems: [], ...given,
}); // prettier-ignore
const learner = '["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]';
const teacher = '["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"]';
const someone = (given: Partial<Candidate> = {}): Candidate => ({
  sub: '3', contextRef: 'course', name: 'Amara Okafor', email: 'aokafor@northbridge.example', studentNumber: 'S1001', roles: learner,
  launchedAt: '2026-09-01T09:00:00.000Z', leftAt: null, personId: 'amara', ...given,
}); // prettier-ignore
const helen = someone({
  sub: '5',
  name: 'Helen Ward',
  email: 'hward@northbridge.example',
  studentNumber: 'T2001',
  roles: teacher,
  personId: 'helen',
});
const placement = (given: Partial<StandingPlacement> = {}): StandingPlacement => ({
  id: 'p1', traineePersonId: 'amara', school: 'Harbour Academy', subject: 'Mathematics', phase: null, startsOn: '2026-09-07',
  endsOn: '2026-12-18', revision: 1, tutors: [], ...given,
}); // prettier-ignore
const standing = (given: Partial<Standing> = {}): Standing => ({
  people: [someone(), helen], placements: [], held: { tutors: new Set(['helen']), trainees: new Set() }, uploaderId: 'ruth', contextRef: 'course',
  taken: new Set(), ...given,
}); // prettier-ignore
const plan = (given: Partial<GivenRow>, here: Partial<Standing> = {}) => planRows([row(given)], standing(here))[0];

describe('whom a row means', () => {
  it('is the person with exactly this student number', () => {
    expect(plan({})).toMatchObject({ state: 'new', trainee: { sub: '3', name: 'Amara Okafor' } });
    expect(plan({ studentNumber: 's1001' })).toMatchObject({ state: 'waiting', trainee: null });
    expect(plan({ studentNumber: '1001' })).toMatchObject({ state: 'waiting' });
  });

  it('is the person with this e-mail in any capitals', () => {
    const people = [someone({ studentNumber: null, email: 'A.Okafor@Northbridge.example' })];
    expect(plan({ email: 'a.okafor@northbridge.example' }, { people })).toMatchObject({ state: 'new', trainee: { sub: '3' } });
  });

  it('is nobody where number and e-mail point to two people, or one of them to somebody with another number', () => {
    expect(plan({ email: 'hward@northbridge.example' })).toMatchObject({
      state: 'error',
      problem: 'The number belongs to Amara Okafor, the e-mail to Helen Ward. Correct one of them.',
    });
    expect(plan({ studentNumber: 'S9', email: 'aokafor@northbridge.example' })?.problem).toContain('whose number is S1001');
  });

  it('is nobody where two people have it', () => {
    const people = [someone(), someone({ sub: '4', name: 'Dylan Morris' })];
    expect(plan({}, { people })).toMatchObject({ state: 'error', problem: expect.stringContaining('More than one person') });
  });

  it('is one person who is in two courses, in the coordinator’s own before another and never in one they have left', () => {
    const other = someone({ contextRef: 'other', launchedAt: '2026-09-09T09:00:00.000Z' });
    expect(plan({}, { people: [other, someone()] })?.trainee?.contextRef).toBe('course');
    expect(plan({}, { people: [other, someone({ leftAt: '2026-09-08T09:00:00.000Z' })] })?.trainee?.contextRef).toBe('other');
    const left = { people: [someone({ leftAt: '2026-09-08T09:00:00.000Z' })] };
    expect(plan({}, left)?.problem).toBe('Amara Okafor has left the course. Enrol them again, or take this row out.');
  });

  it('is not the coordinator who uploads the list', () => {
    expect(plan({}, { uploaderId: 'amara' })).toMatchObject({ state: 'error', problem: expect.stringContaining('This is you') });
  });

  it('is worth a look where the list has quite another name, or the person teaches the course', () => {
    expect(plan({ traineeName: 'Dylan Morris' })?.notes).toEqual(['The list says Dylan Morris. This is Amara Okafor here.']);
    expect(plan({ traineeName: 'OKAFOR, Amara' })?.notes).toEqual([]);
    expect(plan({ studentNumber: 'T2001' })?.notes).toEqual(['Helen Ward is a teacher in the course.']);
  });
});

describe('which placement a row means', () => {
  const here = (...placements: StandingPlacement[]): Partial<Standing> => ({ placements });

  it('is the one at this school from this day, which a list that says the same leaves alone', () => {
    expect(plan({ school: 'HARBOUR academy' }, here(placement()))).toMatchObject({ state: 'unchanged', placementId: 'p1', changes: [] });
    expect(plan({ subject: null }, here(placement()))).toMatchObject({ state: 'unchanged' });
  });

  it('is shown with what would change, the old value and the new', () => {
    expect(plan({ subject: 'Physics', endsOn: '2026-12-11', phase: 'Secondary' }, here(placement()))).toMatchObject({
      state: 'change',
      revision: 1,
      changes: [
        { field: 'subject', from: 'Mathematics', to: 'Physics' },
        { field: 'phase', from: null, to: 'Secondary' },
        { field: 'endsOn', from: '2026-12-18', to: '2026-12-11' },
      ],
    });
  });

  it('is the one at this school in these weeks, else the one from this day at another school', () => {
    expect(plan({ startsOn: '2026-09-14' }, here(placement()))).toMatchObject({ state: 'change', placementId: 'p1' });
    expect(plan({ school: 'Millbrook School' }, here(placement()))).toMatchObject({
      changes: [{ field: 'school', from: 'Harbour Academy', to: 'Millbrook School' }],
    });
  });

  it('is a new one in other weeks, and one beside another is worth a look', () => {
    expect(plan({ startsOn: '2027-01-11', endsOn: '2027-04-02' }, here(placement()))).toMatchObject({ state: 'new', notes: [] });
    expect(plan({ school: 'Millbrook School', startsOn: '2026-10-05' }, here(placement()))).toMatchObject({
      state: 'new',
      notes: ['There is a placement at Harbour Academy in these weeks too.'],
    });
  });

  it('is given to the row that is most like it, whatever the order of the rows', () => {
    const rows = [row({ line: 2, school: 'Millbrook School' }), row({ line: 3 })];
    expect(planRows(rows, standing(here(placement()))).map(({ state, placementId }) => [state, placementId])).toEqual([
      ['new', null],
      ['unchanged', 'p1'],
    ]);
  });

  it('is made once: a second row that says the same names the first', () => {
    const rows = [row({ line: 2 }), row({ line: 3 }), row({ line: 4, studentNumber: 'S9' }), row({ line: 5, studentNumber: 'S9' })];
    expect(planRows(rows, standing()).map(({ state, problem }) => [state, problem])).toEqual([
      ['new', null],
      ['error', 'Row 2 is about the same placement. Delete one of the two.'],
      ['waiting', null],
      ['error', 'Row 4 is about the same placement. Delete one of the two.'],
    ]);
  });

  it('is not looked for where the row itself is wrong', () => {
    expect(plan({ problems: ['The school is missing.'] })).toMatchObject({
      state: 'error',
      problem: 'The school is missing.',
      trainee: null,
    });
  });
});

describe('the tutor of a row', () => {
  it.each(['Helen Ward', 'helen ward', 'HWARD@northbridge.example', 'T2001'])('is found as %s', (tutor) => {
    expect(plan({ tutor })).toMatchObject({ state: 'new', tutor: { sub: '5', name: 'Helen Ward' }, notes: [] });
  });

  it('is a change where somebody else tutors the placement, and none where they do', () => {
    const joan = { roleHeldId: 'r1', personId: 'joan', name: 'Joan Small' };
    expect(plan({ tutor: 'Helen Ward' }, { placements: [placement({ tutors: [joan] })] })).toMatchObject({
      changes: [{ field: 'tutor', from: 'Joan Small', to: 'Helen Ward' }],
      endsRoles: ['r1'],
    });
    const own = { roleHeldId: 'r2', personId: 'helen', name: 'Helen Ward' };
    expect(plan({ tutor: 'Helen Ward' }, { placements: [placement({ tutors: [joan, own] })] })).toMatchObject({
      state: 'unchanged',
      endsRoles: [],
    });
  });

  it('may be a teacher who opened the activity, which is said', () => {
    const here = { held: { tutors: new Set<string>(), trainees: new Set<string>() } };
    expect(plan({ tutor: 'Helen Ward' }, here)).toMatchObject({ tutor: { sub: '5' }, notes: ['Helen Ward becomes a tutor here.'] });
  });

  it('is never a student, somebody’s trainee, or a teacher who has not come yet', () => {
    const nobody = { tutor: null, state: 'new', notes: [expect.stringContaining('is not a tutor here and has not opened')] };
    const held = { tutors: new Set<string>(), trainees: new Set(['helen']) };
    expect(
      plan({ tutor: 'Dylan Morris' }, { people: [someone(), someone({ sub: '4', name: 'Dylan Morris', studentNumber: 'S1002' })] }),
    ).toMatchObject(nobody);
    expect(plan({ tutor: 'Helen Ward' }, { held })).toMatchObject(nobody);
    const away = { people: [someone(), { ...helen, launchedAt: null, personId: null }] };
    expect(plan({ tutor: 'Helen Ward' }, away)).toMatchObject(nobody);
  });

  it('is asked for by e-mail where two have the name', () => {
    const people = [someone(), helen, { ...helen, sub: '6', personId: 'other', email: 'other@northbridge.example' }];
    const held = { tutors: new Set(['helen', 'other']), trainees: new Set<string>() };
    expect(plan({ tutor: 'Helen Ward' }, { people, held })?.notes).toEqual([
      'More than one person is called Helen Ward. Write the tutor’s e-mail instead.',
    ]);
  });
});

describe('a row that waits', () => {
  it('is said again by a later row about the same person at this school or from this day', () => {
    const waits = row({ studentNumber: 'S9' });
    expect(saidAgain([waits], [row({ studentNumber: 'S9', startsOn: '2026-09-14' })])).toEqual([waits]);
    expect(saidAgain([waits], [row({ studentNumber: 'S9', school: 'Millbrook School' })])).toEqual([waits]);
    expect(saidAgain([waits], [row({ studentNumber: 'S9', school: 'Millbrook School', startsOn: '2027-01-11' })])).toEqual([]);
    expect(saidAgain([waits], [row({ studentNumber: 'S8' })])).toEqual([]);
  });
});
