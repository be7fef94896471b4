/**
 * An address, or null where it is none. Not `URL.canParse`: once Node 20 has compiled the call, it takes every address with a letter
 * like `ä` for none.
 * @param base what a relative address starts from
 */
export function urlOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
