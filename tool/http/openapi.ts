import { z } from 'zod';
import { route, type Route } from './route.js';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;
  return rest;
};

/** `/api/things/:id` → `/api/things/{id}` */
const pathOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

function parametersOf(schema: z.core.$ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, shape]) => ({
    name, in: place, required: place === 'path' || required.includes(name), schema: shape,
  })); // prettier-ignore
}

const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
const problem = { $ref: '#/components/responses/Problem' };

function operationOf(declared: Route): Json {
  const takesRevision = declared.method === 'put' || declared.method === 'delete' || declared.alsoAnswers?.includes(428) === true;
  const ifMatch = {
    name: 'If-Match',
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description: 'The revision last seen, quoted.',
  };
  const others = [
    400,
    401,
    404,
    429,
    503,
    ...(declared.who === 'person' ? [403] : []),
    ...(declared.body ? [413, 415] : []),
    ...(declared.alsoAnswers ?? []),
  ];
  return {
    summary: declared.summary,
    operationId: `${declared.method}${pathOf(declared.path)
      .replace(/^\/api/, '')
      .replace(/[^A-Za-z0-9]+(\w)?/g, (_match, letter: string | undefined) => (letter ?? '').toUpperCase())}`,
    'x-caller': declared.who,
    security: declared.who === 'public' ? [] : [{ session: [] }],
    parameters: [...parametersOf(declared.params, 'path'), ...parametersOf(declared.query, 'query'), ...(takesRevision ? [ifMatch] : [])],
    ...(declared.body ? { requestBody: { required: true, ...json(schemaOf(declared.body, 'input')) } } : {}),
    responses: {
      '2XX': { description: 'Done.', ...json(schemaOf(declared.answer, 'output')) },
      ...Object.fromEntries(
        [...new Set(others)]
          .filter((status) => status >= 400)
          .sort((a, b) => a - b)
          .map((status) => [String(status), problem]),
      ),
    },
  };
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } }, required: ['pointer', 'detail'] },
    },
  },
}; // prettier-ignore

/** The OpenAPI 3.1 document of the declared routes; nothing is written by hand beside them. */
export function openApiOf(routes: readonly Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const declared of routes) {
    const path = pathOf(declared.path);
    paths[path] = { ...paths[path], [declared.method]: operationOf(declared) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Critical Friend',
      version: '1',
      description: 'The session of a launch goes into the Authorization header. Errors are RFC 9457 problem documents.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      responses: { Problem: { description: 'A problem document.', content: { 'application/problem+json': { schema: problemSchema } } } },
    },
  };
}

/** `GET /api/openapi.json`, which describes itself too. */
export function openApiRoute(routes: readonly Route[], publicUrl: string): Route {
  let document: Json | null = null;
  const own: Route = route({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This description.',
    who: 'public',
    answer: z.looseObject({ openapi: z.string() }),
    handle: () => Promise.resolve({ body: (document ??= openApiOf([...routes, own], publicUrl)) as { openapi: string } }),
  });
  return own;
}
