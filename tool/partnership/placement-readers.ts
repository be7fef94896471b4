import type { KnownViewer, Role } from '../access/viewer.js';
import type { Database } from '../db/database.js';
import { notFound } from '../errors.js';
import { namelessPerson } from './person-name.rules.js';
import type { People } from './people.service.js';
import { findOptionalPlacement } from './placement.model.js';
import { maySeeCoaches, maySeeEveryPlacement, maySeePlacement, maySetUp, type RoleHolder } from './placement.policy.js';
import { findHoldersAround } from './role-held.model.js';

/** Somebody, with the roles of theirs that could matter. */
export type KnownHolder = RoleHolder & { personId: string };

// Those nearest to the lesson first, as people are named on a page.
const nearness: readonly Role[] = ['trainee', 'mentor', 'coach', 'tutor', 'school_lead', 'lead_mentor', 'coordinator'];
const nearest = ({ roles }: KnownHolder): number => Math.min(...roles.map((held) => nearness.indexOf(held.role)));

/** @param placementId null for people whose role is in the whole partnership or a school */
export async function holdersAround(db: Database, partnershipId: string, placementId: string | null): Promise<KnownHolder[]> {
  const holders = new Map<string, KnownHolder>();
  for (const { personId, ...role } of await findHoldersAround(db, partnershipId, placementId)) {
    const known = holders.get(personId);
    holders.set(personId, { personId, roles: [...(known?.roles ?? []), role] });
  }
  return [...holders.values()].sort((one, other) => nearest(one) - nearest(other));
}

/** *Who can see this* on the pages of setting up: names of others, from the policy that answers those pages. */
export interface PlacementReaders {
  /** Who is there only as a coach is left out for those who are not told who coaches. @throws Problem 404 for who may not open the placement's page */
  ofPlacement(viewer: KnownViewer, placementId: string): Promise<string[]>;
  /** Who opens every placement's page. @throws Problem 404 for who makes no placements */
  ofEveryPlacement(viewer: KnownViewer): Promise<string[]>;
}

export function createPlacementReaders(db: Database, people: People): PlacementReaders {
  const named = async (viewer: KnownViewer, placementId: string | null, sees: (holder: KnownHolder) => boolean): Promise<string[]> => {
    const holders = await holdersAround(db, viewer.partnershipId, placementId);
    const ids = holders.filter((one) => one.personId !== viewer.personId && sees(one)).map((one) => one.personId);
    const names = await people.namesOf(viewer.partnershipId, ids);
    return ids.map((id) => names.get(id)?.name ?? namelessPerson);
  };
  return {
    async ofPlacement(viewer, placementId) {
      const placement = await findOptionalPlacement(db, viewer.partnershipId, placementId);
      if (!placement || !maySeePlacement(viewer, placement)) throw notFound();
      const coaches = maySeeCoaches(viewer, placementId);
      return named(viewer, placementId, ({ personId, roles }) =>
        maySeePlacement({ personId, roles: roles.filter((held) => coaches || held.role !== 'coach') }, placement),
      );
    },
    async ofEveryPlacement(viewer) {
      if (!maySetUp(viewer)) throw notFound();
      return named(viewer, null, maySeeEveryPlacement);
    },
  };
}
