import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { claimCodeLength, lettersOfClaimCode, showClaimCode } from '../../tool/partnership/claim-code.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { codeEntryStyles } from './partnership-code.styles.js';

/**
 * One field for a mentor code: type it, or paste the line of the letter.
 * @fires code-given - `{ code }`, eight letters
 */
@localized()
@customElement('partnership-code-entry')
export class PartnershipCodeEntry extends LitElement {
  static override styles = [baseStyles, formStyles, codeEntryStyles];

  /** What the server said; null when it has said nothing. */
  @property() problem: string | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private typed = '';
  @state() private short: string | null = null;
  @query('input') private input!: HTMLInputElement;

  override updated(changed: PropertyValues<this>): void {
    // The sentence is under the field that it is about; whoever pressed Continue should be there too.
    if (changed.has('problem') && this.problem !== null) this.input.focus();
  }

  private readonly changed = (): void => {
    const { value, selectionStart } = this.input;
    this.short = null;
    // Tidied only while writing at the end: a caret in the middle must not jump.
    this.typed = selectionStart === value.length ? showClaimCode(lettersOfClaimCode(value).slice(0, claimCodeLength)) : value;
    this.input.value = this.typed;
  };

  private readonly pasted = (event: ClipboardEvent): void => {
    const letters = lettersOfClaimCode(event.clipboardData?.getData('text') ?? '');
    if (letters.length !== claimCodeLength) return;
    event.preventDefault();
    this.short = null;
    this.typed = showClaimCode(letters);
    this.input.value = this.typed;
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (this.busy) return;
    const code = lettersOfClaimCode(this.typed);
    if (code.length === claimCodeLength) {
      fire(this, 'code-given', { code });
      return;
    }
    this.short = code === '' ? msg('Type the code first.') : msg(str`A code has eight letters and figures; here are ${code.length}.`);
    this.input.focus();
  };

  override render(): TemplateResult {
    const error = this.short ?? this.problem;
    const about = { id: 'code', label: msg('Your mentor code'), hint: msg('Eight letters and figures, like K7PM-3XQT.'), error };
    return html`<form class="stack" novalidate @submit=${this.submit}>
      ${field(
        about,
        html`<input
          id="code"
          name="code"
          class="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          enterkeyhint="go"
          aria-describedby=${describedBy(about)}
          aria-invalid=${error ? 'true' : nothing}
          .value=${this.typed}
          @input=${this.changed}
          @paste=${this.pasted}
        />`,
      )}
      <p class="visually-hidden" role="alert">${error ?? ''}</p>
      <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? msg('Checking…') : msg('Continue')}</button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-code-entry': PartnershipCodeEntry;
  }
}
