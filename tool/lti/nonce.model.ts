import { isUniqueViolation, type Database, type Tx } from '../db/database.js';

export const nonceModel = (db: Database) => ({
  /** False where it was spent before; the row's key decides between two that come at once. */
  spend: async (nonce: string, expiresAt: string, tx: Tx): Promise<boolean> => {
    try {
      await db.insert('lti_nonce', { nonce, expires_at: expiresAt }, tx);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  },

  /** Those whose `state` is no longer accepted anyway. */
  removeExpired: (now: string): Promise<number> => db.run('DELETE FROM lti_nonce WHERE expires_at < :now', { now }),
});
