import type { Viewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation } from '../db/database.js';
import { refused } from '../errors.js';
import { hashSecret, newId } from '../ids.js';
import { signDeepLinkingResponse } from '../lti/deep-linking.js';
import { openTicket, type DeepLinkingTicket } from '../lti/deep-linking-ticket.js';
import type { PlatformRecord } from '../lti/launch.js';
import type { Registry } from '../lti/registry.js';
import type { Sealing } from '../lti/sealing.js';
import type { Ground } from '../slice.js';
import * as model from './link-choice.model.js';
import type { LinkPickAnswer } from './link-pick.shared.js';
import { itemFor } from './link-pick.rules.js';
import type { LinkChoice } from './link.shared.js';

export interface LinkPicks {
  /**
   * The signed answer to a platform that asked what to place in a course. The choice is kept once for each time the platform asked; the same
   * choice sent again is answered again.
   * @param choice null where it was left without one: an empty list
   * @throws Problem 422 where something else was chosen before, and where the page may not answer
   */
  answer(viewer: Viewer, sealed: string, choice: LinkChoice | null): Promise<LinkPickAnswer>;
}

interface LinkPickNeeds {
  ground: Pick<Ground, 'db' | 'clock' | 'config'>;
  sealing: Sealing;
  platformByKid(kid: string): Promise<PlatformRecord | null>;
  signingKey: Registry['signingKey'];
}

const over = () => refused('pick-over', 'This choice is closed. Close this window and add the activity once more in your course.');

export function createLinkPicks({ ground, sealing, platformByKid, signingKey }: LinkPickNeeds): LinkPicks {
  const { db, clock, config } = ground;

  const keep = async (viewer: Viewer, ticket: DeepLinkingTicket, choice: LinkChoice): Promise<string> => {
    const [id, ticketHash] = [newId(), hashSecret(ticket.id)];
    const { partnershipId, contextRef, personId } = viewer;
    try {
      const row = { ...choice, id, partnershipId, deploymentRef: ticket.deploymentRef, contextRef, ticketHash, chosenBy: personId };
      await model.insertChoice(db, { ...row, now: instantNow(clock) });
      return id;
    } catch (error) {
      const before = isUniqueViolation(error) ? await model.findChoiceOfTicket(db, ticketHash) : null;
      if (before === null) throw error;
      const same = before.shows === choice.shows && before.sends === choice.sends && before.requiredCount === choice.requiredCount;
      if (!same) throw refused('pick-over', 'You have chosen already. Close this window and add the activity once more in your course.');
      return before.id;
    }
  };

  return {
    async answer(viewer, sealed, choice) {
      const ticket = openTicket(sealing, sealed, viewer.sessionId);
      const platform = ticket && (await platformByKid(ticket.kid));
      if (!ticket || !platform || ticket.deploymentRef !== viewer.deploymentRef) throw over();
      const items = choice === null ? [] : [itemFor(await keep(viewer, ticket, choice), choice, `${config.publicUrl}/lti/launch`)];
      const { settings, deploymentId } = ticket;
      const signing = await signingKey(platform.kid);
      const jwt = await signDeepLinkingResponse({ platform, signing, deploymentId, settings, items, now: clock.now() });
      return { returnUrl: settings.returnUrl, jwt };
    },
  };
}
