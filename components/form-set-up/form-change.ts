import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import type { FormContent, FormList, FormVersionView } from '../../tool/framework/form.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { Asking } from './asking.js';
import { emptyForm } from './form-edits.js';
import type { FormEditor } from './form-editor.js';
import './form-editor.js';
import { focusWords, problemNotice } from './form-words.js';

/** A form that is open to be changed, or one that begins. */
interface Open {
  formId: string;
  content: FormContent;
  /** The newest version when it was opened; null for a new form. */
  seen: number | null;
}

/** The next version of a form, or the first of a new one: from an older version, from one that ships, from a file, or from nothing. */
@localized()
@customElement('form-change')
export class FormChange extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  /** Null for a new form. */
  @property() versionId: string | null = null;
  @property({ attribute: false }) brought: FormContent | null = null;
  @state() private open: Open | null = null;
  @query('form-editor') private editor!: FormEditor | null;
  private readonly asking = new Asking(this);

  override firstUpdated(): void {
    void this.asking.tried(async () => (this.open = await this.begin()));
  }

  private async begin(): Promise<Open> {
    const fresh = { formId: uuidv7(), seen: null };
    if (this.versionId === null) return { ...fresh, content: this.brought ?? emptyForm(focusWords()) };
    const { formId, own, name, sections, unused } = await this.api.get<FormVersionView>(`/api/form-versions/${this.versionId}`);
    const content = { name, sections, unused };
    // One that ships is everybody's: changing it makes a form of one's own.
    if (!own) return { ...fresh, content: { ...content, name: msg(str`${name} (our own)`) } };
    const { forms } = await this.api.get<FormList>('/api/forms');
    return { formId, content, seen: forms.find(({ id }) => id === formId)?.version ?? null };
  }

  private async publish(open: Open, content: FormContent): Promise<void> {
    const options = open.seen === null ? {} : { ifMatch: open.seen };
    const done = await this.asking.tried(() => this.api.put<FormVersionView>(`/api/forms/${open.formId}`, content, options));
    await this.updateComplete;
    if (!done) {
      await this.editor?.showErrors();
      return;
    }
    this.editor?.published();
    location.hash = '#/forms';
  }

  private renderOpen(open: Open): TemplateResult {
    const { content, seen } = open;
    const { errors, busy } = this.asking;
    return html`<form-editor
      .start=${content}
      .next=${(seen ?? 0) + 1}
      .errors=${errors}
      ?busy=${busy}
      @form-given=${({ detail }: CustomEvent<FormContent>) => this.publish(open, detail)}
    ></form-editor>`;
  }

  override render(): TemplateResult {
    const { problem, errors } = this.asking;
    const { open } = this;
    // What stands beside its field is not said twice.
    const elsewhere = errors.filter(({ pointer }) => !pointer.startsWith('/sections') && pointer !== '/name');
    if (!open) return problem ? problemNotice(problem, errors) : html`<p role="status">${msg('Opening…')}</p>`;
    return html`<div class="stack">
      <h1>${open.seen === null ? msg('A form of your own') : msg(str`Change “${open.content.name}”`)}</h1>
      ${problem ? problemNotice(problem, elsewhere) : nothing} ${this.renderOpen(open)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-change': FormChange;
  }
}
