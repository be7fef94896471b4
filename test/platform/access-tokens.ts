import { randomBytes } from 'node:crypto';

interface Issued {
  clientId: string;
  scopes: string[];
  expiresAt: number;
}

const kept = 10_000;

/** Bearer tokens the platform has given out, for an hour each. */
export class AccessTokens {
  #issued = new Map<string, Issued>();

  constructor(private readonly now: () => Date) {}

  issue(clientId: string, scopes: string[]): string {
    const token = randomBytes(16).toString('hex');
    if (this.#issued.size >= kept) this.#issued.delete(this.#issued.keys().next().value ?? '');
    this.#issued.set(token, { clientId, scopes, expiresAt: this.now().getTime() + 3_600_000 });
    return token;
  }

  /** Ends every token at once, as an operator would after an incident. */
  revokeAll(): void {
    this.#issued.clear();
  }

  /** The client behind an Authorization header that carries one of the scopes. The scheme is compared as written. */
  clientWith(header: string | undefined, scopes: string[]): string | undefined {
    const issued = header?.startsWith('Bearer ') ? this.#issued.get(header.slice(7)) : undefined;
    if (!issued || issued.expiresAt <= this.now().getTime()) return undefined;
    return scopes.some((scope) => issued.scopes.includes(scope)) ? issued.clientId : undefined;
  }
}
