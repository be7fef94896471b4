import { NetworkError, ProblemError, readProblem } from './problem-error.js';

export interface CallOptions {
  /** Revision last seen; sent as `If-Match`. Leave it out to create. */
  ifMatch?: number | undefined;
  /** Polling: never keeps the session alive, and its failures raise no banner. */
  background?: boolean;
  /** Milliseconds until it counts as a network failure; 15 s, in the background 8 s. */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

export interface ApiOptions {
  /** The session token; null when there is none. */
  session: () => string | null;
  /** Build of this page; null switches the comparison off. */
  build?: string | null;
  fetch?: typeof fetch;
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/**
 * The page's only way to the server. Fires `session-ended` (once), `older-page` (once, the server runs another build),
 * and `reachable` / `unreachable` when the network's state changes.
 * Every call rejects with `ProblemError` (the server answered) or `NetworkError` (nothing is known: send again).
 */
export class Api extends EventTarget {
  private readonly options: ApiOptions;
  private online = true;
  /** True once an answer came from another build than this page's. */
  older = false;
  /** True once the server said the session is over; later calls fail without being sent. */
  ended = false;

  constructor(options: ApiOptions) {
    super();
    this.options = options;
  }

  get<Answer>(path: string, options?: CallOptions): Promise<Answer> {
    return this.call<Answer>('GET', path, undefined, options);
  }

  put<Answer>(path: string, body: unknown, options?: CallOptions): Promise<Answer> {
    return this.call<Answer>('PUT', path, body, options);
  }

  post<Answer>(path: string, body: unknown = {}, options?: CallOptions): Promise<Answer> {
    return this.call<Answer>('POST', path, body, options);
  }

  delete<Answer = void>(path: string, options?: CallOptions): Promise<Answer> {
    return this.call<Answer>('DELETE', path, undefined, options);
  }

  /** Asks for a file; it may take a while to be made. */
  async download(path: string, options: CallOptions = {}): Promise<Blob> {
    if (this.ended) throw new ProblemError({ status: 401, type: 'session-ended' });
    const given = { timeoutMs: 180_000, ...options };
    const response = await this.send('POST', path, {}, given);
    this.compareBuild(response.headers.get('x-build'));
    if (response.ok) return response.blob().catch((cause: unknown) => this.unreachable(cause, given));
    const problem = readProblem(response.status, await response.text().catch((cause: unknown) => this.unreachable(cause, given)));
    if (problem.ended) this.end();
    throw problem;
  }

  private async call<Answer>(method: Method, path: string, body: unknown, options: CallOptions = {}): Promise<Answer> {
    if (this.ended) throw new ProblemError({ status: 401, type: 'session-ended' });
    const response = await this.send(method, path, body, options);
    this.compareBuild(response.headers.get('x-build'));
    const text = response.status === 204 ? '' : await response.text().catch((cause: unknown) => this.unreachable(cause, options));
    if (!response.ok) {
      const problem = readProblem(response.status, text);
      if (problem.ended) this.end();
      throw problem;
    }
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  private async send(method: Method, path: string, body: unknown, options: CallOptions): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    const session = this.options.session();
    if (session !== null) headers.Authorization = `Bearer ${session}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`;
    if (options.background) headers['X-Background'] = '1';
    const timeout = AbortSignal.timeout(options.timeoutMs ?? (options.background ? 8_000 : 15_000));
    try {
      const response = await (this.options.fetch ?? fetch)(path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: options.signal ? anySignal(options.signal, timeout) : timeout,
      });
      this.setOnline(true);
      return response;
    } catch (cause) {
      // The caller's own abort is no failure of the network.
      if (options.signal?.aborted) throw cause;
      return this.unreachable(cause, options);
    }
  }

  private unreachable(cause: unknown, options: CallOptions): never {
    if (!options.background) this.setOnline(false);
    throw new NetworkError(cause);
  }

  private setOnline(online: boolean): void {
    if (this.online === online) return;
    this.online = online;
    this.dispatchEvent(new Event(online ? 'reachable' : 'unreachable'));
  }

  private compareBuild(build: string | null): void {
    if (build === null || !this.options.build || build === this.options.build || this.older) return;
    this.older = true;
    this.dispatchEvent(new Event('older-page'));
  }

  /** Ends the page's session here, for example after signing out. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.dispatchEvent(new Event('session-ended'));
  }
}

// AbortSignal.any came to Safari with 17.4; school tablets are older.
function anySignal(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}
