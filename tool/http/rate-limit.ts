import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from '../errors.js';
import { clientAddress } from './client-address.js';

const windowMs = 60_000;

const tooMany = (): Problem =>
  new Problem(
    429,
    'too-many',
    'Too many requests came from your network in one minute. Your text is still on the page; it will try again.',
    {
      headers: { 'Retry-After': '60' },
    },
  );

export interface RateLimits {
  /** Every request of an address. A whole school is one address. */
  all: RequestHandler;
  /** Launches and logins that failed. */
  failures: RequestHandler;
}

/**
 * Counted in each process on its own. With several processes the true limit is that many times higher, which a limit of this kind can bear.
 * @param answer sends the refusal: a page where people are answered with pages, else the error is passed on
 */
export function createRateLimits(perMinute: number, answer: (request: Request, problem: Problem) => boolean): RateLimits {
  const shared = {
    windowMs,
    standardHeaders: false,
    legacyHeaders: false,
    // Trusting the address is decided once, by `trust proxy`; the library's own guesses about it only cost time.
    validate: false,
    keyGenerator: clientAddress,
    handler: ((request, _response, next) => {
      const problem = tooMany();
      if (!answer(request, problem)) next(problem);
    }) as RequestHandler,
  };
  return {
    all: rateLimit({ ...shared, limit: perMinute }),
    failures: rateLimit({ ...shared, limit: Math.max(20, Math.floor(perMinute / 4)), skipSuccessfulRequests: true }),
  };
}
