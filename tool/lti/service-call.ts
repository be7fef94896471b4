import type { PlatformAnswer, PlatformFailure, PlatformHttp, PlatformRequest } from './platform-http.js';
import type { TokenRefusal, Tokens } from './tokens.js';

/** A token could not be had: the service itself was not asked. */
interface NoToken {
  ok: false;
  fault: 'no-token';
  refusal: TokenRefusal;
  reached: false;
}
export type ServiceAnswer = PlatformAnswer | PlatformFailure | NoToken;

export interface ServiceClient {
  http: PlatformHttp;
  tokens: Tokens;
}

export interface ServiceTarget {
  platformKid: string;
  /** Asked for in one token. The service must be one of the platform's own addresses, as signed in a launch. */
  scopes: readonly string[];
}

/** One call of a service with a bearer token. A 401 drops the token and tries once more with a new one. */
export async function callService(
  { http, tokens }: ServiceClient,
  target: ServiceTarget,
  asked: PlatformRequest,
  /** Runs right before the request leaves; false gives the call up. */
  beforeSending?: () => Promise<void>,
): Promise<ServiceAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const token = await tokens.find(target.platformKid, target.scopes);
    if (!token.ok) return { ok: false, fault: 'no-token', refusal: token, reached: false };
    await beforeSending?.();
    const answer = await http.send({ ...asked, headers: { ...asked.headers, authorization: `Bearer ${token.value}` } });
    if (!answer.ok || answer.status !== 401) return answer;
    tokens.drop(target.platformKid, token.value);
    if (attempt === 2) return answer;
  }
}

export interface PagesRead {
  ok: true;
  pages: string[];
  /** False where a cap ended the reading before the platform did. */
  complete: boolean;
}

/** Reads a list to its last page; the first answer that is not 200 ends it. */
export async function readPages(
  client: ServiceClient,
  target: ServiceTarget,
  list: { url: string; accept: string; maximumPages: number },
  next: (header: string | undefined, asked: string) => string | null,
): Promise<PagesRead | { ok: false; answer: ServiceAnswer }> {
  const pages: string[] = [];
  const seen = new Set<string>();
  let url: string | null = list.url;
  while (url !== null) {
    if (pages.length === list.maximumPages || seen.has(url)) return { ok: true, pages, complete: false };
    seen.add(url);
    const answer: ServiceAnswer = await callService(client, target, { method: 'GET', url, headers: { accept: list.accept } });
    if (!answer.ok || answer.status !== 200) return { ok: false, answer };
    pages.push(answer.text);
    url = next(answer.headers['link'], url);
  }
  return { ok: true, pages, complete: true };
}
