import { msg } from './localize.js';

export interface FieldProblem {
  /** RFC 6901 pointer into what was sent. */
  pointer: string;
  detail: string;
}

interface ProblemParts {
  status: number;
  type: string;
  detail?: string;
  errors?: FieldProblem[];
  extra?: Record<string, unknown>;
  requestId?: string | null;
}

/** The server answered, and the answer is no. `message` is a sentence for the person. */
export class ProblemError extends Error {
  readonly status: number;
  /** Short stable name, for example `conflict`. */
  readonly type: string;
  readonly errors: FieldProblem[];
  /** Further members, for a conflict `current`. */
  readonly extra: Record<string, unknown>;
  /** What a person can read out, like 7F3-22K. */
  readonly requestId: string | null;

  constructor(parts: ProblemParts) {
    super(parts.detail ?? msg('That did not work. Your text is still on the page; try again in a minute.'));
    this.name = 'ProblemError';
    this.status = parts.status;
    this.type = parts.type;
    this.errors = parts.errors ?? [];
    this.extra = parts.extra ?? {};
    this.requestId = parts.requestId ?? null;
  }

  get detail(): string {
    return this.message;
  }

  /** The session is over: keep the text on the page and say where to open it again. */
  get ended(): boolean {
    return this.status === 401;
  }

  /** Sending the same thing again later may work. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came: it may or may not have been stored, and the same PUT can safely be sent again. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super(msg('There is no connection just now. We will try again.'), { cause });
    this.name = 'NetworkError';
  }
}

const prefix = 'urn:critical-friend:problem:';
const standardMembers = new Set(['type', 'title', 'status', 'detail', 'instance', 'errors']);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads RFC 9457; a proxy's own error page becomes a plain problem with the status alone. */
export function readProblem(status: number, text: string): ProblemError {
  let document: unknown = null;
  try {
    document = JSON.parse(text);
  } catch {
    // Not ours: the status is all there is to know.
  }
  if (!isRecord(document)) return new ProblemError({ status, type: status === 401 ? 'session-ended' : 'unknown' });
  const { type, detail, instance, errors } = document;
  const extra = Object.fromEntries(Object.entries(document).filter(([name]) => !standardMembers.has(name)));
  return new ProblemError({
    status,
    type: typeof type === 'string' ? type.replace(prefix, '') : 'unknown',
    ...(typeof detail === 'string' ? { detail } : {}),
    errors: Array.isArray(errors) ? (errors as FieldProblem[]) : [],
    extra,
    requestId: typeof instance === 'string' ? instance : null,
  });
}
