import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../tool/access/viewer.js';
import { mayChangeTargets, maySeeTargets } from '../../../tool/target/target.policy.js';

const here = { placementId: 'here', schoolId: 'harbour' };
const asker = (role: Role, placementId: string | null, schoolId: string | null = null) => ({ roles: [{ role, placementId, schoolId }] });

describe('targets of the training record', () => {
  it.each<[Role, boolean, boolean]>([
    ['trainee', true, true],
    ['mentor', true, true],
    ['tutor', true, false],
    ['coach', false, false],
    ['lead_mentor', false, false],
    ['school_lead', false, false],
    ['coordinator', false, false],
  ])('are, to a %s of the placement: read %s, changed %s', (role, sees, changes) => {
    expect([maySeeTargets(asker(role, 'here'), here), mayChangeTargets(asker(role, 'here'), 'here')]).toEqual([sees, changes]);
    expect([maySeeTargets(asker(role, 'elsewhere'), here), mayChangeTargets(asker(role, 'elsewhere'), 'here')]).toEqual([false, false]);
  });

  it('are read by the lead of its school, and of no other', () => {
    expect(maySeeTargets(asker('school_lead', null, 'harbour'), here)).toBe(true);
    for (const schoolId of ['hilltop', null]) expect(maySeeTargets(asker('school_lead', null, schoolId), here)).toBe(false);
    expect(maySeeTargets(asker('school_lead', null), { ...here, schoolId: null })).toBe(false);
    expect(mayChangeTargets(asker('school_lead', null, 'harbour'), 'here')).toBe(false);
  });
});
