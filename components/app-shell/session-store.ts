/** What the shell page was given once, in `<script type="application/json" id="launch">`. */
export interface HeldSession {
  session: string;
  expiresAt: string;
  /** Origin of the page that frames us, for messages to it; null when unknown. */
  frameOrigin: string | null;
  /** Back to the course; on Moodle it carries a key of the person's session there, so it is never stored. Null after a reload. */
  returnUrl: string | null;
}

const inMemory = new Map<string, string>();
const key = (handle: string): string => `critical-friend:${handle}`;

// A private window, or a browser told to refuse site data, throws at the mere mention of sessionStorage.
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function keep(handle: string, held: HeldSession): void {
  const text = JSON.stringify({ ...held, returnUrl: null });
  inMemory.set(handle, text);
  try {
    storage()?.setItem(key(handle), text);
  } catch {
    // Kept in memory only: a reload asks to open it again.
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const webAddress = (value: unknown): string | null => (typeof value === 'string' && /^https?:\/\//.test(value) ? value : null);

function parse(json: string | null | undefined): (HeldSession & { handle: string | null }) | null {
  if (!json) return null;
  try {
    const data = JSON.parse(json) as Record<string, unknown>;
    const session = text(data.session);
    if (session === null) return null;
    return {
      session,
      expiresAt: text(data.expiresAt) ?? '',
      frameOrigin: text(data.frameOrigin),
      returnUrl: webAddress(data.returnUrl),
      handle: text(data.handle),
    };
  } catch {
    return null;
  }
}

/** The random name of this page in its address, `/at/<handle>`; it opens nothing by itself. */
export const handleOf = (pathname: string): string | null => /^\/at\/([\w-]{8,1024})$/.exec(pathname)?.[1] ?? null;

function newHandle(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Takes over the session: from the launch node (which is removed, so that nothing on the page can read it again, and the address
 * becomes `/at/<handle>`), or on a reload from what this tab kept under that handle. Null: open it again from the course.
 */
export function takeSession(): HeldSession | null {
  const node = document.getElementById('launch');
  const launched = parse(node?.textContent);
  node?.remove();
  if (launched) {
    const handle = launched.handle ?? newHandle();
    keep(handle, launched);
    history.replaceState(history.state, '', `/at/${handle}${location.hash}`);
    return launched;
  }
  const handle = handleOf(location.pathname);
  if (handle === null) return null;
  return parse(inMemory.get(handle) ?? storage()?.getItem(key(handle)));
}

/** After signing out: this tab holds nothing more. */
export function forgetSession(): void {
  const handle = handleOf(location.pathname);
  if (handle === null) return;
  inMemory.delete(handle);
  storage()?.removeItem(key(handle));
}
