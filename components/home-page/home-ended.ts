import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EndedRole } from '../../tool/home/home.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay } from '../shared/times.js';

/** Says whose mentor or tutor the reader no longer is, who ended it and when, and what stays. */
@localized()
@customElement('home-ended')
export class HomeEnded extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) ended: EndedRole[] = [];
  /** IANA zone of the day. */
  @property() zone = 'Europe/London';

  private sentenceOf({ role, trainee, by, at }: EndedRole): string {
    const day = longDay(dayOf(new Date(at), this.zone));
    const name = trainee.givenName;
    const over = role === 'mentor' ? msg(str`You are no longer ${name}’s mentor.`) : msg(str`You are no longer ${name}’s tutor.`);
    return by === null ? msg(str`${over} It ended on ${day}.`) : msg(str`${over} ${by} ended it on ${day}.`);
  }

  private staysOf({ role }: EndedRole): string {
    return role === 'mentor' ? msg('What you signed stays under your name. Drafts are closed.') : msg('What was signed stays.');
  }

  override render(): TemplateResult | typeof nothing {
    if (this.ended.length === 0) return nothing;
    return html`<cf-notice kind="info">${this.ended.map((one) => html`<p>${this.sentenceOf(one)} ${this.staysOf(one)}</p>`)}</cf-notice>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-ended': HomeEnded;
  }
}
