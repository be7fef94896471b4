import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { conflict, notFound, refused } from '../errors.js';
import type { PlatformRecord } from '../lti/launch.js';
import { platformTitle } from '../lti/platform-family.js';
import type { AuditSubjects } from '../privacy/audit-subject.js';
import type { Ground } from '../slice.js';
import * as model from './link.model.js';
import { mayChooseForLink } from './link.policy.js';
import { defaultPolicy, effectivePolicies, problemWith, ruleFor, samePolicy, type LinkInCourse } from './link.rules.js';
import type { LinkPolicy, LinkPolicyAnswer } from './link.shared.js';

/** Runs in the transaction that changed a link's policy: what was to be sent may no longer be. */
type PolicyChanged = (change: { partnershipId: string; linkRef: string; contextRef: string }, tx: Tx) => Promise<void>;

interface Adopted {
  partnershipId: string;
  linkRef: string;
  contextRef: string;
  policy: LinkPolicy;
  /** Who chose; null where they are nobody here yet. */
  personId: string | null;
}

export interface CourseLink extends LinkInCourse {
  policy: LinkPolicy;
}

export interface LinkService {
  /** Every link of a course with the policy it follows in this partnership. */
  linksOfCourse(partnershipId: string, contextRef: string, tx?: Tx): Promise<CourseLink[]>;
  /** The same for several courses: two statements however many. */
  linksOfCourses(partnershipId: string, contextRefs: readonly string[], tx?: Tx): Promise<Map<string, CourseLink[]>>;
  readCurrent(viewer: KnownViewer): Promise<LinkPolicyAnswer>;
  /** @throws Problem 404, 409 with the current policy, 422 */
  chooseCurrent(viewer: KnownViewer, policy: LinkPolicy, ifMatch: number | null): Promise<LinkPolicyAnswer>;
  /**
   * Gives a link the policy it was placed with, or one that is carried over, in the transaction of whoever found it; a link somebody has
   * chosen for keeps what it has.
   */
  adopt(given: Adopted, tx: Tx): Promise<void>;
  onPolicyChanged(listener: PolicyChanged): void;
  /** Whether somebody of the partnership has chosen for any link. */
  anyChosen(partnershipId: string): Promise<boolean>;
  auditSubjects: AuditSubjects;
}

const chosen = (policy: LinkPolicy, linkRef: string) => ({
  action: 'link.policy', objectKind: 'resource_link', objectId: linkRef, detail: `${policy.sends}, ${policy.requiredCount}`,
}); // prettier-ignore

export function createLinkService(given: { ground: Ground; platformByKid: (kid: string) => Promise<PlatformRecord | null> }): LinkService {
  const { clock, db, audit } = given.ground;
  const listeners: PolicyChanged[] = [];

  const currentLink = async (viewer: KnownViewer, tx?: Tx): Promise<model.CurrentLink> => {
    const link =
      viewer.linkRef && mayChooseForLink(viewer) ? await model.findCurrentLink(db, viewer.linkRef, viewer.deploymentRef, tx) : null;
    if (!link) throw notFound();
    return link;
  };

  const linksOfCourses: LinkService['linksOfCourses'] = async (partnershipId, contextRefs, tx) => {
    const all = await model.findLinksOfCourses(db, contextRefs, tx);
    const chosen = await model.findChosenPolicies(
      db,
      partnershipId,
      all.map((link) => link.id),
      tx,
    );
    const ofCourse = (contextRef: string): CourseLink[] => {
      const links = all.filter((link) => link.contextRef === contextRef);
      const policies = effectivePolicies(links, new Map([...chosen].map(([id, one]) => [id, one.policy])));
      return links.map(({ id, title, lineItemUrl }) => ({ id, title, lineItemUrl, policy: policies.get(id) ?? defaultPolicy }));
    };
    return new Map(contextRefs.map((contextRef) => [contextRef, ofCourse(contextRef)]));
  };

  const linksOfCourse: LinkService['linksOfCourse'] = async (partnershipId, contextRef, tx) =>
    (await linksOfCourses(partnershipId, [contextRef], tx)).get(contextRef) ?? [];

  const answer = async (viewer: KnownViewer, link: model.CurrentLink): Promise<LinkPolicyAnswer> => {
    const chosen = (await model.findChosenPolicies(db, viewer.partnershipId, [link.id])).get(link.id);
    const links = link.contextRef === null ? [] : await linksOfCourse(viewer.partnershipId, link.contextRef);
    const platform = await given.platformByKid(viewer.platformKid);
    return {
      link: { id: link.id, title: link.title },
      policy: chosen?.policy ?? links.find((one) => one.id === link.id)?.policy ?? defaultPolicy,
      revision: chosen?.revision ?? 0,
      sendsFromHere: link.contextRef !== null && (await model.isCourseOfTrainees(db, viewer.partnershipId, link.contextRef)),
      rule: ruleFor(platform ? platformTitle(platform) : ''),
    };
  };

  return {
    linksOfCourse,
    linksOfCourses,
    anyChosen: (partnershipId) => model.hasChosenPolicy(db, partnershipId),
    auditSubjects: { resource_link: (partnershipId, ids) => model.findAuditSubjects(db, partnershipId, ids) },
    async adopt({ partnershipId, linkRef, contextRef, policy, personId }, tx) {
      if (await model.lockChosenPolicy(db, partnershipId, linkRef, tx)) return;
      await model.insertChosenPolicy(db, { partnershipId, linkRef, policy, revision: 1, personId, now: instantNow(clock) }, tx);
      await audit.record({ ...chosen(policy, linkRef), partnershipId, personId }, tx);
      for (const listener of listeners) await listener({ partnershipId, linkRef, contextRef }, tx);
    },
    onPolicyChanged: (listener) => void listeners.push(listener),
    readCurrent: async (viewer) => answer(viewer, await currentLink(viewer)),
    async chooseCurrent(viewer, policy, ifMatch) {
      const problem = problemWith(policy);
      if (problem) throw refused('link-policy', problem);
      const changed = async (tx: Tx): Promise<model.CurrentLink> => {
        const link = await currentLink(await viewerNow(db, viewer, tx), tx);
        const before = await model.lockChosenPolicy(db, viewer.partnershipId, link.id, tx);
        // The same choice sent again, also by a second tab, changes nothing.
        if (before && samePolicy(before.policy, policy)) return link;
        if (before ? before.revision !== ifMatch : ifMatch !== null && ifMatch !== 0) {
          throw conflict('Somebody else changed this while you chose. Here are both.', {
            current: before ?? { policy: defaultPolicy, revision: 0 },
          });
        }
        const write = {
          partnershipId: viewer.partnershipId, linkRef: link.id, policy, revision: (before?.revision ?? 0) + 1, personId: viewer.personId,
          now: instantNow(clock),
        }; // prettier-ignore
        await (before ? model.updateChosenPolicy(db, write, tx) : model.insertChosenPolicy(db, write, tx));
        await audit.record(
          {
            ...chosen(policy, link.id), partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
            sessionId: viewer.sessionId,
          },
          tx,
        ); // prettier-ignore
        const { contextRef } = link;
        if (contextRef !== null) {
          for (const listener of listeners) await listener({ partnershipId: viewer.partnershipId, linkRef: link.id, contextRef }, tx);
        }
        return link;
      };
      try {
        return await answer(viewer, await db.transaction(changed));
      } catch (error) {
        // Two first choices at once: the second finds the first and is told.
        if (!isUniqueViolation(error)) throw error;
        return answer(viewer, await db.transaction(changed));
      }
    },
  };
}
