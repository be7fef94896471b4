import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { remarkLength } from '../../tool/observation/limits.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { UnsavedText } from '../shared/unsaved.js';

/**
 * An answer to one question: folded until wanted, kept on the page until it is stored.
 * @fires answer-added - detail {noteId, body}
 */
@localized()
@customElement('observation-answer-form')
export class ObservationAnswerForm extends LitElement {
  static override styles = [baseStyles, formStyles];

  @property() noteId = '';
  /** The question's first words, to tell the buttons apart. */
  @property() subject = '';
  /** Something was answered before. */
  @property({ type: Boolean }) again = false;
  @state() private open = false;
  @state() private text = '';
  @query('textarea') private area!: HTMLTextAreaElement | null;

  constructor() {
    super();
    new UnsavedText(this, () => this.begun);
  }

  /** Something is written here that is not stored yet. */
  get begun(): boolean {
    return this.text.trim() !== '';
  }

  /** Unfolds it, with the caret in its field. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.area?.focus();
  }

  /** Empties the field once its text is stored. */
  stored(): void {
    this.text = '';
    this.open = false;
  }

  private readonly fold = async (): Promise<void> => {
    this.open = false;
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  };

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (this.begun) fire(this, 'answer-added', { noteId: this.noteId, body: this.text });
  };

  override render(): TemplateResult {
    const label = this.again ? msg('Add to your answer') : msg('Answer');
    if (!this.open) {
      return html`<button type="button" aria-label="${label}: ${this.subject}" @click=${this.show}>
        ${this.begun ? msg(str`${label} (begun, not stored)`) : label}
      </button>`;
    }
    const options = {
      id: 'answer',
      label: msg('Your answer'),
      hint: `${msg('Everyone who reads the record can read it. It stays as it is.')} ${initialsHint()}`,
    };
    return html`<form class="stack-tight" @submit=${this.submitted}>
      ${field(
        options,
        html`<textarea
          id="answer"
          required
          maxlength=${remarkLength}
          aria-describedby=${describedBy(options)}
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      <div class="row">
        <button type="submit">${msg('Send the answer')}</button>
        <button class="quiet" type="button" @click=${this.fold}>${msg('Not now')}</button>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-answer-form': ObservationAnswerForm;
  }
}
