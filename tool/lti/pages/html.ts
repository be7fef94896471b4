const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** JSON for the inside of a script element: no `<`, so no end tag and no comment can begin in it. */
export const escapeJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Markup that `html` or `jsonScript` made; a plain string never counts as one. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | Markup | null | Part[];

const render = (part: Part): string => {
  if (part === null) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  return part instanceof Markup ? part.text : escapeHtml(part);
};

/** Markup with every value escaped; null shows nothing, a list shows its parts. Attributes are always quoted. */
export const html = (strings: TemplateStringsArray, ...values: Part[]): Markup =>
  new Markup(strings.reduce((text, string, index) => text + render(values[index - 1] ?? null) + string));

/** A block of data for a script of ours to read. It is not executed, so the security policy needs no exception for it. */
export const jsonScript = (id: string, value: unknown): Markup =>
  new Markup(`<script type="application/json" id="${escapeHtml(id)}">${escapeJson(value)}</script>`);
