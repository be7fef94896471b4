import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FormOption, FormPart } from '../../tool/framework/form.shared.js';
import { headingLength, hintLength, labelLength, mostOptions } from '../../tool/framework/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { freeOptionKey } from './form-edits.js';
import { formSetUpStyles } from './form-set-up.styles.js';

/**
 * The words of one question, and of its answers where it has some to choose from.
 * @fires part-written - detail Partial<FormPart>
 */
@localized()
@customElement('form-part-editor')
export class FormPartEditor extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  @property({ attribute: false }) asked!: FormPart;
  /** Of this part, with pointers below it: `/heading`, `/options/1/label`. */
  @property({ attribute: false }) errors: readonly FieldProblem[] = [];

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"], #heading')?.focus();
  }

  private write(change: Partial<FormPart>): void {
    fire(this, 'part-written', change);
  }

  private errorAt(pointer: string): string | null {
    return this.errors.find((one) => one.pointer === pointer)?.detail ?? null;
  }

  private line(id: 'heading' | 'hint', label: string, most: number): TemplateResult {
    const error = this.errorAt(`/${id}`);
    const about = { id, label, error };
    return field(
      about,
      html`<input
        id=${id}
        maxlength=${most}
        aria-describedby=${describedBy(about)}
        aria-invalid=${error ? 'true' : nothing}
        .value=${this.asked[id]}
        @input=${(event: Event) => this.write({ [id]: (event.target as HTMLInputElement).value })}
      />`,
    );
  }

  private label(options: readonly FormOption[], at: number, label: string): void {
    this.write({ options: options.map((one, index) => (index === at ? { ...one, label } : one)) });
  }

  private readonly more = async (options: readonly FormOption[]): Promise<void> => {
    this.write({ options: [...options, { key: freeOptionKey(options), label: '' }] });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#option-${options.length}`)?.focus();
  };

  private readonly less = async (options: readonly FormOption[], at: number): Promise<void> => {
    this.write({ options: options.filter((_one, index) => index !== at) });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#option-${Math.max(0, at - 1)}`)?.focus();
  };

  private answers(options: readonly FormOption[]): TemplateResult {
    const error = this.errorAt('/options');
    return html`<fieldset class="field stack-tight">
      <legend>${msg('Answers, in their order')}</legend>
      <p class="hint">${msg('In words. A number alone tells a trainee nothing.')}</p>
      ${error ? html`<p class="error">${icon('warning')}<span>${error}</span></p>` : nothing}
      <ol class="answers">
        ${options.map(({ label }, at) => {
          const wrong = this.errorAt(`/options/${at}/label`);
          return html`<li>
            <input
              id="option-${at}"
              maxlength=${labelLength}
              aria-label=${msg(str`Answer ${at + 1}`)}
              aria-invalid=${wrong ? 'true' : nothing}
              aria-describedby=${wrong ? `option-${at}-error` : nothing}
              .value=${label}
              @input=${(event: Event) => this.label(options, at, (event.target as HTMLInputElement).value)}
            />
            ${wrong ? html`<span class="error" id="option-${at}-error">${wrong}</span>` : nothing}
            ${
              options.length > 2
                ? html`<button type="button" aria-label=${msg(str`Take answer ${at + 1} out`)} @click=${() => this.less(options, at)}>
                    ${icon('cross')}
                  </button>`
                : nothing
            }
          </li>`;
        })}
      </ol>
      ${
        options.length < mostOptions
          ? html`<button class="quiet" type="button" @click=${() => this.more(options)}>${icon('plus')}${msg('Another answer')}</button>`
          : nothing
      }
    </fieldset>`;
  }

  override render(): TemplateResult {
    const { options } = this.asked;
    return html`<div class="stack">
      ${this.line('heading', msg('Heading'), headingLength)} ${this.line('hint', msg('Hint under it (can stay empty)'), hintLength)}
      ${options ? this.answers(options) : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-part-editor': FormPartEditor;
  }
}
