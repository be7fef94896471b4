/** Markup that needs no more escaping. */
export class Markup {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Piece = string | number | Markup | Piece[] | null | undefined | false;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (Array.isArray(piece)) return piece.map(render).join('');
  return piece instanceof Markup ? piece.toString() : escapeHtml(String(piece));
}

/** Template tag: everything put in is escaped unless it is Markup itself. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + part + render(pieces[index]), '').trim());
}

/** A form that sends itself, with a button for browsers that run no script. */
export function selfPostingForm(action: string, fields: Record<string, string>, method = 'post', id = 'ltiAuthForm'): string {
  const inputs = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Opening the tool</title>
      </head>
      <body>
        <form action="${action}" name="${id}" id="${id}" method="${method}" enctype="application/x-www-form-urlencoded">
          ${inputs}
          <noscript><button type="submit">Continue</button></noscript>
        </form>
        <script>
          document.getElementById('${id}').submit();
        </script>
      </body>
    </html>`.toString();
}
