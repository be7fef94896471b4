import { isIP } from 'node:net';
import { Agent, request } from 'undici';
import { AddressRefused, guardedLookup, isPublicAddress } from './platform-address.js';
import { urlOf } from '../url.js';

/** Why no answer came. `refused`: this tool would not send it, or nothing listens there. */
type PlatformFault = 'timeout' | 'reset' | 'refused' | 'not-found' | 'certificate' | 'too-large' | 'closed';

export interface PlatformAnswer {
  ok: true;
  status: number;
  /** The reason phrase: Moodle puts its message there, and echoes what was posted, so it is never logged or stored. */
  reason: string;
  /** Header names in lower case; a repeated header is joined by a comma. */
  headers: Record<string, string>;
  text: string;
}

export interface PlatformFailure {
  ok: false;
  fault: PlatformFault;
  /** True where the platform may have read the request and acted on it. */
  reached: boolean;
  /** A few words for the log; nothing of the request or the answer. */
  detail: string;
}

export interface PlatformRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Ends the request before its own time is over. */
  signal?: AbortSignal;
  /** Less of an answer than usual. */
  maximumBytes?: number;
}

export interface PlatformHttp {
  /** Never throws. Redirects are not followed: a 3xx is an answer like any other. */
  send(asked: PlatformRequest): Promise<PlatformAnswer | PlatformFailure>;
  close(): Promise<void>;
}

export interface PlatformHttpOptions {
  /** Read at every use: `http:` and addresses that are not public are refused unless it says true. */
  allowInsecure: () => boolean;
  connectMs?: number;
  totalMs?: number;
  maximumBytes?: number;
  userAgent?: string;
}

const neverLeft = new Map<string, PlatformFault>([
  ['ECONNREFUSED', 'refused'], ['ENOTFOUND', 'not-found'], ['EAI_AGAIN', 'not-found'], ['EHOSTUNREACH', 'refused'],
  ['ENETUNREACH', 'refused'], ['UND_ERR_CONNECT_TIMEOUT', 'timeout'], ['CF_ADDRESS_REFUSED', 'refused'],
]); // prettier-ignore

const mostHints = 20;

function failureOf(error: unknown): PlatformFailure {
  const given = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; name?: string };
  const { name = '' } = given;
  const code = typeof given.code === 'string' ? given.code : '';
  const detail = code || name || 'unknown';
  const before = neverLeft.get(code);
  if (before) return { ok: false, fault: before, reached: false, detail };
  if (/^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) return { ok: false, fault: 'certificate', reached: false, detail };
  if (name === 'TimeoutError' || /TIMEOUT/.test(code)) return { ok: false, fault: 'timeout', reached: true, detail };
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return { ok: false, fault: 'closed', reached: true, detail };
  return { ok: false, fault: 'reset', reached: true, detail };
}

/** A literal address never asks the resolver, so it is judged here. */
function refusalOf(address: string, allowInsecure: boolean): string | null {
  const url = urlOf(address);
  if (!url) return 'not an address';
  if (url.protocol !== 'https:' && !(allowInsecure && url.protocol === 'http:')) return 'not https';
  if (url.username || url.password) return 'carries a password';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowInsecure && (host === 'localhost' || (isIP(host) !== 0 && !isPublicAddress(host)))) return 'not a public address';
  return null;
}

/**
 * Every request this tool sends to a platform. OWASP SSRF cheat sheet, cases 1 and 2: https, public addresses, the resolved address
 * pinned, no redirects, a cap on the answer. Nothing sent or received is logged.
 */
export function createPlatformHttp(options: PlatformHttpOptions): PlatformHttp {
  const { allowInsecure, connectMs = 5_000, totalMs = 15_000, maximumBytes = 1_048_576 } = options;
  const agent = new Agent({
    connections: 8,
    connect: { timeout: connectMs, lookup: guardedLookup(allowInsecure) },
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
  });
  return {
    async send(asked) {
      const refusal = refusalOf(asked.url, allowInsecure());
      if (refusal) return { ok: false, fault: 'refused', reached: false, detail: refusal };
      if (asked.signal?.aborted) return { ok: false, fault: 'timeout', reached: false, detail: 'no time left' };
      const mostBytes = Math.min(asked.maximumBytes ?? maximumBytes, maximumBytes);
      const stop = new AbortController();
      const end = (): void => {
        stop.abort(new DOMException('', 'TimeoutError'));
      };
      const timer = setTimeout(end, totalMs);
      asked.signal?.addEventListener('abort', end, { once: true });
      let hints = 0;
      try {
        const answer = await request(asked.url, {
          dispatcher: agent,
          method: asked.method,
          headers: { 'user-agent': options.userAgent ?? 'critical-friend/0.1 (LTI tool)', ...asked.headers },
          body: asked.body ?? null,
          signal: asked.signal ? AbortSignal.any([stop.signal, asked.signal]) : stop.signal,
          // Answers before the answer (1xx) count nowhere else, and a platform could send them without end.
          onInfo: () => {
            hints += 1;
            if (hints > mostHints) stop.abort(new DOMException('', 'AbortError'));
          },
        });
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of answer.body as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > mostBytes) {
            answer.body.destroy();
            return { ok: false, fault: 'too-large', reached: true, detail: `more than ${mostBytes} bytes` };
          }
          chunks.push(chunk);
        }
        const headers = Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
        );
        return { ok: true, status: answer.statusCode, reason: answer.statusText, headers, text: Buffer.concat(chunks).toString('utf8') };
      } catch (error) {
        if (error instanceof AddressRefused) return { ok: false, fault: 'refused', reached: false, detail: 'not a public address' };
        return failureOf(error);
      } finally {
        clearTimeout(timer);
        asked.signal?.removeEventListener('abort', end);
      }
    },
    close: () => agent.destroy(),
  };
}
