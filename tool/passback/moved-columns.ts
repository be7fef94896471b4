import type { Database, Tx } from '../db/database.js';
import { forgetLineItemsOf } from './line-item.model.js';

/** For the operator's command: addresses of columns that belonged to a registration that is gone. They are looked for anew, by their names. */
export const forgetColumns = (db: Database, linkRefs: readonly string[], tx: Tx): Promise<number> => forgetLineItemsOf(db, linkRefs, tx);
