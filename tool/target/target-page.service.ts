import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Framework } from '../framework/framework.service.js';
import { notFound } from '../errors.js';
import type { People } from '../partnership/people.service.js';
import type { Placements } from '../partnership/placement.service.js';
import type { Ground } from '../slice.js';
import { findEvidence, type EvidenceSource } from './evidence.js';
import { targetOutcomeModel } from './target-outcome.model.js';
import { targetEvidenceModel } from './target-evidence.model.js';
import type { AreaPage, TargetLife, TargetList } from './target-page.shared.js';
import { targetStatusModel } from './target-status.model.js';
import { targetModel, type StoredTarget, type Thread } from './target.model.js';
import { mayChangeTargets, maySeeTargets } from './target.policy.js';

/** These pages are of the training record. A target of another space is unknown to them. */
export const recordSpace = 'record';

export interface TargetPageNeeds {
  ground: Ground;
  people: People;
  placements: Placements;
  framework: Pick<Framework, 'areasById'>;
  evidence: readonly EvidenceSource[];
}

export interface TargetPages {
  /** Every agreed target of a placement, with its history, its evidence and where it came from. @throws Problem 404 */
  list(viewer: KnownViewer, placementId: string): Promise<TargetList>;
  /** What is tagged with one standard or curriculum area. @throws Problem 404, also for an area of another partnership */
  area(viewer: KnownViewer, placementId: string, areaId: string): Promise<AreaPage>;
}

const nobody = 'Somebody without a name';

export function createTargetPages({ ground, people, placements, framework, evidence: sources }: TargetPageNeeds): TargetPages {
  const { db, audit, clock } = ground;
  // The same to all: what nobody may read yet is read in its record, by who wrote it.
  const seen = () => ({ now: instantNow(clock), writer: null });
  const model = targetModel(db);
  const evidence = targetEvidenceModel(db);
  const history = targetStatusModel(db);
  const outcomes = targetOutcomeModel(db);

  const livesOf = async (thread: Thread, targets: readonly StoredTarget[]): Promise<TargetLife[]> => {
    const ids = targets.map((target) => target.id);
    const [shown, lines, said, areas] = await Promise.all([
      evidence.find(thread.space, ids),
      history.find(thread.space, ids),
      outcomes.findSigned(thread.partnershipId, thread.space, ids, instantNow(clock)),
      framework.areasById([...new Set(targets.flatMap((target) => target.body.areaIds))], thread.partnershipId),
    ]);
    const records = lines.flatMap((line) => line.record ?? []);
    const found = await findEvidence(sources, thread, [...shown, ...records]);
    const names = await people.namesOf(thread.partnershipId, [...new Set(lines.map((line) => line.by))], { standIn: nobody });
    const becauseOf = ({ targetId, record, because }: (typeof lines)[number]): string => {
      const answer = record && said.find((one) => one.targetId === targetId && one.record.id === record.id);
      return because ?? answer?.body.because ?? '';
    };
    return targets.map(({ id, status, revision, createdAt, erasedAt, body: { noteIds: _notes, position: _position, ...words } }) => ({
      ...words,
      id,
      status,
      revision,
      agreedAt: lines.find((line) => line.targetId === id && line.became === 'active')?.at ?? createdAt,
      erasedAt,
      areas: areas.filter((area) => words.areaIds.includes(area.id)),
      evidence: shown.filter((one) => one.targetId === id).flatMap((one) => found(one) ?? []),
      history: lines
        .filter((line) => line.targetId === id)
        .map((line) => ({
          became: line.became,
          at: line.at,
          by: names.get(line.by)?.name ?? nobody,
          because: becauseOf(line),
          was: line.was ?? '',
          record: line.record && (found(line.record) ?? null),
        })),
    }));
  };

  /** @throws Problem 404 for who may not see them */
  const open = async (viewer: KnownViewer, placementId: string) => {
    const placement = await placements.findForViewer(viewer, placementId);
    const place = { placementId, schoolId: placement.school.id };
    if (!maySeeTargets(viewer, place)) throw notFound();
    const { partnershipId, personId, identityId, sessionId } = viewer;
    const detail = viewer.roles.find((held) => maySeeTargets({ roles: [held] }, place))?.role;
    if (placement.trainee.personId !== personId) {
      await audit.record({
        action: 'targets.read', partnershipId, personId, identityId, sessionId, objectKind: 'placement', objectId: placementId, placementId, looked: true,
        ...(detail ? { detail } : {}),
      }); // prettier-ignore
    }
    const holders = await placements.holdersAround(partnershipId, placementId);
    const readers = holders.filter((one) => one.personId !== personId && maySeeTargets(one, place)).map((one) => one.personId);
    const names = await people.namesOf(partnershipId, [...readers, placement.trainee.personId], { standIn: nobody });
    const named = names.get(placement.trainee.personId) ?? { name: nobody, givenName: nobody };
    return {
      thread: { partnershipId, placementId, space: recordSpace },
      trainee: { personId: placement.trainee.personId, ...named },
      timeZone: placement.timeZone,
      visibleTo: readers.map((id) => names.get(id)?.name ?? nobody),
    };
  };

  return {
    async list(viewer, placementId) {
      const { thread, ...page } = await open(viewer, placementId);
      const mayChange = mayChangeTargets(viewer, placementId);
      const offered = mayChange ? await Promise.all(sources.map((source) => source.offer(thread))) : [];
      return {
        ...page,
        mayChange,
        targets: await livesOf(thread, await model.findAgreed(thread, { seen: seen() })),
        offered: offered.flat(),
      };
    },
    async area(viewer, placementId, areaId) {
      const { thread, ...page } = await open(viewer, placementId);
      const [area] = await framework.areasById([areaId], viewer.partnershipId);
      if (!area) throw notFound();
      const targets = (await model.findAgreed(thread, { seen: seen() })).filter((target) => target.body.areaIds.includes(areaId));
      return { ...page, area, targets: await livesOf(thread, targets) };
    },
  };
}
