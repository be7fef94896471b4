import type { Database, Tx } from '../db/database.js';
import { findNewestAct, insertRestorePoint } from './restore-point.model.js';
import type { LostTime } from './restore.rules.js';

/** The last instant this database knows anything of: where nobody says when the backup was begun, everything after it is lost time. */
export const knownUntil = async (db: Database): Promise<string> => (await findNewestAct(db)) ?? new Date(0).toISOString();

/** For the operator's command after a restore: from now on each cell is compared with its gradebook before anything is sent to it. */
export const noteRestore = (db: Database, lost: LostTime, tx: Tx): Promise<void> => insertRestorePoint(db, lost, tx);
