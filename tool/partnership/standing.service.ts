import type { Viewer } from '../access/viewer.js';
import { addMs, toInstant } from '../clock.js';
import type { EndedRole, SetUpStep, Standing } from '../home/home.shared.js';
import type { StandingSource } from '../home/waiting.js';
import type { Ground } from '../slice.js';
import { countNameless } from './membership.model.js';
import type { People } from './people.service.js';
import { namelessTrainee } from './person-name.rules.js';
import { findPartnershipName, findSchoolNames } from './placement.model.js';
import { maySeeEveryPlacement, maySetUp, schoolsLed } from './placement.policy.js';
import type { PlacementService } from './placement.service.js';
import { findEndedOf } from './role-held.model.js';
import { hasAny } from './set-up.model.js';
import { standingSentence } from './standing.rules.js';

export type GradebookChosen = (partnershipId: string) => Promise<boolean>;
/** Whether the last check of a connection found nothing to put right. */
export type ConnectionWorks = (partnershipId: string) => Promise<boolean>;

/** Somebody who comes once a half term still reads why a trainee is gone. */
const endedShownMs = 60 * 24 * 60 * 60_000;

/** What the first page says about the reader: who they are here, and what a coordinator still has to set up. */
export function createStanding(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  placements: PlacementService,
  people: People,
  gradebookChosen: GradebookChosen | null,
  connectionWorks: ConnectionWorks | null,
): StandingSource {
  const endedOf = async (viewer: Viewer): Promise<EndedRole[]> => {
    if (viewer.personId === null) return [];
    const since = toInstant(addMs(clock.now(), -endedShownMs));
    const ended = await findEndedOf(db, viewer.partnershipId, viewer.personId, since);
    if (ended.length === 0) return [];
    const ids = ended.flatMap((one) => [one.traineePersonId, ...(one.endedBy === null ? [] : [one.endedBy])]);
    const names = await people.namesOf(viewer.partnershipId, ids);
    return ended.map((one) => ({
      id: one.id,
      role: one.role,
      trainee: names.get(one.traineePersonId) ?? { name: namelessTrainee, givenName: namelessTrainee },
      by: one.endedBy === null ? null : (names.get(one.endedBy)?.name ?? null),
      at: one.endedAt,
    }));
  };

  const stepsOf = async (viewer: Viewer): Promise<SetUpStep[]> => {
    const done = await hasAny(db, viewer.partnershipId);
    return [
      { key: 'tutors', done: done.tutors, href: '#/placements/roles' },
      { key: 'placements', done: done.placements, href: '#/placement-upload' },
      { key: 'letters', done: done.codes, href: '#/placement-upload' },
      { key: 'gradebook', done: gradebookChosen ? await gradebookChosen(viewer.partnershipId) : null, href: '#/placements/gradebook' },
      ...(connectionWorks ? [{ key: 'connection' as const, done: await connectionWorks(viewer.partnershipId), href: '#/connection' }] : []),
    ];
  };

  return {
    async standingOf(viewer): Promise<Standing> {
      const held = await placements.listJoined(viewer);
      const coordinates = maySeeEveryPlacement(viewer);
      const partnership = coordinates ? await findPartnershipName(db, viewer.partnershipId) : '';
      const schools = await findSchoolNames(db, viewer.partnershipId, schoolsLed(viewer));
      const namesTutors = viewer.roles.some((one) => one.role === 'tutor');
      return {
        sentence: standingSentence({
          placements: held,
          coordinatorOf: coordinates ? partnership : null,
          tutor: namesTutors,
          schoolsLed: [...schools.values()],
          leadMentor: viewer.roles.some((one) => one.role === 'lead_mentor'),
        }),
        steps: coordinates ? await stepsOf(viewer) : [],
        ended: await endedOf(viewer),
        nameless: maySetUp(viewer) && viewer.contextRef !== null ? await countNameless(db, viewer.contextRef) : 0,
      };
    },
  };
}
