import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { KnownViewer, Viewer } from '../access/viewer.js';

/**
 * Who may call a route, before the slice's policy decides about the thing itself.
 * `public`: no session. `session`: anybody signed in by a launch. `person`: signed in and known in the partnership.
 */
export type Caller = 'public' | 'session' | 'person';

export interface RouteRequest<Who extends Caller, Params, Query, Body> {
  viewer: Who extends 'public' ? null : Who extends 'person' ? KnownViewer : Viewer;
  params: Params;
  query: Query;
  body: Body;
  /** The revision the caller last saw, from `If-Match: "3"`; null where the header is absent. */
  ifMatch: number | null;
  raw: Request;
}

export interface RouteAnswer<Answer> {
  status?: number;
  headers?: Record<string, string>;
  body: Answer;
}

export interface Route {
  method: 'get' | 'put' | 'post' | 'delete';
  /** Express path under `/api`, for example `/api/observations/:observationId`. */
  path: string;
  summary: string;
  who: Caller;
  /** False for polling: it never extends the session's idle time. */
  keepsAlive: boolean;
  params?: z.core.$ZodType;
  query?: z.core.$ZodType;
  body?: z.core.$ZodType;
  /** How much may be sent, where it is more than the usual 256 kB; for whole files. */
  largestBody?: '3mb';
  answer: z.core.$ZodType;
  /** Statuses beside 200 that this route answers on purpose; 400, 401, 404, 429 and 503 go without saying. */
  alsoAnswers?: number[];
  handle(request: RouteRequest<Caller, unknown, unknown, unknown>, response: Response): Promise<RouteAnswer<unknown>>;
}

type Parsed<Schema> = Schema extends z.core.$ZodType ? z.core.output<Schema> : undefined;

interface RouteDeclaration<
  Who extends Caller,
  P extends z.core.$ZodType | undefined,
  Q extends z.core.$ZodType | undefined,
  B extends z.core.$ZodType | undefined,
  A extends z.core.$ZodType,
> {
  method: Route['method'];
  path: string;
  summary: string;
  who: Who;
  keepsAlive?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  largestBody?: Route['largestBody'];
  answer: A;
  alsoAnswers?: number[];
  handle(request: RouteRequest<Who, Parsed<P>, Parsed<Q>, Parsed<B>>, response: Response): Promise<RouteAnswer<z.core.input<A>>>;
}

/**
 * The one shape of a route: who may call it, what it takes, what it answers. Express mounting, validation, OpenAPI and the access
 * matrix test all read this declaration. Bodies and queries are strict objects: an unknown field is a 400 that names it.
 */
export function route<
  Who extends Caller,
  A extends z.core.$ZodType,
  P extends z.core.$ZodType | undefined = undefined,
  Q extends z.core.$ZodType | undefined = undefined,
  B extends z.core.$ZodType | undefined = undefined,
>(declaration: RouteDeclaration<Who, P, Q, B, A>): Route {
  return { keepsAlive: true, ...declaration };
}
