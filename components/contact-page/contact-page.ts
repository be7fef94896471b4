import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import './contact-list.js';
import './contact-placement.js';
import './contact-school.js';

/** Whom trainees can call; the address says which page: `contacts`, `…/missing`, `…/school/<id>`, `…/placement/<id>`. */
@localized()
@customElement('contact-page')
export class ContactPage extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'contacts';

  private renderBack(href: string, words: string): TemplateResult {
    return html`<p class="no-print"><a class="button quiet" href=${href}>${icon('back')}${words}</a></p>`;
  }

  override render(): TemplateResult {
    const { api, me } = this;
    const [kind, id = ''] = this.path.split(/[/?]/).slice(1);
    const listed = me.roles.some(({ role }) => role === 'coordinator' || role === 'school_lead');
    if (kind === 'placement')
      return html`${this.renderBack(`#/placements/${id}`, msg('Placement'))}
        <contact-placement .api=${api} .me=${me} .placementId=${id}></contact-placement>`;
    if (kind === 'school')
      return html`${listed ? this.renderBack('#/contacts', msg('School contacts')) : this.renderBack('#/', msg('Waiting for you'))}
        <contact-school .api=${api} .me=${me} .schoolId=${id}></contact-school>`;
    const missing = kind === 'missing';
    return html`${missing ? this.renderBack('#/contacts', msg('School contacts')) : ''}
      <contact-list .api=${api} .me=${me} .missing=${missing}></contact-list>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contact-page': ContactPage;
  }
}
