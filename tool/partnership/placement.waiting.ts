import type { Reader } from '../access/viewer.js';
import { addMs, toInstant } from '../clock.js';
import type { WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { Ground } from '../slice.js';
import { findCodesOf } from './claim-code.model.js';
import { stateOfCode } from './claim-code.rules.js';
import type { People } from './people.service.js';
import type { PlacementService } from './placement.service.js';
import type { PlacementView } from './placement.shared.js';
import { maySeeEveryPlacement } from './placement.policy.js';
import { findEndedMentorsOn } from './role-held.model.js';
import { countWithoutTutor } from './set-up.model.js';

const dayMs = 24 * 60 * 60_000;
/** News of who joined stays for a week; a code that ends within a week is worth a word. */
const weekMs = 7 * dayMs;

const item = (key: string, sentence: string, placement: PlacementView, due: WaitingItem['due'], minutes: number | null): WaitingItem => ({
  key,
  sentence,
  href: `#/placements/${placement.id}`,
  about: { personId: placement.trainee.personId, name: placement.trainee.name },
  due,
  minutes,
});

/** Who joined lately, in the words of the person who reads it. */
function news(placement: PlacementView, viewer: Reader, since: string): WaitingItem[] {
  const trainee = placement.myRoles.includes('trainee');
  return placement.people
    .filter((one) => one.role === 'mentor' && one.startedAt > since && one.personId !== viewer.personId)
    .map((one) => {
      const whose = trainee ? 'your' : `${placement.trainee.name}’s`;
      return item(`placement:${placement.id}:joined:${one.roleHeldId}`, `${one.name} joined as ${whose} mentor.`, placement, null, null);
    });
}

/** For tutors: which mentors were ended lately, by somebody else. */
async function endings({ db }: Pick<Ground, 'db'>, people: People, viewer: Reader, own: readonly PlacementView[], since: string) {
  const placements = new Map(own.filter((one) => one.myRoles.includes('tutor')).map((one) => [one.id, one]));
  const ended = (await findEndedMentorsOn(db, viewer.partnershipId, [...placements.keys()], since)).filter(
    (one) => one.endedBy !== null && one.endedBy !== viewer.personId && one.personId !== viewer.personId,
  );
  if (ended.length === 0) return [];
  const names = await people.namesOf(
    viewer.partnershipId,
    ended.flatMap((one) => [one.personId, one.endedBy ?? one.personId]),
  );
  const nameOf = (personId: string | null): string => names.get(personId ?? '')?.name ?? 'Somebody';
  return ended.flatMap((one) => {
    const placement = placements.get(one.placementId);
    if (!placement) return [];
    const byTrainee = one.endedBy === placement.trainee.personId;
    const whose = byTrainee ? 'their' : `${placement.trainee.name}’s`;
    const sentence = `${nameOf(one.endedBy)} said ${nameOf(one.personId)} is not ${whose} mentor.`;
    return [item(`placement:${placement.id}:ended:${one.id}`, sentence, placement, null, null)];
  });
}

/** For a coordinator: how many trainees nobody is given to. */
async function tutorless({ db }: Pick<Ground, 'db'>, viewer: Reader, today: string): Promise<WaitingItem[]> {
  const count = maySeeEveryPlacement(viewer) ? await countWithoutTutor(db, viewer.partnershipId, today) : 0;
  if (count === 0) return [];
  const sentence = count === 1 ? 'One placement has no tutor. Give it one.' : `${count} placements have no tutor. Give them one.`;
  return [{ key: 'placements:no-tutor', sentence, href: '#/placements', about: null, due: null, minutes: null }];
}

/** For trainees and tutors: who joined, who left, who has no mentor yet, which code is about to end. A few statements for any number of trainees. */
export const createPlacementWaiting = (
  ground: Pick<Ground, 'db' | 'clock'>,
  placements: PlacementService,
  people: People,
): WaitingSource => ({
  async waitingFor(viewer) {
    const { db, clock } = ground;
    const now = clock.now();
    const instant = toInstant(now);
    const held = (await placements.listForViewer(viewer)).filter((one) => one.endsOn >= instant.slice(0, 10));
    const own = held.filter((one) => one.myRoles.includes('trainee') || one.myRoles.includes('tutor'));
    const items = await tutorless(ground, viewer, instant.slice(0, 10));
    items.push(...own.flatMap((one) => news(one, viewer, toInstant(addMs(now, -weekMs)))));
    items.push(...(await endings(ground, people, viewer, own, toInstant(addMs(now, -2 * weekMs)))));
    const lonely = own.filter((one) => one.myRoles.includes('tutor') && !one.people.some((person) => person.role === 'mentor'));
    const codes = await findCodesOf(
      db,
      viewer.partnershipId,
      lonely.map((one) => one.id),
    );
    for (const placement of lonely) {
      const open = codes.filter((code) => code.placementId === placement.id && stateOfCode(code, instant) === 'open');
      const last = open[0];
      if (!last)
        items.push(
          item(
            `placement:${placement.id}:no-mentor`,
            `${placement.trainee.name} has no mentor yet. Make a code for the letter.`,
            placement,
            { kind: 'by', at: placement.startsOn },
            2,
          ),
        );
      else if (last.expiresAt <= toInstant(addMs(now, weekMs))) {
        const sentence = `${last.nameGiven ?? 'The mentor'} has not used the code for ${placement.trainee.name} yet. It ends soon.`;
        items.push(item(`placement:${placement.id}:code-ends`, sentence, placement, { kind: 'until', at: last.expiresAt }, 2));
      }
    }
    return items;
  },
});
