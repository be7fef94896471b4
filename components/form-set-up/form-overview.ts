import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FrameworkLine, FrameworkList } from '../../tool/framework/curriculum.shared.js';
import type { FormContent, FormLine, FormList } from '../../tool/framework/form.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { Asking } from './asking.js';
import './form-list.js';
import { problemNotice } from './form-words.js';
import './framework-list.js';

/**
 * All forms and frameworks of a partnership, and which of them are in use.
 * @fires form-brought - detail FormContent: a form was read from a file
 */
@localized()
@customElement('form-overview')
export class FormOverview extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private forms: readonly FormLine[] | null = null;
  @state() private frameworks: readonly FrameworkLine[] | null = null;
  private readonly asking = new Asking(this);

  override firstUpdated(): void {
    void this.asking.tried(async () => {
      const [{ forms }, { frameworks }] = await Promise.all([
        this.api.get<FormList>('/api/forms'),
        this.api.get<FrameworkList>('/api/frameworks'),
      ]);
      this.forms = forms;
      this.frameworks = frameworks;
    });
  }

  private readonly show = ({ detail: { id, shown } }: CustomEvent<{ id: string; shown: boolean }>): Promise<boolean> =>
    this.asking.tried(
      async () => (this.forms = (await this.api.put<FormList>(`/api/forms/${id}/shown`, { shown })).forms),
      shown ? msg('Observers can choose it now.') : msg('It is hidden now.'),
    );

  private readonly choose = ({ detail: { id, inForce } }: CustomEvent<{ id: string; inForce: boolean }>): Promise<boolean> =>
    this.asking.tried(
      async () => (this.frameworks = (await this.api.put<FrameworkList>(`/api/frameworks/${id}/in-force`, { inForce })).frameworks),
      inForce ? msg('It is used now.') : msg('It is not used any more.'),
    );

  private readonly bring = ({ detail: { file } }: CustomEvent<{ file: File }>): Promise<boolean> =>
    this.asking.tried(async () =>
      fire(this, 'form-brought', await this.api.post<FormContent>('/api/forms/file', { content: await file.text() })),
    );

  override render(): TemplateResult {
    const { problem, errors, busy, said } = this.asking;
    return html`<div class="stack-wide">
      <h1>${msg('Forms and standards')}</h1>
      ${problem ? problemNotice(problem, errors) : nothing}
      ${this.forms || problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
      ${
        this.forms
          ? html`<form-list
              .forms=${this.forms}
              .timeZone=${this.me.timeZone}
              ?busy=${busy}
              @form-shown=${this.show}
              @form-file-given=${this.bring}
            ></form-list>`
          : nothing
      }
      ${
        this.frameworks
          ? html`<framework-list .frameworks=${this.frameworks} ?busy=${busy} @framework-chosen=${this.choose}></framework-list>`
          : nothing
      }
      <p class="visually-hidden" role="status">${said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-overview': FormOverview;
  }
}
