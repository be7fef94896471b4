import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import './privacy-own.js';
import './privacy-people.js';
import './privacy-record.js';
import './privacy-retention.js';
import './privacy-words.js';

/** Privacy; the address says which page: `privacy`, `…/record`, and for coordinators `…/people`, `…/retention`, `…/words`. */
@localized()
@customElement('privacy-page')
export class PrivacyPage extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'privacy';

  private renderPage(page: string): TemplateResult {
    const { api, me } = this;
    if (page === 'record') return html`<privacy-record .api=${api}></privacy-record>`;
    if (page === 'people') return html`<privacy-people .api=${api} .me=${me}></privacy-people>`;
    if (page === 'retention') return html`<privacy-retention .api=${api} .me=${me}></privacy-retention>`;
    if (page === 'words') return html`<privacy-words .api=${api}></privacy-words>`;
    return html`<privacy-own .api=${api} .me=${me}></privacy-own>`;
  }

  override render(): TemplateResult {
    const page = this.path.split('/')[1]?.split('?')[0] ?? '';
    return html`${page === '' ? nothing : html`<p class="no-print"><a class="button quiet" href="#/privacy">${icon('back')}${msg('Privacy')}</a></p>`}
    ${this.renderPage(page)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-page': PrivacyPage;
  }
}
