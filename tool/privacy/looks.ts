import type { Database } from '../db/database.js';
import { findLooks, type Look, type LookedAt } from './looks.model.js';

/** *Who has looked*, for slices whose things people look at. */
export interface Looks {
  /** Others who looked at something, the latest first. The caller has asked the policy. @param viewerId is left out */
  at(about: LookedAt, viewerId: string): Promise<Look[]>;
}

// People of a placement, with their roles over the years.
const mostLooks = 200;

export const createLooks = (db: Database): Looks => ({ at: (about, viewerId) => findLooks(db, about, viewerId, mostLooks) });
