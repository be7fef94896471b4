/**
 * Typed errors of the tool, rendered once at the edge as RFC 9457 problem details.
 * `type` is stable and for programs; `detail` is a plain sentence for the person and says what to do.
 */
export interface FieldProblem {
  /** RFC 6901 JSON pointer into the request body, or `/params/x`, `/query/x`. */
  pointer: string;
  detail: string;
}

export interface ProblemOptions {
  errors?: FieldProblem[];
  headers?: Record<string, string>;
  /** Members added to the problem document (for a conflict: both texts). Never secrets. */
  extra?: Record<string, unknown>;
  cause?: unknown;
}

export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly errors: FieldProblem[] | undefined;
  readonly headers: Record<string, string>;
  readonly extra: Record<string, unknown>;

  constructor(status: number, type: string, detail: string, options: ProblemOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.status = status;
    this.type = type;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

/** 400: the request itself is malformed; `errors` name each field. */
export const badRequest = (detail: string, errors?: FieldProblem[]): Problem =>
  new Problem(400, 'bad-request', detail, errors ? { errors } : {});

/** 401: no session, or it has ended. The page keeps unsent text and says where to open it again. */
export const sessionEnded = (): Problem =>
  new Problem(401, 'session-ended', 'This page is no longer signed in. Your text is still here. Open it again from your course.');

/** 403: signed in, and the role held here does not allow this. Only for things the viewer already may know exist. */
export const forbidden = (detail: string): Problem => new Problem(403, 'forbidden', detail);

/** 404: unknown, foreign and forbidden ids answer alike, byte for byte. */
export const notFound = (): Problem => new Problem(404, 'not-found', 'There is nothing here that you can open.');

/** 409: somebody else changed it first; `extra.current` holds what is stored now so that both texts can be shown. */
export const conflict = (detail: string, extra: Record<string, unknown> = {}): Problem => new Problem(409, 'conflict', detail, { extra });

/** 422: well-formed, and the rules of the record do not allow it now. */
export const refused = (type: string, detail: string, extra: Record<string, unknown> = {}): Problem =>
  new Problem(422, type, detail, { extra });

/** 503: the database or queue is away; nothing was stored. */
export const unavailable = (cause?: unknown): Problem =>
  new Problem(503, 'unavailable', 'Critical Friend cannot reach its database just now. Nothing was lost; it will try again.', {
    headers: { 'Retry-After': '5' },
    cause,
  });
