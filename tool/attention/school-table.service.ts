import type { KnownViewer } from '../access/viewer.js';
import { notFound } from '../errors.js';
import type { PlacementView } from '../partnership/placement.shared.js';
import type { Ground } from '../slice.js';
import type { AttentionFacts, AttentionSource, MentorActivity } from './attention-source.js';
import { maySeeSchools } from './attention.policy.js';
import type { SchoolRow, SchoolTable } from './attention.shared.js';
import { dayIn } from './day.rules.js';
import { gatherFacts } from './trainee-table.service.js';

/** Schools of a partnership by name, with the placements in each that have not ended; filled by `partnership`. */
export interface SchoolPages {
  /** @param after id of the last school seen, or '' @param today ISO day */
  pageOf(
    viewer: KnownViewer,
    after: string,
    today: string,
  ): Promise<{ schools: { id: string; name: string; placements: PlacementView[] }[]; next: string | null }>;
}

type Signed = Awaited<ReturnType<MentorActivity['activityOfMentors']>>;

const byName = (one: { name: string }, other: { name: string }): number => one.name.localeCompare(other.name, 'en-GB');
const newest = (days: readonly string[]): string | null =>
  days.reduce<string | null>((last, day) => (day > (last ?? '') ? day : last), null);
const named = ({ id, trainee }: PlacementView) => ({ placementId: id, name: trainee.name });

function mentorsOf(placements: readonly PlacementView[], signed: Signed): SchoolRow['mentors'] {
  const roles = placements.flatMap((placement) =>
    placement.people.filter((one) => one.role === 'mentor').map((one) => ({ ...one, placement })),
  );
  return [...new Set(roles.map((one) => one.personId))]
    .map((personId) => {
      const held = roles.filter((one) => one.personId === personId);
      const own = signed.filter((one) => one.personId === personId && held.some(({ placement }) => placement.id === one.placementId));
      return {
        personId,
        name: held[0]?.name ?? '',
        startedAt: held.map((one) => one.startedAt).reduce((first, at) => (at < first ? at : first)),
        trainees: held.map(({ placement }) => named(placement)).sort(byName),
        lastOn: newest(own.map((one) => one.lastOn)),
        signed: own.reduce((sum, one) => sum + one.signed, 0),
      };
    })
    .sort(byName);
}

function rowOf(
  school: { id: string; name: string; placements: PlacementView[] },
  signed: Signed,
  facts: ReadonlyMap<string, Partial<AttentionFacts>>,
): SchoolRow {
  const { id, name, placements } = school;
  const here = new Set(placements.map((one) => one.id));
  const hasMentor = (one: PlacementView): boolean => one.people.some((person) => person.role === 'mentor');
  return {
    id,
    name,
    trainees: placements.map(named).sort(byName),
    lastOn: newest(signed.filter((one) => here.has(one.placementId)).map((one) => one.lastOn)),
    mentors: mentorsOf(placements, signed),
    withoutMentor: placements.filter((one) => !hasMentor(one)).map(named).sort(byName),
    openCodes: placements.flatMap((one) =>
      (facts.get(one.id)?.codes ?? []).map(({ nameGiven, expiresAt }) => ({
        placementId: one.id, trainee: one.trainee.name, nameGiven, expiresAt,
      })),
    ),
  }; // prettier-ignore
}

/** Schools and their mentors, in the order of the alphabet and no other; a page at a time, as many statements for each. */
export const createSchoolTable =
  (given: { ground: Ground; schools: SchoolPages; codes: AttentionSource<'codes'>; mentors: MentorActivity }) =>
  /** @throws Problem 404 for everybody but a coordinator */
  async (viewer: KnownViewer, after: string): Promise<SchoolTable> => {
    if (!maySeeSchools(viewer)) throw notFound();
    const today = dayIn(given.ground.clock.now(), viewer.timeZone);
    const { schools, next } = await given.schools.pageOf(viewer, after, today);
    const placementIds = schools.flatMap((school) => school.placements.map((one) => one.id));
    const { partnershipId } = viewer;
    const [facts, signed] = await Promise.all([
      gatherFacts([given.codes], { partnershipId, placementIds, since: today }),
      given.mentors.activityOfMentors(partnershipId, placementIds),
    ]);
    return { schools: schools.map((school) => rowOf(school, signed, facts)), next };
  };
