import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import './review-list.js';
import './review-placements.js';
import './review-set-up.js';
import './review-sheet.js';

/** *Reviews*: the address says which page: `reviews`, `reviews/of/<placement>`, `reviews/<review>`, `review-points`. */
@localized()
@customElement('review-point')
export class ReviewPoint extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'reviews';

  private page(first: string, second: string, third: string): TemplateResult {
    const { api, me } = this;
    if (first === 'review-points') return html`<review-set-up .api=${api}></review-set-up>`;
    if (second === 'of') return html`<review-list .api=${api} .placementId=${third}></review-list>`;
    if (second !== '') return html`<review-sheet .api=${api} .reviewId=${second}></review-sheet>`;
    return html`<review-placements .api=${api} .me=${me}></review-placements>`;
  }

  override render(): TemplateResult {
    const [first = '', second = '', third = ''] = this.path.split(/[/?]/);
    const setUp = first === 'review-points';
    const back = setUp ? '#/placements' : second === '' ? '#/home' : '#/reviews';
    const label = setUp ? msg('Placements') : second === '' ? msg('Waiting for you') : msg('All reviews');
    return html`<div class="stack">
      <p class="no-print"><a class="button quiet" href=${back}>${icon('back')}${label}</a></p>
      ${this.page(first, second, third)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-point': ReviewPoint;
  }
}
