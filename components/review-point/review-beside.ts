import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ReviewView } from '../../tool/review/review.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';

/**
 * What the trainee sees differently, beside the review; it never changes.
 * @fires differ-written - detail {body, stored}: `stored()` empties the field
 */
@localized()
@customElement('review-beside')
export class ReviewBeside extends LitElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      .beside {
        padding-inline-start: var(--cf-space-4);
        border-inline-start: 3px solid var(--cf-accent);
      }
      .written {
        white-space: pre-wrap;
      }
    `,
  ];

  @property({ attribute: false }) view!: ReviewView;
  @property({ type: Boolean }) busy = false;
  @state() private open = false;
  @state() private text = '';

  constructor() {
    super();
    new UnsavedText(this, () => this.text.trim() !== '');
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (this.busy || this.text.trim() === '') return;
    const stored = () => {
      this.text = '';
      this.open = false;
    };
    fire(this, 'differ-written', { body: this.text, stored });
  };

  private form(): TemplateResult | typeof nothing {
    if (!this.view.may.differ) return nothing;
    if (!this.open)
      return html`<button class="no-print" type="button" @click=${() => (this.open = true)}>${msg('I see it differently')}</button>`;
    const hint = `${msg('It stands beside the review for everybody who reads it.')} ${initialsHint()}`;
    const options = { id: 'differ', label: msg('I see it differently'), hint };
    return html`<form class="stack-tight" @submit=${this.submitted}>
      ${field(
        options,
        html`<textarea
          id="differ"
          required
          maxlength="20000"
          aria-describedby=${describedBy(options)}
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      <div class="row">
        <button type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${msg('Put it beside the review')}</button>
        <button class="quiet" type="button" @click=${() => (this.open = false)}>${msg('Not now')}</button>
      </div>
    </form>`;
  }

  override render(): TemplateResult {
    const { remarks, timeZone } = this.view;
    return html`<div class="stack">
      ${remarks.map(
        ({ by, body, createdAt, erasedAt }) =>
          html`<section class="beside stack-tight">
            <h2>${msg(str`${by.givenName} sees it differently`)}</h2>
            <p class="written">${erasedAt === null ? body : msg('These words were erased.')}</p>
            <p class="quiet-text">${by.name}, ${moment(createdAt, { timeZone })}</p>
          </section>`,
      )}
      ${this.form()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-beside': ReviewBeside;
  }
}
