import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FormContent } from '../../tool/framework/form.shared.js';
import { formNameLength } from '../../tool/framework/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { UnsavedText } from '../shared/unsaved.js';
import './form-preview.js';
import type { FormQuestions } from './form-questions.js';
import './form-questions.js';
import { formSetUpStyles } from './form-set-up.styles.js';

/**
 * A form being changed. Nothing is stored before it is published.
 * @fires form-given - detail FormContent
 */
@localized()
@customElement('form-editor')
export class FormEditor extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  /** As it was when the page was opened. */
  @property({ attribute: false }) start!: FormContent;
  /** The number the next version gets. */
  @property({ type: Number }) next = 1;
  @property({ attribute: false }) errors: readonly FieldProblem[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private form: FormContent | null = null;
  @state() private previewing = false;
  @query('form-questions') private questions!: FormQuestions;

  constructor() {
    super();
    new UnsavedText(this, () => this.form !== null);
  }

  /** What is on the page is stored, and nobody needs to be asked before it goes. */
  published(): void {
    this.form = null;
  }

  /** Leads to the first thing that is not right. */
  async showErrors(): Promise<void> {
    await this.updateComplete;
    const named = this.errors.some(({ pointer }) => pointer === '/name');
    if (named || !(await this.questions.showErrors())) this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  private get now(): FormContent {
    return this.form ?? this.start;
  }

  private readonly publish = (): void => {
    if (!this.busy) fire(this, 'form-given', this.now);
  };

  private nameField(): TemplateResult {
    const error = this.errors.find(({ pointer }) => pointer === '/name')?.detail ?? null;
    const about = { id: 'name', label: msg('Name of the form'), error };
    return field(
      about,
      html`<input
        id="name"
        maxlength=${formNameLength}
        autocomplete="off"
        aria-describedby=${describedBy(about)}
        aria-invalid=${error ? 'true' : nothing}
        .value=${this.now.name}
        @input=${(event: Event) => (this.form = { ...this.now, name: (event.target as HTMLInputElement).value })}
      />`,
    );
  }

  override render(): TemplateResult {
    return html`<div class="stack-wide narrow">
      ${this.nameField()}
      <form-questions
        .form=${this.now}
        .errors=${this.errors}
        @form-changed=${({ detail }: CustomEvent<FormContent>) => (this.form = detail)}
      ></form-questions>
      <section class="stack-tight">
        <button type="button" aria-expanded=${this.previewing ? 'true' : 'false'} @click=${() => (this.previewing = !this.previewing)}>
          ${this.previewing ? msg('Close the preview') : msg('Preview')}
        </button>
        ${this.previewing ? html`<form-preview .form=${this.now}></form-preview>` : nothing}
      </section>
      <div class="stack-tight">
        <p>${msg('New observations can use it at once. Records keep the version they were written on.')}</p>
        <p class="privacy">${msg('Everybody who writes or reads an observation can see these questions. Write no names here.')}</p>
        <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.publish}>
          ${this.busy ? msg('Publishing…') : msg(str`Publish version ${this.next}`)}
        </button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-editor': FormEditor;
  }
}
