import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import type { DeepLinkingLaunch, VerifiedLaunch } from '../lti/launch.js';
import type { Ground } from '../slice.js';
import * as model from './link-choice.model.js';
import { choiceNamed, coursesBefore } from './link-pick.rules.js';
import { policyOf } from './link.rules.js';
import type { LinkService } from './link.service.js';

/** Where a link was opened from, as the launch's arrival says. */
interface OpenedAt {
  partnershipId: string;
  contextRef: string | null;
  linkRef: string | null;
}

export interface LinkChoices {
  /**
   * Runs in the transaction of a launch. The first link that names a choice of its own course takes it, once. One that names the choice
   * of a course this one was copied from is marked as a copy, which a tutor or coordinator may then carry over.
   */
  opened(launch: Exclude<VerifiedLaunch, DeepLinkingLaunch>, at: OpenedAt, tx: Tx): Promise<void>;
}

const mostRemembered = 5_000;

export function createLinkChoices({ db, clock }: Pick<Ground, 'db' | 'clock'>, links: Pick<LinkService, 'adopt'>): LinkChoices {
  /** Links this process has settled with what they name, so that a later launch asks nothing. */
  const settled = new Set<string>();

  const markCopy = async (launch: VerifiedLaunch, choice: model.ChoiceRow, linkRef: string, tx: Tx): Promise<boolean> => {
    const history = coursesBefore(launch.custom);
    const known = await model.findCourses(db, launch.deployment.id, history, tx);
    const withLink = await model.findCoursesWith(
      db,
      choice.id,
      known.map(({ id }) => id),
      tx,
    );
    const origin = history
      .map((contextId) => known.find((course) => course.contextId === contextId))
      .find((course) => course !== undefined && (course.id === choice.contextRef || withLink.has(course.id)));
    if (!origin) return false;
    await model.markCopied(db, { linkRef, choiceId: choice.id, copiedFrom: origin.id }, tx);
    return true;
  };

  return {
    async opened(launch, { partnershipId, contextRef, linkRef }, tx) {
      const id = choiceNamed(launch);
      if (id === null || linkRef === null || contextRef === null) return;
      const key = `${linkRef} ${id} ${partnershipId}`;
      if (settled.has(key)) return;
      const choice = await model.findChoice(db, id, { partnershipId, deploymentRef: launch.deployment.id }, tx);
      if (choice === null) return;
      if (choice.linkRef !== linkRef) {
        if (choice.contextRef === null || choice.contextRef === contextRef) {
          const taken = await model.takeChoice(db, id, linkRef, instantNow(clock), tx);
          if (taken) await links.adopt({ partnershipId, linkRef, contextRef, policy: policyOf(choice), personId: choice.chosenBy }, tx);
        } else if (!(await markCopy(launch, choice, linkRef, tx))) return;
      }
      tx.afterCommit(() => {
        if (settled.size >= mostRemembered) settled.clear();
        settled.add(key);
      });
    },
  };
}
