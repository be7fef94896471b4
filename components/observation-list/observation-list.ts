import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ObservationList as List, ObservationSummary } from '../../tool/observation/observation.shared.js';
import { lessonLine, stateName } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { icon, type IconName } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';

const icons: Record<ObservationSummary['state'], IconName> = {
  planned: 'clock', live: 'clock', feedback: 'pen', signed: 'lock', read: 'check', withdrawn: 'minus',
}; // prettier-ignore

const observationListStyles = css`
  .rows a {
    display: block;
    padding-block: var(--cf-space-1);
  }
  .rows a::first-letter {
    text-transform: uppercase;
  }
`;

/**
 * The observations of one placement, newest lesson first, and the mentor's two ways to begin.
 * @fires more-wanted
 */
@localized()
@customElement('observation-list')
export class ObservationList extends LitElement {
  static override styles = [baseStyles, observationListStyles];

  @property({ attribute: false }) list!: List;
  @property() placementId = '';
  /** The reader is the trainee: other words where the list is empty. */
  @property({ type: Boolean }) own = false;

  /** How many there were when earlier ones were asked for. */
  private shownBefore: number | null = null;

  override updated(changed: PropertyValues<this>): void {
    if (this.shownBefore === null || !changed.has('list')) return;
    this.renderRoot.querySelectorAll<HTMLElement>('.rows a')[this.shownBefore]?.focus();
    this.shownBefore = null;
  }

  private readonly more = (): void => {
    this.shownBefore = this.list.observations.length;
    fire(this, 'more-wanted');
  };

  private empty(): TemplateResult {
    const name = this.list.trainee.givenName;
    const words = this.own
      ? msg('No observations yet. Ask your mentor for one, or watch a colleague teach and note what you see.')
      : this.list.mayPlan
        ? msg(str`${name} has not been observed yet. Plan one now, or write up a lesson you have already seen.`)
        : msg(str`No signed observations of ${name} yet.`);
    return html`<p>${words}</p>`;
  }

  private row(one: ObservationSummary): TemplateResult {
    return html`<li>
      <a href="#/observations/${one.id}">${lessonLine(one.lesson)}</a>
      <span class="quiet-text">${icon(icons[one.state])} ${stateName(one.state)} · ${one.mine ? msg('by you') : one.observer.name}</span>
    </li>`;
  }

  override render(): TemplateResult {
    const { observations, mayPlan, next } = this.list;
    return html`<div class="stack">
      ${
        mayPlan
          ? html`<div class="row">
              <a class="button primary" href="#/observations/plan/${this.placementId}">${msg('Plan an observation')}</a>
              <a class="button" href="#/observations/write-up/${this.placementId}">${msg('Write up a lesson I have seen')}</a>
            </div>`
          : nothing
      }
      ${
        observations.length === 0
          ? this.empty()
          : html`<ul class="rows">
              ${observations.map((one) => this.row(one))}
            </ul>`
      }
      ${next === null ? nothing : html`<button type="button" @click=${this.more}>${msg('Show earlier ones')}</button>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-list': ObservationList;
  }
}
