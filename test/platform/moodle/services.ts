import type { Request, Response, RequestHandler } from 'express';
import type { Service } from '../faults.js';
import type { Site } from '../site.js';
import { media, scope } from '../vocabulary.js';
import { badGateway, DatabaseFailure, errorPage, Refusal, wire } from './answers.js';
import * as lineItems from './line-items.js';
import { readRoster } from './memberships.js';
import { readResults } from './results.js';
import { postScore } from './scores.js';

/** One call as a resource sees it. */
export interface Call {
  site: Site;
  method: string;
  /** Parts of the path that the template left open. */
  parts: string[];
  query: URLSearchParams;
  /** Accept for GET, Content-Type without parameters otherwise; compared as a whole. */
  type: string;
  body: string;
  clientId: string;
}

export interface Answer {
  status: number;
  reason?: string;
  type?: string;
  body?: string;
  link?: string;
}

interface Resource {
  service: Service;
  template: RegExp;
  formats: string[];
  scopes(method: string): string[];
  typeId(call: Pick<Call, 'parts' | 'query'>): string | null;
  run(call: Call): Answer;
}

const ofQuery = (call: Pick<Call, 'query'>): string | null => call.query.get('type_id');
const readOrWrite = (method: string): string[] => (method === 'GET' ? [scope.lineItem, scope.lineItemRead] : [scope.lineItem]);

export const resources: Resource[] = [
  {
    service: 'line-items',
    template: /^\/([^/]+)\/lineitems$/,
    formats: [media.lineItems, media.lineItem],
    scopes: readOrWrite,
    typeId: ofQuery,
    run: lineItems.collection,
  },
  {
    service: 'line-items',
    template: /^\/([^/]+)\/lineitems\/([^/]+)\/lineitem$/,
    formats: [media.lineItem],
    scopes: readOrWrite,
    typeId: ofQuery,
    run: lineItems.single,
  },
  {
    service: 'results',
    template: /^\/([^/]+)\/lineitems\/([^/]+)\/lineitem\/results$/,
    formats: [media.results],
    scopes: () => [scope.result],
    typeId: ofQuery,
    run: readResults,
  },
  {
    service: 'scores',
    template: /^\/([^/]+)\/lineitems\/([^/]+)\/lineitem\/scores$/,
    formats: [media.scores, media.score],
    scopes: () => [scope.score],
    typeId: ofQuery,
    run: postScore,
  },
  {
    service: 'memberships',
    template: /^\/[^/]+\/([^/]+)\/bindings\/([^/]+)\/memberships$/,
    formats: [media.roster, media.rosterV1],
    scopes: () => [scope.roster],
    typeId: (call) => call.parts[1] ?? null,
    run: readRoster,
  },
];

function run(site: Site, request: Request): Answer {
  const url = new URL(request.originalUrl, site.origin);
  const path = request.path;
  const reading = request.method === 'GET';
  const accept = reading ? (request.headers.accept ?? '') : '';
  const content = reading ? '' : ((request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '');
  const resource = resources.find(
    (one) =>
      one.template.test(path) &&
      (request.method === 'DELETE' ||
        (reading ? accept === '' || accept.includes('*/*') || one.formats.includes(accept) : one.formats.includes(content))),
  );
  if (!resource) throw new Refusal(400, `No handler found for ${path} ${accept} ${content}`);
  const parts = (resource.template.exec(path) ?? []).slice(1);
  const clientId = site.tokens.clientWith(request.headers.authorization, resource.scopes(request.method));
  const typeId = resource.typeId({ parts, query: url.searchParams });
  if (clientId === undefined || (typeId !== null && site.registrationBy(clientId)?.deploymentId !== typeId))
    throw new Refusal(401, 'Unauthorized');
  return resource.run({
    site,
    method: request.method,
    parts,
    query: url.searchParams,
    type: reading ? accept : content,
    body: typeof request.body === 'string' ? request.body : '',
    clientId,
  });
}

function refuse(request: Request, response: Response, refusal: Refusal): void {
  const reason = wire(refusal.reason);
  if (refusal.body === 'empty-list') {
    response.writeHead(refusal.status, reason, { 'content-type': `${media.score}; charset=utf-8` }).end('[]');
    return;
  }
  const contentType = (request.headers['content-type'] ?? '').split(';')[0] ?? '';
  response.writeHead(refusal.status, reason, { 'content-type': 'application/json; charset=utf-8' }).end(
    JSON.stringify({
      status: refusal.status,
      reason: refusal.reason,
      request: { method: request.method, url: request.originalUrl, accept: request.headers.accept ?? '', contentType },
    }),
  );
}

/** `/mod/lti/services.php`: finds the resource by path and by whole media type, then lets it answer. */
export function moodleServices(site: Site): RequestHandler {
  return (request, response) => {
    try {
      const { status, reason, type, body, link } = run(site, request);
      const headers = {
        'content-type': type ? `${type}; charset=utf-8` : 'text/html; charset=utf-8',
        ...(link ? { link: wire(link) } : {}),
      };
      response.writeHead(status, reason ?? 'OK', headers).end(body ?? '');
    } catch (error) {
      if (error instanceof Refusal) refuse(request, response, error);
      else if (error instanceof DatabaseFailure) badGateway(response);
      else errorPage(response, site.options.name, 'Exception');
    }
  };
}
