import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FormContent } from '../../tool/framework/form.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import './form-change.js';
import './form-overview.js';
import './form-version.js';
import './framework-change.js';

/**
 * *Forms and standards*, a coordinator's. The address says which page: `forms`, `…/version/<version>`, `…/change/<version>`, `…/new`,
 * `…/curriculum`, `…/curriculum/<framework>`.
 */
@localized()
@customElement('form-set-up')
export class FormSetUp extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'forms';
  /** Read from a file, for the page of a new form. */
  private brought: FormContent | null = null;

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('path') && !this.path.startsWith('forms/new')) this.brought = null;
  }

  private readonly bring = ({ detail }: CustomEvent<FormContent>): void => {
    this.brought = detail;
    location.hash = '#/forms/new';
  };

  private page(kind: string, id: string): TemplateResult {
    const { api, me } = this;
    if (kind === 'version') return html`<form-version .api=${api} .versionId=${id}></form-version>`;
    if (kind === 'change') return html`<form-change .api=${api} .versionId=${id}></form-change>`;
    if (kind === 'new') return html`<form-change .api=${api} .brought=${this.brought}></form-change>`;
    if (kind === 'curriculum') return html`<framework-change .api=${api} .frameworkId=${id || null}></framework-change>`;
    return html`<form-overview .api=${api} .me=${me} @form-brought=${this.bring}></form-overview>`;
  }

  override render(): TemplateResult {
    const [, kind = '', id = ''] = this.path.split(/[/?]/);
    const whole = kind === '';
    return html`<div class="stack">
      <p>
        <a class="button quiet" href=${whole ? '#/placements' : '#/forms'}
          >${icon('back')}${whole ? msg('Placements') : msg('Forms and standards')}</a
        >
      </p>
      ${this.page(kind, id)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-set-up': FormSetUp;
  }
}
