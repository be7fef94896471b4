import * as z from 'zod';
import type { KnownViewer } from '../access/viewer.js';
import { dayIn } from '../attention/day.rules.js';
import { notFound } from '../errors.js';
import { platformTitle } from '../lti/platform-family.js';
import type { Ground } from '../slice.js';
import { findAddress } from './person.model.js';
import type { PersonAddress } from './person-address.shared.js';
import { findOptionalPlacement } from './placement.model.js';
import { mayTellAddress, placementRoles } from './placement.policy.js';
import { findRolesOn } from './role-held.model.js';

export interface PersonAddresses {
  /** Told when somebody is about to write, and kept out of every list. @throws Problem 404 */
  find(viewer: KnownViewer, placementId: string, personId: string): Promise<PersonAddress>;
}

// It becomes the head of a link: what a platform sends has to be one address and nothing else.
const oneAddress = z.email({ pattern: z.regexes.html5Email });

export const createPersonAddresses = ({ db, clock }: Pick<Ground, 'db' | 'clock'>): PersonAddresses => ({
  async find(viewer, placementId, personId) {
    const { partnershipId } = viewer;
    const placement = await findOptionalPlacement(db, partnershipId, placementId);
    if (!placement) throw notFound();
    const held = await findRolesOn(db, partnershipId, [placementId], placementRoles);
    const theirs = held.filter((one) => one.personId === personId).map((one) => one.role);
    if (!mayTellAddress(viewer, placement, theirs, dayIn(clock.now(), placement.timeZone))) throw notFound();
    const { email, platforms } = await findAddress(db, partnershipId, personId);
    return { email: oneAddress.safeParse(email?.trim()).data ?? null, platforms: [...new Set(platforms.map(platformTitle))] };
  },
});
