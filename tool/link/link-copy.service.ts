import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import type { Ground } from '../slice.js';
import { findCopy, type CopyRow } from './link-choice.model.js';
import { findChosenPolicies, findCurrentLink, type CurrentLink } from './link.model.js';
import { mayChooseForLink } from './link.policy.js';
import { defaultPolicy, policyOf } from './link.rules.js';
import type { LinkCopy, LinkPolicy } from './link.shared.js';
import type { LinkService } from './link.service.js';

/** An activity that came with a copy of a course: nothing is carried over until a tutor or coordinator says so. */
export interface LinkCopies {
  /** What the link this page was opened from was copied from. @throws Problem 404 where it is no copy, or somebody has chosen for it */
  read(viewer: KnownViewer): Promise<LinkCopy>;
  /** @throws Problem 404 */
  answer(viewer: KnownViewer, carry: boolean): Promise<void>;
}

export function createLinkCopies({ db }: Pick<Ground, 'db'>, links: Pick<LinkService, 'adopt'>): LinkCopies {
  const find = async (viewer: KnownViewer, tx?: Tx): Promise<{ link: CurrentLink; copy: CopyRow }> => {
    const { partnershipId, deploymentRef, linkRef } = viewer;
    const link = linkRef !== null && mayChooseForLink(viewer) ? await findCurrentLink(db, linkRef, deploymentRef, tx) : null;
    const copy = link && (await findCopy(db, link.id, { partnershipId, deploymentRef }, tx));
    if (!link || !copy || (await findChosenPolicies(db, partnershipId, [link.id], tx)).size > 0) throw notFound();
    return { link, copy };
  };

  /** What the original does by now; where nobody ever opened it, what it was placed with. */
  const policyThere = async (partnershipId: string, copy: CopyRow, tx?: Tx): Promise<LinkPolicy> => {
    const chosen = copy.originalRef === null ? undefined : await findChosenPolicies(db, partnershipId, [copy.originalRef], tx);
    return (copy.originalRef !== null && chosen?.get(copy.originalRef)?.policy) || policyOf(copy);
  };

  return {
    async read(viewer) {
      const { copy } = await find(viewer);
      return { course: copy.course, policy: await policyThere(viewer.partnershipId, copy) };
    },
    answer: (asked, carry) =>
      db.transaction(async (tx) => {
        const viewer = await viewerNow(db, asked, tx);
        const { link, copy } = await find(viewer, tx);
        if (link.contextRef === null) throw notFound();
        const there = await policyThere(viewer.partnershipId, copy, tx);
        // Days belong to the year of the course they were chosen for.
        const policy = carry ? { ...there, fromOn: null, untilOn: null } : defaultPolicy;
        const { partnershipId, personId } = viewer;
        await links.adopt({ partnershipId, linkRef: link.id, contextRef: link.contextRef, policy, personId }, tx);
      }),
  };
}
