import { nextLink, nextPage } from './link-header.js';
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

/**
 * One call of a service with a bearer token. A 401 drops the token and tries once more with a new one; not so for a DELETE, which Canvas
 * answers with 401 where the column belongs to an assignment and the token is good.
 */
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
    if (!answer.ok || answer.status !== 401 || asked.method === 'DELETE') return answer;
    tokens.drop(target.platformKid, token.value);
    if (attempt === 2) return answer;
  }
}

export interface PagesRead {
  ok: true;
  pages: string[];
  /** False where the list goes on and was not read: a cap was reached, or its next page is at an address that no token is sent to. */
  complete: boolean;
}

/** All pages of a list together; a course of twenty thousand people is a third of it. */
const maximumTotal = 16 * 1_048_576;

/** Reads a list to its last page; the first answer that is not 200 ends it. */
export async function readPages(
  client: ServiceClient,
  target: ServiceTarget,
  list: { url: string; accept: string; maximumPages: number },
): Promise<PagesRead | { ok: false; answer: ServiceAnswer }> {
  const pages: string[] = [];
  const seen = new Set<string>();
  let total = 0;
  let url: string | null = list.url;
  while (url !== null) {
    if (pages.length === list.maximumPages || seen.has(url) || total > maximumTotal) return { ok: true, pages, complete: false };
    seen.add(url);
    const answer: ServiceAnswer = await callService(client, target, { method: 'GET', url, headers: { accept: list.accept } });
    if (!answer.ok || answer.status !== 200) return { ok: false, answer };
    pages.push(answer.text);
    total += answer.text.length;
    const link: string | undefined = answer.headers['link'];
    const next: string | null = nextPage(link, url);
    if (next === null && nextLink(link) !== null) return { ok: true, pages, complete: false };
    url = next;
  }
  return { ok: true, pages, complete: true };
}
