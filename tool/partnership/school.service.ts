import type { SchoolPages } from '../attention/school-table.service.js';
import type { Ground } from '../slice.js';
import type { People } from './people.service.js';
import { findCurrentPlacementsAt, findSchoolPage } from './placement.model.js';
import { createPlacementViews } from './placement.view.js';

const pageLength = 20;

/** Schools with the set-up of their placements, a page at a time: five statements each. The caller has decided that the viewer may. */
export function createSchoolPages({ db }: Pick<Ground, 'db'>, people: People): SchoolPages {
  const views = createPlacementViews(db, people);
  return {
    async pageOf(viewer, after, today) {
      const found = await findSchoolPage(db, viewer.partnershipId, after, pageLength + 1);
      const page = found.slice(0, pageLength);
      const ids = page.map((school) => school.id);
      const placements = await views(viewer, await findCurrentPlacementsAt(db, viewer.partnershipId, ids, today));
      return {
        schools: page.map((school) => ({ ...school, placements: placements.filter((one) => one.school.id === school.id) })),
        next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
      };
    },
  };
}
