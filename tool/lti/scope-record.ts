import { instantNow, type Clock } from '../clock.js';
import { isUniqueViolation, type Database, type Tx } from '../db/database.js';
import type { Log } from '../logger.js';
import { registrationModel, type ScopeAnswer, type ScopeRow } from './registration.model.js';
import { wantedScopes } from './registration-message.js';

const mostRemembered = 5_000;

/**
 * Which of the scopes we need a platform gives: what it said at registration, and what its token service grants. An administrator may
 * take one away at any time, and nobody is told but here.
 */
export function createScopeRecord(db: Database, clock: Clock, log: Log) {
  const model = registrationModel(db);
  const known = new Map<string, string>();

  const write = async (platformKid: string, change: ReadonlyMap<string, Partial<ScopeRow>>, tx: Tx): Promise<void> => {
    const rows = new Map((await model.scopes(platformKid, tx)).map((row) => [row.scope, row]));
    for (const [scope, said] of change) {
      const row = rows.get(scope);
      const next = { registered: null, granted: null, ...row, ...said, scope };
      if (!row) await model.insertScope(platformKid, next, instantNow(clock), tx);
      else if (row.registered !== next.registered || row.granted !== next.granted)
        await model.updateScope(platformKid, next, instantNow(clock), tx);
    }
  };

  return {
    registered: (platformKid: string, answers: ReadonlyMap<string, ScopeAnswer>, tx: Tx): Promise<void> =>
      write(platformKid, new Map([...answers].map(([scope, registered]) => [scope, { registered }])), tx),

    /** For `createTokens`: writes only what is new, and never holds up or fails the request it is told by. */
    answered(platformKid: string, asked: readonly string[], granted: readonly string[]): void {
      const news = new Map<string, Partial<ScopeRow>>();
      for (const scope of asked) {
        const answer = granted.includes(scope) ? 'yes' : 'no';
        const key = `${platformKid} ${scope}`;
        if (!wantedScopes.includes(scope) || known.get(key) === answer) continue;
        if (known.size >= mostRemembered) known.clear();
        known.set(key, answer);
        news.set(scope, { granted: answer });
      }
      if (news.size === 0) return;
      db.transaction((tx) => write(platformKid, news, tx)).catch((error: unknown) => {
        for (const scope of news.keys()) known.delete(`${platformKid} ${scope}`);
        if (!isUniqueViolation(error))
          log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'granted scopes not written down');
      });
    },

    /** Scopes we need and do not get: stripped at registration, or refused by the token service. */
    missing: async (platformKid: string): Promise<string[]> =>
      (await model.scopes(platformKid))
        .filter(({ registered, granted }) => granted === 'no' || (granted === null && registered !== null && registered !== 'granted'))
        .map(({ scope }) => scope),
  };
}

export type ScopeRecord = ReturnType<typeof createScopeRecord>;
