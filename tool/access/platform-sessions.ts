import type { Database, Tx } from '../db/database.js';
import { sessionModel } from './session.model.js';

/**
 * For the operator's command: whoever came from a platform that is switched off, or moved, comes again by their course.
 * @param deploymentRef null for the whole platform
 * @returns how many were ended
 */
export const endSessionsFrom = (db: Database, platformKid: string, deploymentRef: string | null, at: string, tx: Tx): Promise<number> =>
  sessionModel(db).endFrom(platformKid, deploymentRef, at, tx);
