import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EndedRole } from '../../tool/home/home.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay } from '../shared/times.js';

/** A fortnight, as the server counts it. */
const draftsKeptMs = 14 * 24 * 60 * 60_000;

/** Says whose mentor, coach or tutor the reader no longer is, who ended it and when, and what stays. */
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
    const over = {
      mentor: msg(str`You are no longer ${name}’s mentor.`),
      coach: msg(str`You are no longer ${name}’s coach.`),
      tutor: msg(str`You are no longer ${name}’s tutor.`),
    }[role];
    return by === null ? msg(str`${over} It ended on ${day}.`) : msg(str`${over} ${by} ended it on ${day}.`);
  }

  private staysOf({ role, at }: EndedRole): string {
    if (role === 'coach') return '';
    if (role === 'tutor') return msg('What was signed stays.');
    const until = new Date(Date.parse(at) + draftsKeptMs);
    const day = longDay(dayOf(until, this.zone));
    return until > new Date()
      ? msg(str`What you signed stays under your name. Unsigned drafts stay yours to copy until ${day}.`)
      : msg('What you signed stays under your name.');
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
