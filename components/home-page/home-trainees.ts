import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlacementScoreStatus, ScoreStatus } from '../../tool/passback/score-status.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { listOfNames } from '../shared/names.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';
import { homePageStyles } from './home-page.styles.js';

export interface SendAgain {
  placementId: string;
  linkId: string;
}

const icons: Record<ScoreStatus['state'], IconName> = { sent: 'check', waiting: 'clock', not_sent: 'warning', nothing: 'minus' };

/**
 * A tutor's trainees, and what the gradebook holds of each.
 * @fires send-again - `SendAgain`
 */
@localized()
@customElement('home-trainees')
export class HomeTrainees extends LitElement {
  static override styles = [baseStyles, formStyles, homePageStyles];

  @property({ attribute: false }) placements: PlacementView[] = [];
  @property({ attribute: false }) statuses: PlacementScoreStatus[] = [];
  /** The one that is being sent again now. */
  @property({ attribute: false }) sending: SendAgain | null = null;

  private sentenceOf(status: ScoreStatus, timeZone: string): string {
    const at = (instant: string | null): string => (instant === null ? '' : moment(instant, { timeZone }));
    return status.sentence.replace('{at}', at(status.at)).replace('{nextTryAt}', at(status.nextTryAt));
  }

  private renderStatus(placement: PlacementView, status: ScoreStatus): TemplateResult {
    const sending = this.sending?.placementId === placement.id && this.sending.linkId === status.linkId;
    const again = (): void => {
      if (!sending) fire(this, 'send-again', { placementId: placement.id, linkId: status.linkId });
    };
    return html`<div class="stack-tight">
      <p class="state">${icon(icons[status.state])}<span>${this.sentenceOf(status, placement.timeZone)}</span></p>
      ${
        status.canSendAgain
          ? html`<button type="button" aria-disabled=${sending ? 'true' : 'false'} @click=${again}>
              ${sending ? msg('Sending…') : msg('Send again')}<span class="visually-hidden">: ${placement.trainee.name}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderRow(placement: PlacementView): TemplateResult {
    const mentors = listOfNames(placement.people.filter((one) => one.role === 'mentor').map((one) => one.name));
    const links = this.statuses.find((one) => one.placementId === placement.id)?.links ?? [];
    return html`<tr role="row">
      <th role="rowheader" scope="row"><a href="#/placements/${placement.id}">${placement.trainee.name}</a></th>
      <td role="cell">${placement.school.name}</td>
      <td role="cell">${mentors || html`<span class="state">${icon('warning')}<span>${msg('No mentor yet')}</span></span>`}</td>
      <td role="cell">${links.length === 0 ? msg('Nothing to send yet.') : links.map((link) => this.renderStatus(placement, link))}</td>
    </tr>`;
  }

  override render(): TemplateResult {
    const mine = this.placements.filter((one) => one.myRoles.includes('tutor'));
    if (mine.length === 0) {
      return html`<section class="stack" aria-labelledby="trainees">
        <h2 id="trainees">${msg('Your trainees')}</h2>
        <p>${msg('No trainees yet. Add the first one.')}</p>
        <a class="button primary" href="#/placements/new">${msg('Make a placement')}</a>
      </section>`;
    }
    const needy = mine.filter(
      (one) =>
        !one.people.some((person) => person.role === 'mentor') ||
        this.statuses.some((status) => status.placementId === one.id && status.links.some((link) => link.state === 'not_sent')),
    ).length;
    const trainees = mine.length === 1 ? msg('1 trainee.') : msg(str`${mine.length} trainees.`);
    const need = needy === 1 ? msg('1 needs you.') : msg(str`${needy} need you.`);
    return html`<section class="stack" aria-labelledby="trainees">
      <h2 id="trainees">${trainees} ${needy > 0 ? need : nothing}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="trainees">
        <table role="table">
          <thead>
            <tr role="row">
              <th role="columnheader" scope="col">${msg('Trainee')}</th>
              <th role="columnheader" scope="col">${msg('School')}</th>
              <th role="columnheader" scope="col">${msg('Mentor')}</th>
              <th role="columnheader" scope="col">${msg('Gradebook')}</th>
            </tr>
          </thead>
          <tbody>
            ${mine.map((one) => this.renderRow(one))}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-trainees': HomeTrainees;
  }
}
