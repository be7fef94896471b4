import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Hold } from '../../tool/privacy/privacy.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';

/** Whom or what a hold is about, in words. */
export const holdName = ({ person, placement }: Hold): string =>
  placement ? msg(str`${placement.trainee} at ${placement.school}`) : (person?.name ?? '');

/**
 * What is kept for now, and why.
 * @fires hold-lifted - detail: the hold's id
 * @fires more-wanted
 */
@localized()
@customElement('privacy-holds')
export class PrivacyHolds extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) holds: Hold[] = [];
  @property({ type: Boolean }) more = false;
  @property() zone = '';

  private renderHold(hold: Hold): TemplateResult {
    const at = { timeZone: this.zone };
    const who = hold.placedBy ?? msg('the operator');
    const since = msg(str`Since ${moment(hold.placedAt, at)}, by ${who}`);
    const until = hold.liftedAt === null ? null : msg(str`Lifted ${moment(hold.liftedAt, at)}, by ${hold.liftedBy ?? msg('the operator')}`);
    return html`<li class="row">
      <span
        ><strong>${holdName(hold)}</strong>${hold.reason ? html` · ${hold.reason}` : nothing}
        <span class="quiet-text">${since}${until ? html` · ${until}` : nothing}</span></span
      >
      ${
        hold.liftedAt === null
          ? html`<button class="quiet" type="button" @click=${() => fire(this, 'hold-lifted', hold.id)}>
              ${msg('Lift')}<span class="visually-hidden">: ${holdName(hold)}</span>
            </button>`
          : nothing
      }
    </li>`;
  }

  override render(): TemplateResult {
    return html`<section class="stack" aria-labelledby="holds">
      <h2 id="holds">${msg('Kept for now')}</h2>
      ${
        this.holds.length === 0
          ? html`<p>${msg('Nothing is held. During a complaint or an appeal, keep a person’s data here, so that nothing of it goes.')}</p>`
          : html`<ul class="rows">
              ${this.holds.map((hold) => this.renderHold(hold))}
            </ul>`
      }
      ${this.more ? html`<button type="button" @click=${() => fire(this, 'more-wanted')}>${msg('Show more')}</button>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-holds': PrivacyHolds;
  }
}
