import type { ServiceClient } from './service-call.js';
import type { TokenRefusal } from './tokens.js';

/** The longest somebody in front of a page waits for a platform, however many requests it takes: they have an answer within six seconds. */
export const waitedMs = 5_000;
/** The same where nobody waits: a platform that sends a page every fourteen seconds would otherwise be read for hours. */
export const unwaitedMs = 120_000;

const late: TokenRefusal = { ok: false, fault: 'away', retryAfterMs: null, detail: 'timeout' };

/**
 * The services, for one errand that is over `ms` from now: token and pages together. A token that comes later is kept for the next; whoever
 * asks for it without an errand goes on waiting.
 */
export function errandWithin({ http, tokens }: ServiceClient, ms: number): ServiceClient {
  const signal = AbortSignal.timeout(ms);
  return {
    http: { ...http, send: (asked) => http.send({ ...asked, signal }) },
    tokens: {
      ...tokens,
      async find(kid, scopes) {
        if (signal.aborted) return late;
        let giveUp = (): void => undefined;
        const over = new Promise<TokenRefusal>((resolve) => {
          giveUp = () => {
            resolve(late);
          };
        });
        signal.addEventListener('abort', giveUp, { once: true });
        return Promise.race([tokens.find(kid, scopes), over]).finally(() => {
          signal.removeEventListener('abort', giveUp);
        });
      },
    },
  };
}
