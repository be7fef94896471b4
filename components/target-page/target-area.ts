import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaPage } from '../../tool/target/target-page.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { whoCanSee } from '../shared/names.js';
import { problemSentence } from '../shared/problem-sentence.js';
import './target-life.js';
import { targetPageStyles } from './target-page.styles.js';
import { shownStatuses, statusHeading, statusIcon } from './target-words.js';

/** What of a trainee's record belongs to one standard or curriculum area, gathered from what is tagged already. */
@localized()
@customElement('target-area')
export class TargetArea extends LitElement {
  static override styles = [baseStyles, targetPageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() placementId = '';
  @property() areaId = '';
  @state() private page: AreaPage | null = null;
  @state() private problem: string | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('areaId') || changed.has('placementId')) void this.load();
  }

  private async load(): Promise<void> {
    const asked = this.areaId;
    this.page = null;
    this.problem = null;
    try {
      const page = await this.api.get<AreaPage>(`/api/placements/${this.placementId}/areas/${asked}`);
      if (asked === this.areaId) this.page = page;
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private targets({ targets, trainee, timeZone }: AreaPage): TemplateResult {
    if (targets.length === 0)
      return html`<p>${msg('No target belongs to it yet. Choose it where a target is written, under “Why, standards”.')}</p>`;
    return html`${shownStatuses.map((status) => {
      const these = targets.filter((one) => one.status === status);
      if (these.length === 0) return nothing;
      return html`<section class="stack" aria-labelledby=${status}>
        <h2 id=${status} class="state">${icon(statusIcon[status])} ${statusHeading(status, these.length)}</h2>
        ${these.map(
          (one) =>
            html`<target-life
              class="target"
              .life=${one}
              .placementId=${this.placementId}
              .trainee=${trainee.givenName}
              .timeZone=${timeZone}
              ?own=${trainee.personId === this.me.personId}
            ></target-life>`,
        )}
      </section>`;
    })}`;
  }

  private renderPage(page: AreaPage): TemplateResult {
    const { area, trainee, visibleTo } = page;
    const own = trainee.personId === this.me.personId;
    return html`<h1>${area.code} ${area.name}</h1>
      <p>
        ${own ? msg('Your targets that belong to it.') : msg(str`${trainee.name}’s targets that belong to it.`)}
        ${msg('Nothing has to be uploaded here.')}
      </p>
      ${this.targets(page)}
      <p><a href="#/targets/${this.placementId}">${msg('All targets')}</a></p>
      <p class="privacy">${whoCanSee(visibleTo)}</p>`;
  }

  override render(): TemplateResult {
    const { page, problem } = this;
    return html`<div class="stack-wide">
      ${problem ? html`<cf-notice kind="problem"><p>${problem}</p></cf-notice>` : nothing}
      ${page ? this.renderPage(page) : problem ? nothing : html`<p role="status">${msg('One moment…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-area': TargetArea;
  }
}
