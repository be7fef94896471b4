import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LinkChoice } from '../../tool/link/link.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';

const previewStyles = css`
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: var(--cf-space-3);
  }
  .card {
    padding: var(--cf-space-3);
  }
  .rows > li {
    padding-block: var(--cf-space-2);
  }
  h2 {
    font-size: var(--cf-text-m);
  }
`;

/** What an activity will look like, with people who do not exist. Nothing in it can be opened. */
@localized()
@customElement('link-preview')
export class LinkPreview extends LitElement {
  static override styles = [baseStyles, formStyles, previewStyles];

  @property() shows: LinkChoice['shows'] = 'everything';
  @property() sends: LinkChoice['sends'] = 'done';
  @property({ type: Number }) count = 6;

  private renderLines(): TemplateResult {
    const lines =
      this.shows === 'observations'
        ? [msg('Fractions, Year 8: signed, waiting to be read'), msg('Poetry, Year 9: planned with Robin Hale'), msg('Forces, Year 7: signed and read')]
        : [msg('Read what Robin Hale wrote about Fractions, Year 8'), msg('Agree a focus for Poetry, Year 9'), msg('Your people: Robin Hale (mentor), Kim Adair (tutor)')]; // prettier-ignore
    return html`<section class="card stack-tight" aria-labelledby="opens">
      <h2 id="opens">${this.shows === 'observations' ? msg('Lesson observations') : msg('Waiting for you')}</h2>
      <ul class="rows">
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </section>`;
  }

  private renderGrades(): TemplateResult | typeof nothing {
    if (this.sends === 'nothing') return nothing;
    const { count } = this;
    const some = Math.min(2, count);
    const rows: [string, string][] = [
      [msg('Sasha Lind'), this.sends === 'done' ? msg(str`Done: ${count} of ${count}`) : msg(str`${count} of ${count}`)],
      [msg('Jo Ferris'), this.sends === 'done' ? msg('Nothing yet') : msg(str`${some} of ${count}`)],
    ];
    return html`<section class="card">
      <table>
        <caption>
          ${msg('In the gradebook')}
        </caption>
        <tbody>
          ${rows.map(
            ([name, cell]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${cell}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  override render(): TemplateResult {
    return html`<div class="stack-tight">
      <p class="quiet-text">${icon('info')} ${msg('The people here are invented.')}</p>
      <div class="parts">${this.renderLines()}${this.renderGrades()}</div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-preview': LinkPreview;
  }
}
