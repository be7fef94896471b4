import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';

/** Nothing that holds keys came back from the tool's address. */
export class ToolKeysUnreachable extends Error {}

async function download(url: string): Promise<{ keys: JWK[] }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    if (!response.ok || text.length > 262_144) throw new Error(`status ${response.status}`);
    const set = JSON.parse(text) as { keys?: unknown };
    if (!Array.isArray(set.keys)) throw new Error('no keys member');
    return { keys: set.keys as JWK[] };
  } catch (cause) {
    throw new ToolKeysUnreachable('the key set of the tool could not be read', { cause });
  }
}

export type Verdict =
  { ok: true; claims: Record<string, unknown> } | { ok: false; reason: 'no-kid' | 'no-keys' | 'unknown-kid' | 'bad-signature' };

/** The tool's public keys: cached per client for ever, fetched again only when a check fails (measured on Moodle). */
export class ToolKeys {
  #cache = new Map<string, { keys: JWK[] }>();

  forget(): void {
    this.#cache.clear();
  }

  async verify(
    clientId: string,
    jwksUrl: string,
    token: string,
    alsoFails: (claims: Record<string, unknown>) => boolean,
  ): Promise<Verdict> {
    const cached = this.#cache.get(clientId);
    if (cached) {
      const verdict = await check(cached, token);
      if (verdict.ok && !alsoFails(verdict.claims)) return verdict;
      if (!verdict.ok && verdict.reason === 'no-kid') return verdict;
    }
    const fresh = await download(jwksUrl);
    this.#cache.set(clientId, fresh);
    return check(fresh, token);
  }
}

async function check(set: { keys: JWK[] }, token: string): Promise<Verdict> {
  const header = decodeProtectedHeader(token);
  if (!header.kid) return { ok: false, reason: 'no-kid' };
  if (set.keys.length === 0) return { ok: false, reason: 'no-keys' };
  const jwk = set.keys.find((key) => key.kid === header.kid);
  if (!jwk) return { ok: false, reason: 'unknown-kid' };
  try {
    if (header.alg !== 'RS256') throw new Error('only RS256');
    const { payload } = await compactVerify(token, await importJWK(jwk, 'RS256'));
    return { ok: true, claims: JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown> };
  } catch {
    return { ok: false, reason: 'bad-signature' };
  }
}
