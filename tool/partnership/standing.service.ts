import type { Viewer } from '../access/viewer.js';
import type { SetUpStep, Standing } from '../home/home.shared.js';
import type { StandingSource } from '../home/waiting.js';
import type { Ground } from '../slice.js';
import { countNameless } from './membership.model.js';
import { findPartnershipName } from './placement.model.js';
import { maySeeEveryPlacement, maySetUp } from './placement.policy.js';
import type { PlacementService } from './placement.service.js';
import { hasAny } from './set-up.model.js';
import { standingSentence } from './standing.rules.js';

/** What the first page says about the reader: who they are here, and what a coordinator still has to set up. */
export function createStanding({ db }: Pick<Ground, 'db'>, placements: PlacementService): StandingSource {
  const stepsOf = async (viewer: Viewer): Promise<SetUpStep[]> => {
    const done = await hasAny(db, viewer.partnershipId);
    return [
      { key: 'tutors', done: done.tutors, href: '#/placements/tutors' },
      { key: 'placements', done: done.placements, href: '#/placements' },
      { key: 'letters', done: done.codes, href: '#/placements' },
      { key: 'gradebook', done: null, href: '#/placements/gradebook' },
    ];
  };

  return {
    async standingOf(viewer): Promise<Standing> {
      const held = await placements.listForViewer(viewer);
      const coordinates = maySeeEveryPlacement(viewer);
      const partnership = coordinates ? await findPartnershipName(db, viewer.partnershipId) : '';
      const namesTutors = viewer.roles.some((one) => one.role === 'tutor');
      return {
        sentence: standingSentence({ placements: held, coordinatorOf: coordinates ? partnership : null, tutor: namesTutors }),
        steps: coordinates ? await stepsOf(viewer) : [],
        nameless: maySetUp(viewer) && viewer.contextRef !== null ? await countNameless(db, viewer.contextRef) : 0,
      };
    },
  };
}
