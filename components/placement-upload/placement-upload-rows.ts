import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IntakeRow, RowChange, RowState } from '../../tool/partnership/placement-intake.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayRange, longDay } from '../shared/times.js';
import { rowStyles } from './placement-upload.styles.js';

// prettier-ignore
const icons: Record<RowState, IconName> = {
  new: 'plus', change: 'pen', unchanged: 'minus', waiting: 'clock', error: 'warning', made: 'check', changed: 'check', failed: 'warning',
  replaced: 'minus',
};

/** The rows of a list: who, where, and what happens or happened. */
@localized()
@customElement('placement-upload-rows')
export class PlacementUploadRows extends LitElement {
  static override styles = [baseStyles, rowStyles];

  @property({ attribute: false }) rows: IntakeRow[] = [];
  /** Where people are looked for. */
  @property() platform = '';

  private stateOf(row: IntakeRow): string {
    return {
      new: msg('New placement'),
      change: msg('Changes'),
      unchanged: msg('Stays as it is'),
      waiting: msg(str`Waits. Nobody in ${this.platform} has this number or e-mail yet.`),
      error: msg('Left out'),
      made: msg('Made'),
      changed: msg('Changed'),
      failed: msg('Not done'),
      replaced: msg('A later list says this again'),
    }[row.state];
  }

  private renderChange({ field, from, to }: RowChange): TemplateResult {
    const names = {
      school: msg('School'),
      subject: msg('Subject'),
      phase: msg('Phase'),
      startsOn: msg('First day'),
      endsOn: msg('Last day'),
      tutor: msg('Tutor'),
    };
    const shown = (value: string): string => (field === 'startsOn' || field === 'endsOn' ? longDay(value, true) : value);
    return html`<p>
      ${names[field]}: ${from === null ? html`${msg('none')}` : html`<del>${shown(from)}</del>`} <span aria-hidden="true">→</span>
      <span class="visually-hidden">${msg('becomes')}</span> <ins>${shown(to)}</ins>
    </p>`;
  }

  private renderRow(row: IntakeRow): TemplateResult {
    const { line, trainee, studentNumber, email, school, subject, phase, startsOn, endsOn, tutor, mentor, problem, notes, changes } = row;
    const known = [studentNumber, email].filter((one) => one !== null).join(', ');
    const where = [school, subject, phase === subject ? null : phase].filter((one) => one !== null).join(', ');
    const named = row.placementId !== null && (row.state === 'made' || row.state === 'changed' || row.state === 'unchanged');
    return html`<li>
      <span class="line">${msg(str`Row ${line}`)}</span>
      <div>
        <p class="who">
          ${named ? html`<a href="#/placements/${row.placementId}">${trainee ?? known}</a>` : (trainee ?? (known || msg('Nobody named')))}
        </p>
        ${trainee !== null && known ? html`<p class="quiet-text">${known}</p>` : nothing}
      </div>
      <div>
        <p>${where}</p>
        ${startsOn && endsOn ? html`<p class="quiet-text">${dayRange(startsOn, endsOn)}</p>` : nothing}
        ${tutor ? html`<p class="quiet-text">${msg(str`Tutor: ${tutor}`)}</p>` : nothing}
        ${mentor ? html`<p class="quiet-text">${msg(str`Mentor: ${mentor}`)}</p>` : nothing}
      </div>
      <div class="what">
        <p class="state ${problem ? 'problem' : ''}">
          ${icon(icons[row.state])}<span>${this.stateOf(row)}${problem ? `. ${problem}` : ''}</span>
        </p>
        ${problem ? nothing : changes.map((change) => this.renderChange(change))}
        ${notes.map((note) => html`<p class="state note">${icon('info')}<span>${note}</span></p>`)}
      </div>
    </li>`;
  }

  override render(): TemplateResult {
    return html`<ol class="rows">
      ${this.rows.map((row) => this.renderRow(row))}
    </ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'placement-upload-rows': PlacementUploadRows;
  }
}
