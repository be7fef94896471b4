import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Site } from '../site.js';
import { textOf } from '../text.js';

/** A refusal in Canvas's shape. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const names: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthorized',
  404: 'not_found',
  412: 'precondition_failed',
  422: 'unprocessable_entity',
};

export function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (error instanceof ApiError)
    response.status(error.status).json({ errors: { type: names[error.status] ?? 'error', message: error.message } });
  else next(error);
}

/** Every call needs a User-Agent; Canvas has refused calls without one since 2025. */
export const requireUserAgent: RequestHandler = (request, response, next) => {
  if (request.headers['user-agent']) next();
  else response.status(403).type('text/plain').send('403 Forbidden (User-Agent required)\n');
};

/** The client behind the Bearer token, and the course in the path. */
export function authorise(site: Site, request: Request, scopes: string[]): { clientId: string; courseId: string } {
  const clientId = site.tokens.clientWith(request.headers.authorization, scopes);
  if (clientId === undefined) throw new ApiError(401, 'Invalid access token or insufficient scope');
  const courseId = String(request.params.courseId);
  if (!site.course(courseId)) throw new ApiError(404, 'The specified resource does not exist.');
  return { clientId, courseId };
}

/** One page of rows, with the Link header Canvas sends. */
export function paged<T>(request: Request, response: Response, url: string, rows: T[], perPage: number): T[] {
  const asked = Number(request.query.per_page ?? request.query.limit ?? perPage);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 100) : perPage;
  const page = Math.max(1, Number(request.query.page ?? 1) || 1);
  const last = Math.max(1, Math.ceil(rows.length / size));
  const kept = Object.entries(request.query).filter(([name]) => !['page', 'per_page', 'limit'].includes(name));
  const entry = (number: number, rel: string): string => {
    const query = new URLSearchParams([
      ...kept.map(([name, value]) => [name, textOf(value)]),
      ['page', String(number)],
      ['per_page', String(size)],
    ]);
    return `<${url}?${query.toString()}>; rel="${rel}"`;
  };
  const entries = [
    entry(page, 'current'),
    ...(page < last ? [entry(page + 1, 'next')] : []),
    ...(page > 1 ? [entry(page - 1, 'prev')] : []),
    entry(1, 'first'),
    entry(last, 'last'),
  ];
  response.setHeader('link', entries.join(','));
  return rows.slice((page - 1) * size, page * size);
}

export function sendJson(response: Response, type: string, body: unknown, status = 200): void {
  response.status(status).set('content-type', `${type}; charset=utf-8`).end(JSON.stringify(body));
}
