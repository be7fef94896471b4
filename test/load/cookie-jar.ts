/** The cookies one browser holds for one host. `Secure` is not asked for: browsers send such cookies to localhost too. */
export class CookieJar {
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  /** Keeps, replaces or forgets what these `Set-Cookie` lines say. */
  store(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';');
      const equals = pair.indexOf('=');
      const name = pair.slice(0, equals).trim();
      const said = new Map(
        attributes.map((attribute): [string, string] => {
          const [key = '', ...rest] = attribute.split('=');
          return [key.trim().toLowerCase(), rest.join('=').trim()];
        }),
      );
      const maxAge = said.get('max-age');
      const expires = said.get('expires');
      const isOver = maxAge !== undefined ? Number(maxAge) <= 0 : expires !== undefined && Date.parse(expires) <= Date.now();
      if (isOver) this.#cookies.delete(name);
      else this.#cookies.set(name, { value: pair.slice(equals + 1).trim(), path: said.get('path') ?? '/' });
    }
  }

  /** The `Cookie` header for a path (no query), or null if there is nothing to send. */
  header(path: string): string | null {
    const pairs: string[] = [];
    for (const [name, cookie] of this.#cookies) {
      const folder = cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`;
      if (path === cookie.path || path.startsWith(folder)) pairs.push(`${name}=${cookie.value}`);
    }
    return pairs.length > 0 ? pairs.join('; ') : null;
  }
}
