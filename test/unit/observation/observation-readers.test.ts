import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../../../tool/access/viewer.js';
import { listReadersOf, readersOf } from '../../../tool/observation/observation-readers.js';
import { accessTo, type Asker, type ObserverStanding } from '../../../tool/observation/observation.policy.js';
import { isDraft } from '../../../tool/observation/observation.rules.js';
import type { ObservationState } from '../../../tool/observation/observation.shared.js';

const role = fc.constantFrom<Role>('trainee', 'mentor', 'coach', 'tutor', 'lead_mentor', 'school_lead', 'coordinator');
const held = fc.record({ role, placementId: fc.constantFrom('here', 'there', null), schoolId: fc.constantFrom('north', 'south', null) });
const people = ['amara', 'priya', 'james', 'helen', 'ruth'];
const holders = fc.tuple(...people.map((personId) => fc.array(held, { maxLength: 3 }).map((roles): Asker => ({ personId, roles }))));
const state = fc.constantFrom<ObservationState>('planned', 'live', 'feedback', 'signed', 'read', 'withdrawn');
const standing = fc.constantFrom<ObserverStanding>('mentor', 'former', 'gone');
const person = fc.constantFrom(...people);

describe('the people who can see an observation', () => {
  it('are those whom the policy lets in, for every mixture of roles and every viewer', () => {
    fc.assert(
      fc.property(holders, state, standing, person, person, (all, now, observerStanding, observerPersonId, viewerId) => {
        const facts = { placementId: 'here', schoolId: 'north', observerPersonId, observerStanding, state: now };
        const readers = readersOf(facts, all, viewerId);
        for (const asker of all.filter((one) => one.personId !== viewerId)) {
          const access = accessTo(asker, facts);
          const named = [...readers.now, ...readers.planOnly].includes(asker.personId ?? '');
          expect(named).toBe(access !== 'none');
          expect(readers.planOnly.includes(asker.personId ?? '')).toBe(access === 'announcement');
        }
        expect([...readers.now, ...readers.planOnly, ...readers.onceSigned]).not.toContain(viewerId);
        if (!isDraft(now) || observerStanding !== 'mentor') expect(readers.onceSigned).toEqual([]);
      }),
    );
  });

  const facts = { placementId: 'here', schoolId: 'north', observerPersonId: 'priya', state: 'feedback' as const };
  const tutor: Asker = { personId: 'helen', roles: [{ role: 'tutor', placementId: 'here', schoolId: null }] };
  const mentor: Asker = { personId: 'priya', roles: [{ role: 'mentor', placementId: 'here', schoolId: null }] };
  const leadOf = (schoolId: string): Asker => ({
    personId: `lead of ${schoolId}`,
    roles: [{ role: 'school_lead', placementId: null, schoolId }],
  });

  it('are promised nothing by a signature that nobody can give', () => {
    expect(readersOf({ ...facts, observerStanding: 'mentor' }, [tutor, mentor], 'priya').onceSigned).toEqual(['helen']);
    expect(readersOf({ ...facts, observerStanding: 'former' }, [tutor], 'priya').onceSigned).toEqual([]);
  });

  it('are the former mentor too while the draft is still theirs, though they hold nothing any more', () => {
    expect(readersOf({ ...facts, observerStanding: 'former' }, [tutor], 'helen').now).toEqual(['priya']);
    expect(readersOf({ ...facts, observerStanding: 'gone' }, [tutor], 'helen').now).toEqual([]);
  });

  it('are the lead of this school once it is signed, and of no other', () => {
    const holders = [mentor, leadOf('north'), leadOf('south')];
    expect(readersOf({ ...facts, observerStanding: 'mentor' }, holders, 'priya').onceSigned).toEqual(['lead of north']);
    const place = { placementId: 'here', schoolId: 'north' };
    expect(listReadersOf(place, holders, 'helen')).toEqual({ signed: ['priya', 'lead of north'], planned: [] });
  });
});
