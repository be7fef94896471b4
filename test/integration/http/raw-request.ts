import { Agent, request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface RawAsk {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** A request exactly as it is given: no address is normalised, no header is added but Host and Content-Length. */
export const rawRequest = (origin: string, { method = 'GET', path, headers = {}, body }: RawAsk): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request({ agent, hostname, port, path, method, headers: { ...length, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });

const leaks = /node_modules|\.[jt]s:\d|\bat [\w.<>]+ \(|SQLITE|ECONN|\bSELECT\b|\bINSERT\b|sequelize|\/(home|root|tmp|usr|var)\//i;

/** What is wrong with an answer that has to be a refusal for people and programs; null where nothing is. */
export function faultOfProblem({ status, headers, text }: RawAnswer): string | null {
  if (status < 400 || status > 499) return `answered ${status}: ${text.slice(0, 200)}`;
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `${status} as ${String(headers['content-type'])}`;
  if (leaks.test(text)) return `says what is inside: ${text.slice(0, 300)}`;
  const problem = JSON.parse(text) as Record<string, unknown>;
  const texts = ['type', 'title', 'detail', 'instance'].every((name) => typeof problem[name] === 'string' && problem[name] !== '');
  return texts && problem['status'] === status ? null : `is not a whole problem document: ${text.slice(0, 300)}`;
}

/** The same for an address that answers people with pages. */
export function faultOfPage({ status, headers, text }: RawAnswer): string | null {
  if (status < 400 || status > 499) return `answered ${status}: ${text.slice(0, 200)}`;
  if (!String(headers['content-type']).startsWith('text/html')) return `${status} as ${String(headers['content-type'])}`;
  if (leaks.test(text)) return `says what is inside: ${text.slice(0, 300)}`;
  return headers['set-cookie'] === undefined ? null : 'sets a cookie';
}
