import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import '../link-gradebook/link-gradebook.js';
import './partnership-list.js';
import './partnership-new.js';
import './partnership-placement.js';
import './partnership-roles.js';

/** Placements and what belongs to setting them up; the address says which page: `placements`, `…/new`, `…/roles`, `…/gradebook`, `…/<id>`. */
@localized()
@customElement('partnership-placements')
export class PartnershipPlacements extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'placements';

  private renderPage(page: string): TemplateResult {
    const { api, me } = this;
    if (page === '') return html`<partnership-list .api=${api} .me=${me}></partnership-list>`;
    if (page === 'new') return html`<partnership-new .api=${api} .me=${me}></partnership-new>`;
    if (page === 'roles') return html`<partnership-roles .api=${api} .me=${me}></partnership-roles>`;
    if (page === 'gradebook') return html`<link-gradebook .api=${api} .course=${me.context?.title ?? null}></link-gradebook>`;
    return html`<partnership-placement .api=${api} .me=${me} .placementId=${page}></partnership-placement>`;
  }

  override render(): TemplateResult {
    const page = this.path.split('/')[1]?.split('?')[0] ?? '';
    // Somebody with a trainee or two has them on the first page, not in this list.
    const setsUp = this.me.roles.some(({ role }) => role === 'tutor' || role === 'coordinator');
    return html`${page === '' || !setsUp ? nothing : html`<p class="no-print"><a class="button quiet" href="#/placements">${icon('back')}${msg('All placements')}</a></p>`}
    ${this.renderPage(page)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-placements': PartnershipPlacements;
  }
}
