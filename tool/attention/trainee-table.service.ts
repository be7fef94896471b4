import type { KnownViewer } from '../access/viewer.js';
import { notFound } from '../errors.js';
import type { Placements } from '../partnership/placement.service.js';
import type { PlacementView } from '../partnership/placement.shared.js';
import type { Ground } from '../slice.js';
import type { AttentionRuleService } from './attention-rule.service.js';
import type { Activity, Asked, AttentionFacts, AttentionSource } from './attention-source.js';
import { mayHaveTrainees } from './attention.policy.js';
import { flagsOf, longestSilenceFirst, silenceOf, waitingFor, whenOf, type Subject } from './attention.rules.js';
import type { AttentionDays, TraineeRow, TraineeTable } from './attention.shared.js';
import { countByWeek, dayIn, lastMondays } from './day.rules.js';

/** A term, so that a pattern can be seen. */
const weeksShown = 12;

const nothingYet: Activity = { lastOn: null, signed: 0, read: 0, unreadSince: null, days: [] };
const shown = ({ lastOn, signed, read }: Activity) => ({ lastOn, signed, read });

/** Every source's answer, by placement. */
export async function gatherFacts(sources: readonly AttentionSource[], asked: Asked): Promise<Map<string, Partial<AttentionFacts>>> {
  const all = new Map<string, Partial<AttentionFacts>>(asked.placementIds.map((id) => [id, {}]));
  const answers = await Promise.all(sources.map(async (source) => ({ fact: source.fact, found: await source.factsOf(asked) })));
  for (const { fact, found } of answers) {
    for (const [id, value] of found) all.set(id, { ...all.get(id), [fact]: value });
  }
  return all;
}

/** What the rules know of a placement; `facts` are those of `gatherFacts`. */
export function subjectOf(placement: PlacementView, facts: Partial<AttentionFacts>, now: Date): Subject {
  const { trainee, startsOn, endsOn, timeZone, people } = placement;
  const mentors = people.filter((one) => one.role === 'mentor').map(({ personId, name, givenName }) => ({ personId, name, givenName }));
  return { trainee, mentors, startsOn, endsOn, timeZone, today: dayIn(now, timeZone), facts };
}

interface Frame {
  now: Date;
  weeks: string[];
  days: AttentionDays;
  meetings: boolean;
}

function rowOf(placement: PlacementView, found: Partial<AttentionFacts>, { now, weeks, days, meetings }: Frame): TraineeRow {
  const { id, trainee, school, subject, phase, startsOn, endsOn, timeZone } = placement;
  const facts = { ...found, observation: found.observation ?? nothingYet, ...(meetings ? { meeting: found.meeting ?? nothingYet } : {}) };
  const here = subjectOf(placement, facts, now);
  const flags = flagsOf(here, days);
  const silence = silenceOf(here);
  const { targets } = found;
  return {
    placementId: id, trainee, school, subject, phase, startsOn, endsOn, timeZone, when: whenOf(here), mentors: [...here.mentors],
    observation: shown(facts.observation),
    meeting: facts.meeting ? shown(facts.meeting) : null,
    targets: { current: targets?.current ?? 0, changedOn: targets?.changedAt ? dayIn(targets.changedAt, timeZone) : null },
    gradebook: found.gradebook ?? [],
    waitingFor: waitingFor(here, flags),
    silentSince: silence.since,
    silentDays: silence.days,
    weeks: countByWeek(facts.observation.days, weeks, placement),
    flags,
  }; // prettier-ignore
}

/** A tutor's own trainees, one line each, in a number of statements that does not grow with them. */
export const createTraineeTable =
  (given: {
    ground: Ground;
    placements: Placements;
    rules: AttentionRuleService;
    sources: readonly AttentionSource[];
    /** Whether one of the sources tells of meetings: their column is shown then. */
    meetings: boolean;
  }) =>
  /** @throws Problem 404 for everybody but a tutor */
  async (viewer: KnownViewer): Promise<TraineeTable> => {
    if (!mayHaveTrainees(viewer)) throw notFound();
    const { ground, placements, rules, sources, meetings } = given;
    const now = ground.clock.now();
    const today = dayIn(now, viewer.timeZone);
    const weeks = lastMondays(today, weeksShown);
    const own = (await placements.listForViewer(viewer)).filter((one) => one.myRoles.includes('tutor'));
    const { days, daysOf } = await rules.effective(viewer);
    const placementIds = own.map((one) => one.id);
    const asked = { partnershipId: viewer.partnershipId, placementIds, since: weeks[0] ?? today };
    const facts = await gatherFacts(sources, asked);
    const frame = { now, weeks, days, meetings };
    const trainees = own.map((one) => rowOf(one, facts.get(one.id) ?? {}, frame)).sort(longestSilenceFirst);
    return { today, weeks, days, daysOf, meetings, trainees };
  };
