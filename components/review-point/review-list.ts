import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import type { ReviewLine, ReviewList as Lines, ReviewView } from '../../tool/review/review.shared.js';
import { Asking } from '../form-set-up/asking.js';
import { problemNotice } from '../form-set-up/form-words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { whoCanSee } from '../shared/names.js';
import { longDay } from '../shared/times.js';
import { stateWords } from './review-words.js';

/** One trainee's reviews and support plans, and the way to begin one. */
@localized()
@customElement('review-list')
export class ReviewList extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property() placementId = '';
  @state() private list: Lines | null = null;
  @state() private asked = false;
  private readonly asking = new Asking(this);

  override firstUpdated(): void {
    void this.asking.tried(async () => (this.list = await this.api.get<Lines>(`/api/placements/${this.placementId}/reviews`)));
  }

  private readonly begin = (pointId: string): Promise<boolean> =>
    this.asking.tried(async () => {
      const { id } = await this.api.put<ReviewView>(`/api/reviews/${uuidv7()}`, { placementId: this.placementId, pointId });
      location.hash = `#/reviews/${id}`;
    });

  private readonly beginPlan = (): Promise<boolean> =>
    this.asking.tried(async () => {
      const { id } = await this.api.put<ReviewView>(`/api/support-plans/${uuidv7()}`, { placementId: this.placementId });
      location.hash = `#/reviews/${id}`;
    });

  private line({ reviewId, pointId, name, dueOn, state: now, outcome }: ReviewLine, mayOpen: boolean): TemplateResult {
    const said = stateWords(now);
    const due = dueOn === null ? nothing : html` <span class="quiet-text">${msg(str`by ${longDay(dueOn, true)}`)}</span>`;
    return html`<li class="stack-tight">
      <h2>${reviewId === null ? name : html`<a href="#/reviews/${reviewId}">${name}</a>`}</h2>
      <p>${icon(said.icon)} ${said.words}${outcome ? html`: ${outcome}` : nothing}${due}</p>
      ${
        reviewId === null && pointId !== null && mayOpen
          ? html`<button
              type="button"
              aria-disabled=${this.asking.busy ? 'true' : 'false'}
              aria-label=${msg(str`Begin: ${name}`)}
              @click=${() => this.begin(pointId)}
            >
              ${msg('Begin')}
            </button>`
          : nothing
      }
    </li>`;
  }

  private plan({ trainee }: Lines): TemplateResult {
    const name = trainee.givenName;
    if (!this.asked)
      return html`<button type="button" @click=${() => (this.asked = true)}>${msg(str`${name} needs more support`)}</button>`;
    return html`<section class="card stack-tight" aria-labelledby="plan">
      <h2 id="plan">${msg('Begin a support plan')}</h2>
      <p>${msg(str`${name}, the school’s lead and your coordinators can read it at once. Talk with ${name} first.`)}</p>
      <p>${msg('It is never sent to the gradebook, and nothing from coaching goes into it.')}</p>
      <div class="row">
        <button type="button" aria-disabled=${this.asking.busy ? 'true' : 'false'} @click=${this.beginPlan}>
          ${msg('Begin the plan')}
        </button>
        <button class="quiet" type="button" @click=${() => (this.asked = false)}>${msg('Not now')}</button>
      </div>
    </section>`;
  }

  override render(): TemplateResult {
    const { list } = this;
    const { problem } = this.asking;
    const empty = html`<p>${msg('No reviews are planned yet. Your coordinator chooses which there are; they appear here.')}</p>`;
    return html`<div class="stack">
      <h1>${list ? msg(str`Reviews of ${list.trainee.name}`) : msg('Reviews')}</h1>
      ${problem ? problemNotice(problem, []) : nothing}
      ${
        list
          ? html`${list.lines.length === 0 ? empty : nothing}
              <ul class="rows">
                ${list.lines.map((one) => this.line(one, list.mayOpen))}
              </ul>
              ${list.mayOpen ? this.plan(list) : nothing}
              <p class="privacy">${whoCanSee(list.visibleTo)} ${msg('Each review says who reads it.')}</p>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-list': ReviewList;
  }
}
