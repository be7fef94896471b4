import { Pool, type Dispatcher } from 'undici';

/** What came back, read to its end. */
export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly setCookies: readonly string[];
  readonly text: string;
}

/** One request to the origin of the client. `path` carries the query. */
interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Kept-alive connections to one origin. */
export interface HttpClient {
  send(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/** A request that got no answer in this time is a failed launch, in milliseconds. */
const answerWithinMs = 30_000;

function first(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function list(value: string | string[] | undefined): readonly string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/**
 * Opens up to `connections` kept-alive connections to `origin`, one request at a time on each. It uses undici's dispatch
 * and no stream, since the driver shares the processors with the tool it measures.
 */
export function openHttpClient(origin: string, connections: number): HttpClient {
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    headersTimeout: answerWithinMs,
    bodyTimeout: answerWithinMs,
  });

  function send(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let status = 0;
      let location: string | null = null;
      let setCookies: readonly string[] = [];
      const handler: Dispatcher.DispatchHandler = {
        // undici takes a handler without this one for a handler of its older interface.
        onRequestStart() {},
        onResponseStart(_controller, statusCode, headers) {
          status = statusCode;
          location = first(headers['location']);
          setCookies = list(headers['set-cookie']);
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          const text = chunks.length === 1 && chunks[0] ? chunks[0].toString() : Buffer.concat(chunks).toString();
          resolve({ status, location, setCookies, text });
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      };
      pool.dispatch({ method: question.method, path: question.path, headers: question.headers, body: question.body ?? null }, handler);
    });
  }

  return { send, close: () => pool.destroy() };
}
