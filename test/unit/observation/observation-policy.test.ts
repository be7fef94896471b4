import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../../../tool/access/viewer.js';
import { accessTo, mayPlan, reachIn, type Access, type ObserverStanding } from '../../../tool/observation/observation.policy.js';
import type { ObservationState } from '../../../tool/observation/observation.shared.js';

const states: ObservationState[] = ['planned', 'live', 'feedback', 'signed', 'read', 'withdrawn'];
const asker = (role: Role, placementId: string | null = 'here', schoolId: string | null = null) => ({
  personId: 'me',
  roles: [{ role, placementId, schoolId }],
});
const facts = (state: ObservationState, observerPersonId = 'priya', observerStanding: ObserverStanding = 'mentor') => ({
  placementId: 'here',
  schoolId: 'harbour',
  observerPersonId,
  observerStanding,
  state,
});
const access = (role: Role, observer = 'priya', standing: ObserverStanding = 'mentor'): Access[] =>
  states.map((state) => accessTo(asker(role), facts(state, observer, standing)));

describe('who sees an observation', () => {
  it.each<[Role, Access[]]>([
    ['trainee', ['announcement', 'announcement', 'announcement', 'record', 'record', 'none']],
    ['mentor', ['none', 'none', 'none', 'record', 'record', 'none']],
    ['tutor', ['none', 'none', 'none', 'record', 'record', 'none']],
    ['coach', ['none', 'none', 'none', 'none', 'none', 'none']],
    ['lead_mentor', ['none', 'none', 'none', 'none', 'none', 'none']],
    ['school_lead', ['none', 'none', 'none', 'none', 'none', 'none']],
    ['coordinator', ['none', 'none', 'none', 'none', 'none', 'none']],
  ])('as %s of the placement', (role, expected) => {
    expect(access(role)).toEqual(expected);
  });

  it('is its observer in every state, while a mentor of that placement', () => {
    expect(access('mentor', 'me')).toEqual(states.map(() => 'own'));
    expect(access('tutor', 'me')).toEqual(access('tutor'));
    expect(accessTo({ personId: 'me', roles: [] }, facts('feedback', 'me', 'gone'))).toBe('none');
  });

  it('is a former mentor, of drafts of their own, for as long as they keep them', () => {
    const former = states.map((state) => accessTo({ personId: 'me', roles: [] }, facts(state, 'me', 'former')));
    expect(former).toEqual(['kept', 'kept', 'kept', 'none', 'none', 'none']);
    const gone = states.map((state) => accessTo({ personId: 'me', roles: [] }, facts(state, 'me', 'gone')));
    expect(gone).toEqual(states.map(() => 'none'));
  });

  it.each<ObserverStanding>(['former', 'gone'])(
    'is nobody else where a draft was left behind by a mentor who is %s; what they signed stays',
    (standing) => {
      for (const role of ['trainee', 'mentor', 'tutor'] as const) {
        expect([role, access(role, 'priya', standing)]).toEqual([role, ['none', 'none', 'none', 'record', 'record', 'none']]);
      }
    },
  );

  it('is the lead of its school once it is signed, and of no other school; a lead mentor of the same school is not', () => {
    const as = (role: Role, schoolId: string | null) => states.map((state) => accessTo(asker(role, null, schoolId), facts(state)));
    expect(as('school_lead', 'harbour')).toEqual(['none', 'none', 'none', 'record', 'record', 'none']);
    for (const schoolId of ['hilltop', null]) expect(as('school_lead', schoolId)).toEqual(states.map(() => 'none'));
    expect(as('lead_mentor', 'harbour')).toEqual(states.map(() => 'none'));
    expect(accessTo(asker('school_lead', null, null), { ...facts('signed'), schoolId: null })).toBe('none');
  });

  it('is nobody by a role in another placement or in the whole partnership', () => {
    for (const placementId of ['there', null]) {
      for (const state of states) expect(accessTo(asker('mentor', placementId), facts(state, 'me'))).toBe('none');
    }
    expect(mayPlan(asker('mentor', 'there'), 'here')).toBe(false);
  });

  it('agrees with the bounded query for every mixture of roles', () => {
    const role = fc.constantFrom<Role>('trainee', 'mentor', 'coach', 'tutor', 'lead_mentor', 'school_lead', 'coordinator');
    const roles = fc.array(
      fc.record({ role, placementId: fc.constantFrom('here', 'there', null), schoolId: fc.constantFrom('harbour', 'hilltop', null) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(roles, fc.constantFrom(...states), fc.constantFrom('me', 'other'), (held, state, observerPersonId) => {
        const viewer = { personId: 'me', roles: held };
        const reach = reachIn(viewer, { placementId: 'here', schoolId: 'harbour' });
        const asked = (reach.own && observerPersonId === 'me') || reach.states.includes(state);
        expect(accessTo(viewer, facts(state, observerPersonId)) !== 'none').toBe(asked);
      }),
    );
  });
});
