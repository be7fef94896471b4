import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { conflict, notFound, refused } from '../errors.js';
import type { PlatformRecord } from '../lti/launch.js';
import { platformTitle } from '../lti/platform-family.js';
import type { Ground } from '../slice.js';
import * as model from './link.model.js';
import { mayChooseForLink } from './link.policy.js';
import { defaultPolicy, effectivePolicies, problemWith, ruleFor, samePolicy, type LinkInCourse } from './link.rules.js';
import type { LinkPolicy, LinkPolicyAnswer } from './link.shared.js';

/** Runs in the transaction that changed a link's policy: what was to be sent may no longer be. */
type PolicyChanged = (change: { partnershipId: string; linkRef: string; contextRef: string }, tx: Tx) => Promise<void>;

export interface CourseLink extends LinkInCourse {
  policy: LinkPolicy;
}

export interface LinkService {
  /** Every link of a course with the policy it follows in this partnership. */
  linksOfCourse(partnershipId: string, contextRef: string, tx?: Tx): Promise<CourseLink[]>;
  readCurrent(viewer: KnownViewer): Promise<LinkPolicyAnswer>;
  /** @throws Problem 404, 409 with the current policy, 422 */
  chooseCurrent(viewer: KnownViewer, policy: LinkPolicy, ifMatch: number | null): Promise<LinkPolicyAnswer>;
  onPolicyChanged(listener: PolicyChanged): void;
  /** Whether somebody of the partnership has chosen for any link. */
  anyChosen(partnershipId: string): Promise<boolean>;
}

export function createLinkService(given: { ground: Ground; platformByKid: (kid: string) => Promise<PlatformRecord | null> }): LinkService {
  const { clock, db, audit } = given.ground;
  const listeners: PolicyChanged[] = [];

  const currentLink = async (viewer: KnownViewer, tx?: Tx): Promise<model.CurrentLink> => {
    const link =
      viewer.linkRef && mayChooseForLink(viewer) ? await model.findCurrentLink(db, viewer.linkRef, viewer.deploymentRef, tx) : null;
    if (!link) throw notFound();
    return link;
  };

  const linksOfCourse: LinkService['linksOfCourse'] = async (partnershipId, contextRef, tx) => {
    const links = await model.findLinksOfCourse(db, contextRef, tx);
    const chosen = await model.findChosenPolicies(
      db,
      partnershipId,
      links.map((link) => link.id),
      tx,
    );
    const policies = effectivePolicies(links, new Map([...chosen].map(([id, one]) => [id, one.policy])));
    return links.map((link) => ({ ...link, policy: policies.get(link.id) ?? defaultPolicy }));
  };

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
    anyChosen: (partnershipId) => model.hasChosenPolicy(db, partnershipId),
    onPolicyChanged: (listener) => void listeners.push(listener),
    readCurrent: async (viewer) => answer(viewer, await currentLink(viewer)),
    async chooseCurrent(viewer, policy, ifMatch) {
      const problem = problemWith(policy);
      if (problem) throw refused('link-policy', problem);
      const changed = async (tx: Tx): Promise<model.CurrentLink> => {
        const link = await currentLink(viewer, tx);
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
            action: 'link.policy', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
            sessionId: viewer.sessionId, objectKind: 'resource_link', objectId: link.id, detail: `${policy.sends}, ${policy.requiredCount}`,
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
