import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Flag, TraineeRow } from '../../tool/attention/attention.shared.js';
import type { ScoreStatus } from '../../tool/passback/score-status.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { listOfNames } from '../shared/names.js';
import { localized, msg, str } from '../shared/localize.js';
import { daysAgo, longDay, moment } from '../shared/times.js';
import { traineeRowsStyles } from './tutor-table.styles.js';
import { weekStrip } from './week-strip.js';

export interface SendAgain {
  placementId: string;
  linkId: string;
}

const flagIcons: Record<Flag['rule'], IconName> = {
  mentor: 'people',
  observation: 'clock',
  meeting: 'clock',
  target: 'clock',
  unread: 'dots',
  grade: 'warning',
};
const sentIcons: Record<ScoreStatus['state'], IconName> = { sent: 'check', waiting: 'clock', not_sent: 'warning', nothing: 'minus' };

/**
 * Lines of the tutor's table, in groups that each have a heading.
 * @fires send-again - `SendAgain`
 */
@localized()
@customElement('trainee-rows')
export class TraineeRows extends LitElement {
  static override styles = [baseStyles, formStyles, traineeRowsStyles];

  @property({ attribute: false }) groups: { heading: string; rows: TraineeRow[] }[] = [];
  /** ISO day. */
  @property() today = '';
  @property({ type: Boolean }) meetings = false;
  /** What the table is called by who hears it. */
  @property() name = '';
  /** The one that is being sent again now. */
  @property({ attribute: false }) sending: SendAgain | null = null;

  private renderFlags(row: TraineeRow): TemplateResult | typeof nothing {
    if (row.flags.length === 0) return nothing;
    return html`<ul class="flags">
      ${row.flags.map((flag) => html`<li class="state">${icon(flagIcons[flag.rule])}<span>${flag.sentence}</span></li>`)}
    </ul>`;
  }

  private renderLast(lastOn: string | null, signed: number, none: string): TemplateResult {
    if (lastOn === null) return html`<p class="quiet-text">${none}</p>`;
    return html`<p>${longDay(lastOn, lastOn.slice(0, 4) !== this.today.slice(0, 4))}</p>
      <p class="quiet-text">${msg(str`${daysAgo(lastOn, this.today)}, ${signed} in all`)}</p>`;
  }

  private renderStatus(row: TraineeRow, status: ScoreStatus): TemplateResult {
    const sending = this.sending?.placementId === row.placementId && this.sending.linkId === status.linkId;
    const again = (): void => {
      if (!sending) fire(this, 'send-again', { placementId: row.placementId, linkId: status.linkId });
    };
    const at = (instant: string | null): string => (instant === null ? '' : moment(instant, { timeZone: row.timeZone }));
    // What a flag says already is not said twice in one line.
    const told = row.flags.some((flag) => flag.sentence === status.sentence);
    const sentence = told ? msg('Not sent') : status.sentence.replace('{at}', at(status.at)).replace('{nextTryAt}', at(status.nextTryAt));
    return html`<div class="stack-tight">
      <p class="state">${icon(sentIcons[status.state])}<span>${sentence}</span></p>
      ${
        status.canSendAgain
          ? html`<button type="button" aria-disabled=${sending ? 'true' : 'false'} @click=${again}>
              ${sending ? msg('Sending…') : msg('Send again')}<span class="visually-hidden">: ${row.trainee.name}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderTrainee({ placementId, trainee, school, mentors, when, endsOn, startsOn }: TraineeRow): TemplateResult {
    return html`<th role="rowheader" scope="row">
      <a href="#/placements/${placementId}">${trainee.name}</a>
      <p class="quiet-text">${school.name}</p>
      <p class="quiet-text">${mentors.length === 0 ? msg('No mentor yet') : listOfNames(mentors.map((one) => one.name))}</p>
      ${when === 'ended' ? html`<p class="quiet-text">${msg(str`Ended ${longDay(endsOn)}`)}</p>` : nothing}
      ${when === 'future' ? html`<p class="quiet-text">${msg(str`Begins ${longDay(startsOn)}`)}</p>` : nothing}
    </th>`;
  }

  private renderRow(row: TraineeRow): TemplateResult {
    const label = (words: string): TemplateResult => html`<span class="label" aria-hidden="true">${words}</span>`;
    const { observation, meeting, targets } = row;
    return html`<tr role="row">
      ${this.renderTrainee(row)}
      <td role="cell" class="why">
        ${this.renderFlags(row)} ${row.waitingFor ? html`<p class="quiet-text">${msg(str`Waiting for: ${row.waitingFor}`)}</p>` : nothing}
      </td>
      <td role="cell">
        ${label(msg('Observations'))}
        <a class="strip" href="#/observations/in/${row.placementId}"
          >${weekStrip(row.weeks)}<span class="visually-hidden">${msg(str`Observations of ${row.trainee.name}`)}</span></a
        >
        ${this.renderLast(observation.lastOn, observation.signed, msg('None yet'))}
      </td>
      ${
        this.meetings && meeting
          ? html`<td role="cell">${label(msg('Meetings'))}${this.renderLast(meeting.lastOn, meeting.signed, msg('None yet'))}</td>`
          : nothing
      }
      <td role="cell">
        ${label(msg('Targets'))}
        ${
          targets.changedOn === null
            ? html`<p class="quiet-text">${msg('None yet')}</p>`
            : html`<p>${msg(str`${targets.current} current`)}</p>
                <p class="quiet-text">${msg(str`changed ${daysAgo(targets.changedOn, this.today)}`)}</p>`
        }
      </td>
      <td role="cell" class="wide">
        ${label(msg('Gradebook'))}
        ${
          row.gradebook.length === 0
            ? html`<p class="quiet-text">${msg('Nothing to send yet.')}</p>`
            : row.gradebook.map((status) => this.renderStatus(row, status))
        }
      </td>
    </tr>`;
  }

  private renderGroup({ heading, rows }: { heading: string; rows: TraineeRow[] }, columns: number): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<tbody>
      <tr role="row" class="group">
        <th role="rowheader" scope="rowgroup" colspan=${columns}>${heading}</th>
      </tr>
      ${rows.map((row) => this.renderRow(row))}
    </tbody>`;
  }

  override render(): TemplateResult {
    const headings = [
      msg('Trainee'),
      msg('Why, and whose turn'),
      msg('Observations, 12 weeks'),
      ...(this.meetings ? [msg('Meetings')] : []),
      msg('Targets'),
      msg('Gradebook'),
    ];
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${this.name}>
      <table role="table" aria-label=${this.name}>
        <thead>
          <tr role="row">
            ${headings.map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
          </tr>
        </thead>
        ${this.groups.map((group) => this.renderGroup(group, headings.length))}
      </table>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trainee-rows': TraineeRows;
  }
}
