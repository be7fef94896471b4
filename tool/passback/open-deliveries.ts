import type { Database } from '../db/database.js';
import { countOpenDeliveries } from './open-deliveries.model.js';

/** For the operator's command: how many scores would be lost if this platform, or one deployment of it, were removed now. */
export const openDeliveries = (db: Database, platformKid: string, deploymentRef: string | null): Promise<number> =>
  countOpenDeliveries(db, platformKid, deploymentRef);
