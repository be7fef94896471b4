import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Route } from '../../../tool/http/route.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

type Json = Record<string, unknown>;
interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Json;
}
interface Operation extends Json {
  operationId: string;
  summary: string;
  security: Json[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, Json>;
}
interface Description extends Json {
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Json; responses: Json };
}

const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const whole = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== '$schema'));
};
const described = (path: string): string => path.replace(/:(\w+)/g, '{$1}');
const propertiesOf = (schema: z.core.$ZodType | undefined): string[] =>
  schema ? Object.keys(schemaOf(schema, 'input')['properties'] as Json) : [];

let scratch: ScratchDatabase;
let tool: RunningTool;
let response: Response;
let description: Description;
let routes: Route[];

beforeAll(async () => {
  scratch = scratchSqlite();
  tool = await startTool(scratch);
  response = await fetch(`${tool.origin}/api/openapi.json`);
  description = (await response.json()) as Description;
  routes = tool.services.routes;
});
afterAll(async () => {
  await tool.close();
  await scratch.drop();
});

const operations = (): [string, string, Operation][] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, string, Operation] => [path, method, one]),
  );
const operationOf = (route: Route): Operation => sure(description.paths[described(route.path)]?.[route.method]);

/** Follows `#/a/b` in a document. */
const resolve = (document: unknown, pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Json | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);

function everyRef(value: unknown, found: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') found.push(inner);
    else everyRef(inner, found);
  }
  return found;
}

describe('The description of the API', () => {
  test('is JSON that anybody may read without a session', () => {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('has the shape of an OpenAPI 3.1 document and no member that 3.1 does not know', () => {
    expect(Object.keys(description).sort()).toEqual(['components', 'info', 'openapi', 'paths', 'servers']);
    expect(description).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/),
      info: { title: expect.any(String), version: expect.any(String) },
      servers: [{ url: tool.origin }],
    });
    const operationMembers = ['summary', 'operationId', 'security', 'parameters', 'requestBody', 'responses', 'x-caller'];
    for (const [path, method, operation] of operations()) {
      expect(path).toMatch(/^\/api\/[a-z{}/A-Z.-]+$/);
      expect(['get', 'put', 'post', 'delete']).toContain(method);
      expect(operationMembers).toEqual(expect.arrayContaining(Object.keys(operation)));
      expect(operation.summary).toMatch(/\S/);
      expect(Object.keys(operation.responses).length).toBeGreaterThan(1);
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^(2XX|[45]\d\d)$/);
        if (!('$ref' in answer)) expect(answer['description']).toEqual(expect.any(String));
      }
      for (const parameter of operation.parameters) {
        expect(parameter).toMatchObject({ name: expect.any(String), schema: expect.any(Object) });
        expect(['path', 'query', 'header']).toContain(parameter.in);
        if (parameter.in === 'path') expect(parameter.required).toBe(true);
      }
      expect(new Set(operation.parameters.map((one) => `${one.in} ${one.name}`)).size).toBe(operation.parameters.length);
    }
  });

  test('names each operation once', () => {
    const ids = operations().map(([, , operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]+$/);
  });

  test('refers to nothing that is not in it', () => {
    const refs = everyRef(description);
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of new Set(refs)) {
      expect(ref).toMatch(/^#\//);
      expect([ref, typeof resolve(description, ref)]).toEqual([ref, 'object']);
    }
  });

  test('declares every route with its method, and nothing else but itself', () => {
    const declared = routes.map((route) => `${route.method} ${described(route.path)}`);
    expect(
      operations()
        .map(([path, method]) => `${method} ${path}`)
        .sort(),
    ).toEqual([...declared, 'get /api/openapi.json'].sort());
  });

  test('gives each path the parameters that stand in it', () => {
    for (const [path, method, operation] of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect([method, path, given.sort()]).toEqual([method, path, inPath.sort()]);
    }
  });

  test('gives each query its fields, and If-Match where a revision is read', () => {
    for (const route of routes) {
      const { parameters } = operationOf(route);
      expect(parameters.filter((one) => one.in === 'query').map(({ name }) => name)).toEqual(propertiesOf(route.query));
      const headers = parameters.filter((one) => one.in === 'header').map(({ name }) => name);
      expect(headers.every((name) => name === 'If-Match')).toBe(true);
      if (route.alsoAnswers?.some((status) => [409, 412, 428].includes(status))) {
        expect([route.method, route.path, headers]).toEqual([route.method, route.path, ['If-Match']]);
      }
    }
  });

  test('gives each route the body it takes and the answer it gives, as JSON Schema', () => {
    for (const route of routes) {
      const operation = operationOf(route);
      const body = operation.requestBody?.content['application/json']?.schema;
      expect(body).toEqual(route.body ? schemaOf(route.body, 'input') : undefined);
      // Strict bodies: what is not declared is refused.
      if (body && !body['anyOf']) expect(body).toMatchObject({ type: 'object', additionalProperties: false });
      const done = operation.responses['2XX'] as { content: Record<string, { schema: Json }> };
      expect(done.content['application/json']?.schema).toEqual(schemaOf(route.answer, 'output'));
    }
  });

  test('says for each route which session it needs and which problems it answers', () => {
    expect(description.components.securitySchemes).toEqual({ session: { type: 'http', scheme: 'bearer' } });
    for (const route of routes) {
      const operation = operationOf(route);
      expect(operation.security).toEqual(route.who === 'public' ? [] : [{ session: [] }]);
      const expected = [
        ...[400, 401, 404, 429, 503],
        ...(route.who === 'person' ? [403] : []),
        ...(route.body ? [413, 415] : []),
        ...(route.alsoAnswers ?? []).filter((status) => status >= 400),
      ].map(String);
      expect(Object.keys(operation.responses).sort()).toEqual([...new Set(expected), '2XX'].sort());
      for (const status of expected) expect(operation.responses[status]).toEqual({ $ref: '#/components/responses/Problem' });
    }
  });
});
