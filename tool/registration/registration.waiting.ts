import type { WaitingSource } from '../home/waiting.js';
import type { Approvals } from '../lti/registration-approval.js';
import { mayDecide } from './registration.policy.js';

/** For coordinators: one line where a learning platform waits for their answer. */
export const createRegistrationWaiting = (approvals: Approvals): WaitingSource => ({
  async waitingFor(viewer) {
    const count = mayDecide(viewer) ? await approvals.countWaiting(viewer.partnershipId) : 0;
    if (count === 0) return [];
    const sentence =
      count === 1 ? 'A Moodle or Canvas waits for your approval.' : `${count} Moodle or Canvas sites wait for your approval.`;
    return [{ key: 'platforms:waiting', sentence, href: '#/platforms', about: null, due: null, minutes: 1 }];
  },
});
