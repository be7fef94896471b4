import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RequestListed } from '../../tool/partnership/role-request.shared.js';
import type { GrantBody } from '../../tool/partnership/role.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';
import './partnership-role-choice.js';
import type { PartnershipRoleChoice, PlacementChoice } from './partnership-role-choice.js';
import { placementsStyles } from './partnership-placements.styles.js';
import type { GivenRole } from './role-words.js';

const roles: readonly GivenRole[] = ['tutor', 'mentor', 'coach', 'school_lead', 'lead_mentor', 'coordinator'];

/** What a coordinator answered; `given` is null for no. */
export interface RequestAnswered {
  request: RequestListed;
  given: GrantBody | null;
}

/**
 * Who asks to be added, and the two answers.
 * @fires request-answered - `RequestAnswered`
 * @fires more-wanted
 */
@localized()
@customElement('partnership-requests')
export class PartnershipRequests extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) requests: RequestListed[] = [];
  @property({ type: Boolean }) more = false;
  @property({ attribute: false }) schools: { id: string; name: string }[] = [];
  @property({ attribute: false }) placements: PlacementChoice[] = [];
  @property() zone: string | undefined;
  @state() private adding: RequestListed | null = null;
  @state() private declining: RequestListed | null = null;
  @query('partnership-role-choice') private choice!: PartnershipRoleChoice;

  private readonly grant = (): void => {
    const given = this.choice.given();
    if (!this.adding || !given) return;
    fire(this, 'request-answered', { request: this.adding, given } satisfies RequestAnswered);
    this.adding = null;
  };

  private readonly decline = (): void => {
    if (this.declining) fire(this, 'request-answered', { request: this.declining, given: null } satisfies RequestAnswered);
    this.declining = null;
  };

  private renderRow(request: RequestListed): TemplateResult {
    const { name, email, course, platform, askedAt } = request;
    const where = course === null ? platform : msg(str`${course}, ${platform}`);
    return html`<li class="stack-tight">
      <p>
        <strong>${name}</strong>
        <span class="quiet-text">${[email, where, moment(askedAt, { timeZone: this.zone })].filter(Boolean).join(' · ')}</span>
      </p>
      <div class="row">
        <button type="button" @click=${() => (this.adding = request)}>${msg('Add')}<span class="visually-hidden">: ${name}</span></button>
        <button class="quiet" type="button" @click=${() => (this.declining = request)}>
          ${msg('Not here')}<span class="visually-hidden">: ${name}</span>
        </button>
      </div>
    </li>`;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.requests.length === 0) return nothing;
    const [adding, declining] = [this.adding?.name ?? '', this.declining?.name ?? ''];
    return html`<section class="card stack" aria-labelledby="requests">
      <h2 id="requests">${msg('Who asks to be added')}</h2>
      <ul class="rows">
        ${this.requests.map((one) => this.renderRow(one))}
      </ul>
      ${this.more ? html`<button type="button" @click=${() => fire(this, 'more-wanted')}>${msg('Show more')}</button>` : nothing}
      <cf-dialog .heading=${msg(str`Add ${adding}`)} ?open=${this.adding !== null} @closed=${() => (this.adding = null)}>
        <partnership-role-choice .roles=${roles} .schools=${this.schools} .placements=${this.placements}></partnership-role-choice>
        <button slot="actions" type="button" @click=${() => (this.adding = null)}>${msg('Not now')}</button>
        <button slot="actions" class="primary" type="button" @click=${this.grant}>${msg('Add')}</button>
      </cf-dialog>
      <cf-dialog .heading=${msg(str`Say no to ${declining}?`)} ?open=${this.declining !== null} @closed=${() => (this.declining = null)}>
        <p>${msg(str`${declining} sees nothing here, and reads on their page that nobody added them.`)}</p>
        <button slot="actions" type="button" @click=${() => (this.declining = null)}>${msg('Not now')}</button>
        <button slot="actions" class="danger" type="button" @click=${this.decline}>${msg('Say no')}</button>
      </cf-dialog>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-requests': PartnershipRequests;
  }
}
