import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FormFile, FormVersionView } from '../../tool/framework/form.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { saveFile } from '../shared/save-file.js';
import { Asking } from './asking.js';
import './form-preview.js';
import { problemNotice } from './form-words.js';

/** One published version of a form: to look at, to save as a file, or to go on from. */
@localized()
@customElement('form-version')
export class FormVersion extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property() versionId = '';
  @state() private form: FormVersionView | null = null;
  private readonly asking = new Asking(this);

  private get here(): string {
    return `/api/form-versions/${this.versionId}`;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('versionId')) return;
    this.form = null;
    void this.asking.tried(async () => (this.form = await this.api.get<FormVersionView>(this.here)));
  }

  private readonly save = (): Promise<boolean> =>
    this.asking.tried(async () => {
      const { fileName, content } = await this.api.get<FormFile>(`${this.here}/file`);
      saveFile(new Blob([content], { type: 'application/json' }), fileName);
    });

  private renderForm({ versionId, name, version, own, sections }: FormVersionView): TemplateResult {
    return html`<h1>${msg(str`${name}, version ${version}`)}</h1>
      <div class="row">
        <a class="button primary" href="#/forms/change/${versionId}"
          >${own ? msg('Go on from this version') : msg('Make your own from it')}</a
        >
        <button type="button" @click=${this.save}>${msg('Save as a file')}</button>
      </div>
      <form-preview .form=${{ name, sections }}></form-preview>`;
  }

  override render(): TemplateResult {
    const { problem, errors } = this.asking;
    return html`<div class="stack">
      ${problem ? problemNotice(problem, errors) : nothing}
      ${this.form ? this.renderForm(this.form) : problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-version': FormVersion;
  }
}
