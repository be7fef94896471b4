import type { Database, Tx } from '../db/database.js';
import { sessionModel } from './session.model.js';

/** For the operator's command after a restore: sessions of a backup may have been ended since. @returns how many were ended */
export const endEverySession = (db: Database, at: string, tx: Tx): Promise<number> => sessionModel(db).endEvery(at, tx);
