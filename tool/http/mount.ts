import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Viewer } from '../access/viewer.js';
import { Problem, badRequest, forbidden, type FieldProblem } from '../errors.js';
import { randomBuffer } from '../random.js';
import type { Route } from './route.js';

export interface Authenticate {
  /** The viewer of `Authorization: Bearer …`. @throws Problem 401 */
  (request: Request, keepsAlive: boolean): Promise<Viewer>;
}

const noQuery = z.strictObject({});
const bodyLimit = '256kb';

const pointer = (root: string, path: PropertyKey[]): string =>
  [root, ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

function parse(schema: z.core.$ZodType | undefined, value: unknown, root: string, problems: FieldProblem[]): unknown {
  if (!schema) return undefined;
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  for (const issue of result.error.issues.slice(0, 20)) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, 5))
        problems.push({ pointer: pointer(root, [...issue.path, key]), detail: 'is not a field of this form' });
    } else problems.push({ pointer: pointer(root, issue.path), detail: issue.message });
  }
  return undefined;
}

/** `"7"` or `W/"7"` → 7. @throws Problem 400 for anything else */
function readIfMatch(request: Request): number | null {
  const header = request.get('if-match');
  if (header === undefined) return null;
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim());
  if (!match)
    throw badRequest('If-Match must hold a revision, for example "3".', [{ pointer: '/headers/if-match', detail: 'is not a revision' }]);
  return Number(match[1]);
}

/** Who asks, before a byte of what they send is read: a body is parsed for nobody who may not send one. */
const admit =
  (route: Route, authenticate: Authenticate, viewers: WeakMap<Request, Viewer>): RequestHandler =>
  async (request, _response, next) => {
    if (route.who !== 'public') {
      const viewer = await authenticate(request, route.keepsAlive);
      if (route.who === 'person' && viewer.personId === null)
        throw forbidden('Type your mentor code first, or ask your course team to add you.');
      viewers.set(request, viewer);
    }
    next();
  };

function handlerFor(route: Route, viewers: WeakMap<Request, Viewer>): RequestHandler {
  return async (request, response) => {
    const viewer = viewers.get(request) ?? null;
    if (route.body && !request.is('application/json')) {
      throw new Problem(415, 'content-type', 'Send JSON with Content-Type: application/json.');
    }
    const problems: FieldProblem[] = [];
    const params = parse(route.params, request.params, '/params', problems);
    const query = parse(route.query ?? noQuery, request.query, '/query', problems);
    const body = parse(route.body, request.body, '', problems);
    if (problems.length > 0) throw badRequest('Some of what was sent cannot be stored. Nothing was changed.', problems);
    const answer = await route.handle({ viewer, params, query, body, ifMatch: readIfMatch(request), raw: request }, response);
    response.statusCode = answer.status ?? 200;
    response.setHeader('Cache-Control', 'no-store');
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (answer.status === 204) {
      response.end();
      return;
    }
    // A file goes out while it is made. When it breaks off, so does the answer: a whole one cannot be told from half of one otherwise.
    if (answer.body instanceof Readable) {
      await pipeline(answer.body, response).catch(() => undefined);
      return;
    }
    // Sent as one text with the head of the answer; Express would look for a type, a tag and a buffer first.
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(answer.body));
  };
}

/** Mounts declared routes; a known path with another method answers 405 with `Allow`. */
export function mountRoutes(routes: Route[], authenticate: Authenticate): Router {
  const router = Router({ caseSensitive: true });
  const readBody = (limit: string): RequestHandler => express.json({ limit, strict: true, inflate: false });
  const readUsual = readBody(bodyLimit);
  const viewers = new WeakMap<Request, Viewer>();
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    router[route.method](
      route.path,
      admit(route, authenticate, viewers),
      ...(route.body ? [route.largestBody ? readBody(route.largestBody) : readUsual] : []),
      handlerFor(route, viewers),
    );
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_request, response) => {
      response.set('Allow', allowed.join(', '));
      throw new Problem(405, 'method', `Here only ${allowed.join(' and ')} work.`);
    });
  }
  return router;
}

/** A short number a person can read out, like 7F3-22K: letters and digits that cannot be mistaken for each other. */
export function newRequestId(): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const letters = [...randomBuffer(6)].map((byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
}
