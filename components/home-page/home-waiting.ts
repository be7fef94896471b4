import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { WaitingItem } from '../../tool/home/home.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayName, dayOf } from '../shared/times.js';
import { homePageStyles } from './home-page.styles.js';

/** What waits for the reader, one line each; what is due comes first. */
@localized()
@customElement('home-waiting')
export class HomeWaiting extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) items: WaitingItem[] = [];
  /** IANA zone of the days. */
  @property() zone = 'Europe/London';

  private renderDue(due: string): TemplateResult {
    const on = due.length > 10 ? dayOf(new Date(due), this.zone) : due;
    const day = dayName(on, { timeZone: this.zone });
    const today = on === dayOf(new Date(), this.zone);
    return html`<span class="quiet-text">${icon('clock')} ${today ? day : msg(str`by ${day}`)}</span>`;
  }

  private renderItem({ sentence, href, due, minutes }: WaitingItem): TemplateResult {
    return html`<li>
      <a class="waiting" href=${href}>${sentence}</a>
      ${due === null ? nothing : this.renderDue(due)}
      ${minutes === null ? nothing : html`<span class="quiet-text">${msg(str`(${minutes} min)`)}</span>`}
    </li>`;
  }

  override render(): TemplateResult {
    const rest = this.items.length === 0 ? msg('Nothing is waiting for you. Thank you.') : msg('Nothing else. Thank you.');
    return html`${
        this.items.length === 0
          ? nothing
          : html`<ul class="rows">
              ${this.items.map((item) => this.renderItem(item))}
            </ul>`
      }
      <p class="quiet-text rest">${rest}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-waiting': HomeWaiting;
  }
}
