import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../../../tool/access/viewer.js';
import { accessTo, mayPlan, reachIn, type Access } from '../../../tool/observation/observation.policy.js';
import type { ObservationState } from '../../../tool/observation/observation.shared.js';

const states: ObservationState[] = ['planned', 'live', 'feedback', 'signed', 'read', 'withdrawn'];
const asker = (role: Role, placementId: string | null = 'here') => ({ personId: 'me', roles: [{ role, placementId }] });
const access = (role: Role, observer = 'priya'): Access[] =>
  states.map((state) => accessTo(asker(role), { placementId: 'here', observerPersonId: observer, state }));

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
    expect(accessTo({ personId: 'me', roles: [] }, { placementId: 'here', observerPersonId: 'me', state: 'feedback' })).toBe('none');
  });

  it('is nobody by a role in another placement or in the whole partnership', () => {
    for (const placementId of ['there', null]) {
      for (const state of states)
        expect(accessTo(asker('mentor', placementId), { placementId: 'here', observerPersonId: 'me', state })).toBe('none');
    }
    expect(mayPlan(asker('mentor', 'there'), 'here')).toBe(false);
  });

  it('agrees with the bounded query for every mixture of roles', () => {
    const role = fc.constantFrom<Role>('trainee', 'mentor', 'coach', 'tutor', 'lead_mentor', 'school_lead', 'coordinator');
    const roles = fc.array(fc.record({ role, placementId: fc.constantFrom('here', 'there', null) }), { maxLength: 5 });
    fc.assert(
      fc.property(roles, fc.constantFrom(...states), fc.constantFrom('me', 'other'), (held, state, observerPersonId) => {
        const viewer = { personId: 'me', roles: held };
        const reach = reachIn(viewer, 'here');
        const asked = (reach.own && observerPersonId === 'me') || reach.states.includes(state);
        expect(accessTo(viewer, { placementId: 'here', observerPersonId, state }) !== 'none').toBe(asked);
      }),
    );
  });
});
