import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { remarkLength } from '../../tool/observation/limits.shared.js';
import type { RemarkKind } from '../../tool/observation/observation.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { UnsavedText } from '../shared/unsaved.js';

/**
 * A text to be put beside a signed record: folded until wanted, kept on the page until it is stored.
 * @fires remark-added - detail {kind, body}
 */
@localized()
@customElement('observation-remark-form')
export class ObservationRemarkForm extends LitElement {
  static override styles = [baseStyles, formStyles];

  @property() kind: RemarkKind = 'differs';
  @state() private open = false;
  @state() private text = '';

  @query('textarea') private area!: HTMLTextAreaElement | null;

  constructor() {
    super();
    new UnsavedText(this, () => this.begun);
  }

  /** Something is written here that does not stand beside the record yet. */
  get begun(): boolean {
    return this.text.trim() !== '';
  }

  /** Unfolds it, with the caret in its field. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.area?.focus();
  }

  private readonly fold = async (): Promise<void> => {
    this.open = false;
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  };

  /** Empties the field once its text is stored. */
  stored(): void {
    this.text = '';
    this.open = false;
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (this.text.trim() !== '') fire(this, 'remark-added', { kind: this.kind, body: this.text });
  };

  override render(): TemplateResult {
    const differs = this.kind === 'differs';
    const label = differs ? msg('I see it differently') : msg('Add a correction');
    if (!this.open) {
      return html`<button type="button" @click=${this.show}>${this.begun ? msg(str`${label} (begun, not stored)`) : label}</button>`;
    }
    const options = {
      id: 'remark',
      label,
      hint: `${msg('It stands beside the record for everyone who reads it, and stays as it is.')} ${initialsHint()}`,
    };
    return html`<form class="stack-tight" @submit=${this.submitted}>
      ${field(
        options,
        html`<textarea
          id="remark"
          required
          maxlength=${remarkLength}
          aria-describedby=${describedBy(options)}
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      <div class="row">
        <button type="submit">${msg('Put it beside the record')}</button>
        <button class="quiet" type="button" @click=${this.fold}>${msg('Not now')}</button>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-remark-form': ObservationRemarkForm;
  }
}
