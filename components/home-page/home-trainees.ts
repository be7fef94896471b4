import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TraineeRow, TraineeTable } from '../../tool/attention/attention.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { headline } from '../tutor-table/headline.js';
import { homePageStyles } from './home-page.styles.js';

/** How many are named here; the table has all of them. */
const mostNamed = 8;

/** How many trainees a tutor has, who needs them and why; everything else is one press away, in the table. */
@localized()
@customElement('home-trainees')
export class HomeTrainees extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) api!: Api;
  /** Placements that are named further up the page with whom they wait for; nobody is told twice. */
  @property({ attribute: false }) told: readonly string[] = [];
  @state() private trainees: TraineeRow[] | null = null;
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.trainees = (await this.api.get<TraineeTable>('/api/attention/trainees')).trainees;
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private renderNeeding({ placementId, trainee, school, flags }: TraineeRow): TemplateResult {
    return html`<li>
      <p><a href="#/placements/${placementId}">${trainee.name}</a> <span class="quiet-text">${school.name}</span></p>
      ${flags.map(({ sentence }) => html`<p class="state">${icon('clock')}<span>${sentence}</span></p>`)}
    </li>`;
  }

  private renderTrainees(trainees: TraineeRow[]): TemplateResult {
    const all = trainees.filter((row) => row.flags.length > 0);
    const needing = all.filter((row) => !this.told.includes(row.placementId));
    const above = all.length - needing.length;
    const more = needing.length - mostNamed;
    return html`${
        above === 0
          ? nothing
          : html`<p class="quiet-text">
              ${above === 1 ? msg('One of them is named above.') : msg(str`${above} of them are named above.`)}
            </p>`
      }
      ${
        needing.length === 0
          ? nothing
          : html`<ul class="rows">
              ${needing.slice(0, mostNamed).map((row) => this.renderNeeding(row))}
            </ul>`
      }
      ${more > 0 ? html`<p>${msg(str`And ${more} more.`)}</p>` : nothing}
      <a class="button" href="#/trainees">${msg('All trainees in one table')}</a>`;
  }

  private renderNobody(): TemplateResult {
    return html`<p>${msg('No trainees yet. Upload the placement list or add one.')}</p>
      <a class="button primary" href="#/placements/new">${msg('Make a placement')}</a>`;
  }

  override render(): TemplateResult {
    const { trainees } = this;
    return html`<section class="stack" aria-labelledby="trainees">
      <h2 id="trainees">${trainees && trainees.length > 0 ? headline(trainees) : msg('Your trainees')}</h2>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${
        trainees
          ? trainees.length === 0
            ? this.renderNobody()
            : this.renderTrainees(trainees)
          : this.problem
            ? nothing
            : html`<p role="status">${msg('Opening…')}</p>`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-trainees': HomeTrainees;
  }
}
