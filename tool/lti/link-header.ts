import { urlOf } from '../url.js';
/**
 * The `rel="next"` target of a Link header (RFC 8288). Moodle escapes its ampersands as HTML and puts typographic quotes round the
 * relation, which arrive as UTF-8 or, from some clients, as the Latin-1 reading of it.
 */
export function nextLink(header: string | undefined): string | null {
  if (!header) return null;
  const plain = header.replace(/\u00e2\u0080[\u009c\u009d]/g, '"').replace(/[\u201c\u201d]/g, '"');
  for (const part of plain.matchAll(/<([^>]*)>([^<]*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(part[2] ?? '');
    if ((relations?.[1] ?? relations?.[2] ?? '').toLowerCase().split(/\s+/).includes('next'))
      return (part[1] ?? '').replaceAll('&amp;', '&');
  }
  return null;
}

/** A next page is followed only to the origin that was asked: a token goes nowhere else. */
export function nextPage(header: string | undefined, asked: string): string | null {
  const next = nextLink(header);
  const url = next === null ? null : urlOf(next, asked);
  return url?.origin === new URL(asked).origin ? url.href : null;
}
