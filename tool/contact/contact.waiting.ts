import { dayIn } from '../attention/day.rules.js';
import type { WaitingSource } from '../home/waiting.js';
import { schoolsLed } from '../partnership/placement.policy.js';
import type { Ground } from '../slice.js';
import { countMissing } from './contact.model.js';
import { maySeeEverySchool } from './contact.policy.js';

/** For coordinators and school leads: one line where trainees are at schools without a safeguarding lead. */
export const createContactWaiting = ({ db, clock }: Pick<Ground, 'db' | 'clock'>): WaitingSource => ({
  async waitingFor(viewer) {
    const every = maySeeEverySchool(viewer);
    const count = await countMissing(db, viewer.partnershipId, every ? null : schoolsLed(viewer), dayIn(clock.now(), viewer.timeZone));
    if (count === 0) return [];
    const one = every ? 'One school has' : 'Your school has';
    const sentence =
      count === 1 ? `${one} no safeguarding lead yet. Add one.` : `${count} schools have no safeguarding lead yet. Add them.`;
    return [{ key: 'contacts:no-lead', sentence, href: '#/contacts/missing', about: null, due: null, minutes: 2 }];
  },
});
