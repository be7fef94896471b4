import type { ErrorRequestHandler, Request, Response } from 'express';
import { Problem, badRequest } from '../errors.js';
import type { Log } from '../logger.js';
import { safeError } from '../safe-error.js';

// prettier-ignore
const titles: Record<number, string> = {
  400: 'The request is not right', 401: 'Open it again', 403: 'Not allowed', 404: 'Not found', 405: 'Not possible here',
  409: 'Changed meanwhile', 412: 'Changed meanwhile', 413: 'Too large', 415: 'Wrong type of content', 422: 'Not possible now',
  428: 'Revision missing', 429: 'Too many requests', 500: 'Something broke here', 503: 'Away for a moment',
};

interface ParserFault {
  type?: string;
  status?: number;
  statusCode?: number;
}

/** Express's body parser and router throw http-errors; anything else unknown is ours and a 500 without a word of detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const fault = (typeof error === 'object' && error !== null ? error : {}) as ParserFault;
  const status = fault.status ?? fault.statusCode;
  if (fault.type === 'entity.too.large') return new Problem(413, 'too-large', 'That is too large to be stored. Shorten it and save again.');
  if (fault.type === 'charset.unsupported' || fault.type === 'encoding.unsupported') {
    return new Problem(415, 'content-type', 'Send UTF-8 text without an unusual encoding.');
  }
  if (status !== undefined && status >= 400 && status < 500) return badRequest('The request could not be read.');
  return new Problem(500, 'internal', 'Something broke on our side. Your text is still on the page; try again in a minute.', {
    cause: error,
  });
}

/** Sends RFC 9457 problem+json; `instance` is the request's id, which a person can quote. */
export function sendProblem(response: Response, problem: Problem, requestId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...problem.headers })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:critical-friend:problem:${problem.type}`,
        title: titles[problem.status] ?? 'Problem',
        status: problem.status,
        detail: problem.message,
        instance: requestId,
        ...(problem.errors ? { errors: problem.errors } : {}),
        ...problem.extra,
      }),
    );
}

export const requestId = (request: Request): string => (request as Request & { id?: string }).id ?? '';

export const problemHandler =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      log.error(
        { requestId: requestId(request), status: problem.status, type: problem.type, err: safeError(problem.cause ?? error) },
        'request failed',
      );
    }
    sendProblem(response, problem, requestId(request));
  };
