import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from '../errors.js';
import { clientAddress } from './client-address.js';
import type { SharedCounts } from './shared-counts.js';

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

/** Set in `response.locals` of a refusal that is a step on the way: a school whose browsers keep no cookie has one for each launch. */
export const notCounted = 'notCounted';

export interface RateLimits {
  /** Every request of an address. A whole school is one address. */
  all: RequestHandler;
  /** Launches and logins that failed. */
  failures: RequestHandler;
}

/**
 * @param counts over all processes; null counts in this one alone
 * @param answer sends the refusal: a page where people are answered with pages, else the error is passed on
 */
export function createRateLimits(
  perMinute: number,
  counts: SharedCounts | null,
  answer: (request: Request, problem: Problem) => boolean,
): RateLimits {
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
  const store = (name: string) => (counts ? { store: counts.store(name) } : {});
  return {
    all: rateLimit({ ...shared, ...store('all'), limit: perMinute }),
    failures: rateLimit({
      ...shared,
      ...store('failures'),
      limit: Math.max(20, Math.floor(perMinute / 4)),
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, response) => response.statusCode < 400 || response.locals[notCounted] === true,
    }),
  };
}
