import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { notFound, refused } from '../errors.js';
import type { CourseLink } from '../link/link.service.js';
import { platformTitle } from '../lti/platform-family.js';
import type { PlatformRecord } from '../lti/launch.js';
import type { Ground } from '../slice.js';
import * as courses from './course.model.js';
import type { CountRule, CountSource } from './outbox.js';
import type { OutboxService } from './outbox.service.js';
import { findNewestOfPeople } from './score.model.js';
import { mayReadScoreStatus, maySendAgain } from './score-status.policy.js';
import { statusOf, type Progress } from './score-status.rules.js';
import type { PlacementScoreStatus, ScoreStatus } from './score-status.shared.js';
import type { ScoreRow } from './score.js';

/** As much of the partnership's people as these sentences need. */
export interface Names {
  namesOf(partnershipId: string, personIds: readonly string[]): Promise<Map<string, { name: string; givenName: string }>>;
}

interface StatusGiven {
  ground: Ground;
  names: Names;
  outbox: OutboxService;
  countSources: readonly CountSource[];
  platformByKid: (kid: string) => Promise<PlatformRecord | null>;
  linksOfCourses: (partnershipId: string, contextRefs: readonly string[]) => Promise<Map<string, CourseLink[]>>;
}

export interface ScoreStatusService {
  /** @throws Problem 404 */
  read(viewer: KnownViewer, placementId: string): Promise<PlacementScoreStatus>;
  /** The same for these placements, by placement, in a number of statements that does not grow with them. The caller has decided that its viewer may know. */
  statusesOf(partnershipId: string, placementIds: readonly string[]): Promise<Map<string, ScoreStatus[]>>;
  /** Tries again now. @throws Problem 404, 422 where nothing failed or waits */
  sendAgain(viewer: KnownViewer, placementId: string, linkId: string): Promise<ScoreStatus>;
}

export function createScoreStatus({ ground, names, outbox, countSources, platformByKid, linksOfCourses }: StatusGiven): ScoreStatusService {
  const { db, audit } = ground;

  // One statement for each kind of record, however many trainees there are.
  const countsOf = async (rule: CountRule): Promise<Map<string, number>> => {
    const sums = new Map<string, number>();
    for (const source of countSources) {
      for (const [id, count] of await source.countOfEach(rule)) sums.set(id, (sums.get(id) ?? 0) + count);
    }
    return sums;
  };

  /** How far each of these is, by link and placement. Links that count alike are counted together, whatever their courses. */
  const progressOf = async (
    partnershipId: string,
    found: courses.PlacementCourse[],
    links: ReadonlyMap<string, CourseLink[]>,
  ): Promise<(link: CourseLink, one: courses.PlacementCourse) => Progress> => {
    const all = await courses.findPlacementsOfPeople(db, partnershipId, [...new Set(found.map((one) => one.personId))]);
    const keyOf = ({ policy: { kinds, fromOn, untilOn } }: CourseLink): string => JSON.stringify([kinds, fromOn, untilOn]);
    const rules = new Map<string, CountRule>();
    for (const [contextRef, some] of links) {
      const placementIds = all.filter((one) => one.contextRef === contextRef).map((one) => one.placementId);
      const counting = new Map(some.filter((link) => link.policy.sends !== 'nothing').map((link) => [keyOf(link), link.policy]));
      for (const [key, { kinds, fromOn, untilOn }] of counting) {
        rules.set(key, { kinds, fromOn, untilOn, placementIds: [...(rules.get(key)?.placementIds ?? []), ...placementIds] });
      }
    }
    const counts = new Map<string, Map<string, number>>();
    for (const [key, rule] of rules) counts.set(key, await countsOf(rule));
    return (link, { placementId, personId, contextRef }) => {
      const both = link.policy.countsPlacements === 'both';
      const ids = both
        ? all.filter((one) => one.personId === personId && one.contextRef === contextRef).map((one) => one.placementId)
        : [placementId];
      const sum = ids.reduce((so, id) => so + (counts.get(keyOf(link))?.get(id) ?? 0), 0);
      return { value: Math.min(sum, link.policy.requiredCount), maximum: link.policy.requiredCount };
    };
  };

  const describe = async (partnershipId: string, found: courses.PlacementCourse[]): Promise<PlacementScoreStatus[]> => {
    const personIds = [...new Set(found.map((one) => one.personId))];
    const known = await names.namesOf(partnershipId, personIds);
    const rows = new Map<string, ScoreRow>();
    for (const row of await findNewestOfPeople(db, partnershipId, personIds)) {
      const key = `${row.personId} ${row.linkRef}`;
      if ((rows.get(key)?.createdAt ?? '') <= row.createdAt) rows.set(key, row);
    }
    const contextRefs = new Set(found.flatMap(({ contextRef }) => (contextRef === null ? [] : [contextRef])));
    const links = await linksOfCourses(partnershipId, [...contextRefs]);
    const titles = new Map<string, string>();
    for (const { platformKid } of found) {
      if (platformKid === null || titles.has(platformKid)) continue;
      const platform = await platformByKid(platformKid);
      titles.set(platformKid, platform ? platformTitle(platform) : 'the course');
    }
    const progress = await progressOf(partnershipId, found, links);
    return found.map((one) => {
      const { placementId, personId, contextRef, platformKid } = one;
      const name = known.get(personId) ?? { name: 'A trainee without a name', givenName: 'the trainee' };
      const words = { platform: titles.get(platformKid ?? '') ?? 'the course', trainee: name.givenName };
      const described = (links.get(contextRef ?? '') ?? []).flatMap((link) => {
        const row = rows.get(`${personId} ${link.id}`) ?? null;
        // A link that sends nothing is shown only for what it sent before.
        return link.policy.sends === 'nothing' && (row === null || row.state === 'superseded')
          ? []
          : [statusOf(link, row, words, link.policy.sends === 'nothing' ? null : progress(link, one))];
      });
      return { placementId, trainee: { personId, name: name.name, givenName: name.givenName }, links: described };
    });
  };

  const read: ScoreStatusService['read'] = async (viewer, placementId) => {
    const found = mayReadScoreStatus(viewer, placementId) ? await courses.findPlacementCourse(db, viewer.partnershipId, placementId) : null;
    const [status] = found ? await describe(viewer.partnershipId, [found]) : [];
    if (!status) throw notFound();
    // A trainee reads; the button belongs to those who can put things right.
    return maySendAgain(viewer, placementId)
      ? status
      : { ...status, links: status.links.map((link) => ({ ...link, canSendAgain: false })) };
  };

  return {
    read,
    async statusesOf(partnershipId, placementIds) {
      const found = await courses.findPlacementCourses(db, partnershipId, placementIds);
      return new Map((await describe(partnershipId, found)).map(({ placementId, links }) => [placementId, links]));
    },
    async sendAgain(viewer, placementId, linkId) {
      if (!maySendAgain(viewer, placementId)) throw notFound();
      const before = (await read(viewer, placementId)).links.find((link) => link.linkId === linkId);
      if (!before) throw notFound();
      if (!before.canSendAgain) throw refused('nothing-to-send', 'There is nothing to send again.');
      await db.transaction(async (tx) => {
        if (!maySendAgain(await viewerNow(db, viewer, tx), placementId)) throw notFound();
        await outbox.recount({ partnershipId: viewer.partnershipId, placementId }, { linkRef: linkId }, tx);
        await audit.record(
          {
            action: 'score.send_again', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
            sessionId: viewer.sessionId, objectKind: 'resource_link', objectId: linkId, placementId,
          },
          tx,
        ); // prettier-ignore
      });
      return (await read(viewer, placementId)).links.find((link) => link.linkId === linkId) ?? before;
    },
  };
}
