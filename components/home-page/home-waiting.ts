import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { WaitingItem } from '../../tool/home/home.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { renderDue } from './due-day.js';
import { homePageStyles } from './home-page.styles.js';
import { groupsOf, type WaitingGroup } from './waiting-groups.js';

/** What waits for the reader, one line each; what is due comes first, by trainee where it is about several. */
@localized()
@customElement('home-waiting')
export class HomeWaiting extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) items: WaitingItem[] = [];
  /** IANA zone of the days. */
  @property() zone = 'Europe/London';

  private renderItem({ sentence, href, due, minutes }: WaitingItem): TemplateResult {
    return html`<li>
      <a class="waiting" href=${href}>${sentence}</a>
      ${due === null ? nothing : renderDue(due, this.zone)}
      ${minutes === null ? nothing : html`<span class="quiet-text">${msg(str`(${minutes} min)`)}</span>`}
    </li>`;
  }

  private renderGroup({ about, items }: WaitingGroup, index: number, headed: boolean): TemplateResult {
    const id = `group-${index}`;
    return html`<div class="group">
      ${headed ? html`<h2 id=${id}>${about?.name ?? msg('Everything else')}</h2>` : nothing}
      <ul class="rows" aria-labelledby=${headed ? id : nothing}>
        ${items.map((item) => this.renderItem(item))}
      </ul>
    </div>`;
  }

  override render(): TemplateResult {
    const groups = groupsOf(this.items);
    const rest = this.items.length === 0 ? msg('Nothing is waiting for you. Thank you.') : msg('Nothing else. Thank you.');
    return html`${groups.map((group, index) => this.renderGroup(group, index, groups.length > 1))}
      <p class="quiet-text rest">${rest}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-waiting': HomeWaiting;
  }
}
