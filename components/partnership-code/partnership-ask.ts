import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OwnRequest } from '../../tool/partnership/role-request.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { dayOf, longDay, moment } from '../shared/times.js';

/** *Ask to be added*, for a teacher of the course whom nobody has given a role; afterwards whom it was told to. */
@localized()
@customElement('partnership-ask')
export class PartnershipAsk extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  /** IANA zone of the days. */
  @property() zone = 'Europe/London';
  @state() private own: OwnRequest | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  @state() private said = '';

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    this.own = await this.api.get<OwnRequest>('/api/role-requests/own', { background: true }).catch(() => null);
  }

  private readonly ask = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      this.own = await this.api.post<OwnRequest>('/api/role-requests');
      this.said = this.told(this.own);
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  };

  private told({ told }: OwnRequest): string {
    const names = listOfNames(told);
    return told.length === 0
      ? msg('Your course team will see it. You will see it here.')
      : msg(str`We have told ${names}. You will see it here.`);
  }

  private renderAsked(own: OwnRequest & { askedAt: string }): TemplateResult {
    return html`<cf-notice kind="good">
      <p>${this.told(own)}</p>
      <p class="quiet-text">${msg(str`You asked ${moment(own.askedAt, { timeZone: this.zone })}.`)}</p>
    </cf-notice>`;
  }

  private renderOffer({ declinedAt }: OwnRequest): TemplateResult {
    const day = declinedAt === null ? '' : longDay(dayOf(new Date(declinedAt), this.zone));
    return html`<div class="card stack-tight">
      <p>
        ${
          declinedAt === null
            ? msg('No letter? This activity works, but nobody has added you yet.')
            : msg(str`You asked to be added, and on ${day} the answer was no. Talk to your course team, or ask again.`)
        }
      </p>
      <p>
        <button type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.ask}>
          ${declinedAt === null ? msg('Ask to be added') : msg('Ask again')}
        </button>
      </p>
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { own } = this;
    if (!own?.mayAsk) return nothing;
    const { askedAt } = own;
    return html`${askedAt === null ? this.renderOffer(own) : this.renderAsked({ ...own, askedAt })}
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-ask': PartnershipAsk;
  }
}
