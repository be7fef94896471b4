import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { Ground } from '../slice.js';
import { findPartnershipByName, insertPartnership, listPartnerships, type FoundedPartnership } from './founding.model.js';

/** What the operator's command does about partnerships. */
export interface Founding {
  /** The partnership of this name; a new one where there is none. */
  ensure(name: string, tx: Tx): Promise<FoundedPartnership>;
  findOptional(name: string): Promise<FoundedPartnership | null>;
  list(): Promise<FoundedPartnership[]>;
}

export const createFounding = ({ db, clock }: Pick<Ground, 'db' | 'clock'>): Founding => ({
  async ensure(name, tx) {
    const found = await findPartnershipByName(db, name, tx);
    if (found) return found;
    const made = { id: newId(), name };
    await insertPartnership(db, { ...made, timeZone: 'Europe/London', locale: 'en-GB', now: instantNow(clock) }, tx);
    return made;
  },
  findOptional: (name) => findPartnershipByName(db, name),
  list: () => listPartnerships(db),
});
