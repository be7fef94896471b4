import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TableFile, TraineeRow, TraineeTable } from '../../tool/attention/attention.shared.js';
import type { ScoreStatus } from '../../tool/passback/score-status.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { saveTable } from '../shared/save-file.js';
import { headline } from './headline.js';
import { ruleSentences } from './rule-words.js';
import { matches, noFilter, type TraineeFilter } from './trainee-filter.js';
import './trainee-filters.js';
import type { SendAgain } from './trainee-rows.js';
import './trainee-rows.js';
import { tutorTableStyles } from './tutor-table.styles.js';
import { weekTable } from './week-table.js';

/** With fewer trainees than this there is nothing to search. */
const fewestToFilter = 6;

/** A tutor's own trainees: who needs them, why, and what is on record of each. */
@localized()
@customElement('tutor-table')
export class TutorTable extends LitElement {
  static override styles = [baseStyles, formStyles, tutorTableStyles];

  @property({ attribute: false }) api!: Api;
  @state() private table: TraineeTable | null = null;
  @state() private filter: TraineeFilter = noFilter;
  @state() private sending: SendAgain | null = null;
  @state() private problem: string | null = null;
  @state() private said = '';

  override firstUpdated(): void {
    void this.attempt(async () => {
      this.table = await this.api.get<TraineeTable>('/api/attention/trainees');
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private readonly download = (): Promise<void> =>
    this.attempt(async () => {
      saveTable(await this.api.get<TableFile>('/api/attention/trainees/file'));
      this.said = msg('Saved.');
    });

  private readonly sendAgain = async (event: CustomEvent<SendAgain>): Promise<void> => {
    const { placementId, linkId } = event.detail;
    this.sending = event.detail;
    await this.attempt(async () => {
      const status = await this.api.post<ScoreStatus>(`/api/placements/${placementId}/score-status/send-again`, { linkId });
      if (this.table) this.table = { ...this.table, trainees: this.table.trainees.map((row) => withStatus(row, placementId, status)) };
      this.said = msg('It will be tried again now.');
    });
    this.sending = null;
  };

  private renderRules({ days, daysOf, meetings }: TraineeTable): TemplateResult {
    const whose = {
      mine: msg('These are your own rules.'),
      partnership: msg('These are the university’s rules. You may choose your own.'),
      usual: msg('These are the usual rules. You may choose your own.'),
    }[daysOf];
    return html`<details class="no-print">
      <summary>${msg('When does somebody need me?')}</summary>
      <div class="stack-tight">
        <ul>
          ${ruleSentences(days, meetings).map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
        <p>${msg('That is all there is to it: no score. The order is by the longest silence.')}</p>
        <p>${whose} <a href="#/trainees/rules">${msg('Change when')}</a></p>
      </div>
    </details>`;
  }

  private renderRows(groups: { heading: string; rows: TraineeRow[] }[], name: string, { today, meetings }: TraineeTable): TemplateResult {
    return html`<trainee-rows
      .groups=${groups}
      .name=${name}
      .today=${today}
      .meetings=${meetings}
      .sending=${this.sending}
      @send-again=${this.sendAgain}
    ></trainee-rows>`;
  }

  private renderAside(heading: string, rows: TraineeRow[], table: TraineeTable): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<details>
      <summary>${heading} (${rows.length})</summary>
      ${this.renderRows([{ heading, rows }], heading, table)}
    </details>`;
  }

  private renderTable(table: TraineeTable): TemplateResult {
    const all = table.trainees;
    const shown = all.filter((row) => matches(row, this.filter));
    const needing = shown.filter((row) => row.flags.length > 0);
    const quiet = (when: TraineeRow['when']): TraineeRow[] => shown.filter((row) => row.when === when && row.flags.length === 0);
    const [now, future, ended] = [quiet('now'), quiet('future'), quiet('ended')];
    const count = msg(str`${shown.length} of ${all.length} placements shown`);
    const groups = [
      { heading: msg(str`Need you: ${needing.length}`), rows: needing },
      { heading: msg(str`The others: ${now.length}`), rows: now },
    ];
    return html`${
        all.length < fewestToFilter
          ? nothing
          : html`<trainee-filters
                .rows=${all}
                .filter=${this.filter}
                @filter-changed=${(event: CustomEvent<TraineeFilter>) => (this.filter = event.detail)}
              ></trainee-filters>
              <p class="quiet-text" role="status">${count}</p>`
      }
      ${
        shown.length === 0
          ? html`<p>${msg('Nobody matches what is chosen above.')}</p>
              <p><button type="button" @click=${() => (this.filter = noFilter)}>${msg('Show everybody')}</button></p>`
          : nothing
      }
      ${needing.length + now.length === 0 ? nothing : this.renderRows(groups, msg('Your trainees'), table)}
      ${this.renderAside(msg('Not begun yet'), future, table)} ${this.renderAside(msg('Ended'), ended, table)} ${this.renderRules(table)}
      <details class="no-print">
        <summary>${msg('Observations by week, in figures')}</summary>
        ${weekTable(table.weeks, shown)}
      </details>
      <div class="row no-print">
        <button type="button" @click=${this.download}>${msg('Save everybody as a spreadsheet')}</button>
        <button type="button" @click=${() => window.print()}>${msg('Print')}</button>
      </div>`;
  }

  private renderNobody(): TemplateResult {
    return html`<p>${msg('No trainees yet. Upload the placement list or add one.')}</p>
      <p><a class="button primary" href="#/placements/new">${msg('Make a placement')}</a></p>`;
  }

  override render(): TemplateResult {
    const { table } = this;
    return html`<div class="stack">
      <h1>${table && table.trainees.length > 0 ? headline(table.trainees) : msg('Your trainees')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${
        table
          ? table.trainees.length === 0
            ? this.renderNobody()
            : this.renderTable(table)
          : this.problem
            ? nothing
            : html`<p role="status">${msg('Opening…')}</p>`
      }
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

const withStatus = (row: TraineeRow, placementId: string, status: ScoreStatus): TraineeRow =>
  row.placementId === placementId ? { ...row, gradebook: row.gradebook.map((one) => (one.linkId === status.linkId ? status : one)) } : row;

declare global {
  interface HTMLElementTagNameMap {
    'tutor-table': TutorTable;
  }
}
