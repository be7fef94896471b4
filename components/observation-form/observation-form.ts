import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../observation-list/observation-list.js';
import '../observation-plan/observation-plan.js';
import '../shared/cf-notice.js';
import './observation-page.js';
import type { ObservationPage } from './observation-page.js';
import { uuidv7 } from 'uuidv7';
import type { ObservationList, ObservationView } from '../../tool/observation/observation.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { Plan } from '../observation-plan/observation-plan.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { fire } from '../shared/fire.js';
import { NetworkError, ProblemError } from '../shared/problem-error.js';
import { dayOf } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';
import { observationFormStyles } from './observation-form.styles.js';
import { readPlace, type Place } from './place.js';
import { listPrivacyLine, privacySentence } from './words.js';
import { anythingWaiting } from './save-queue.js';

const firstRetryMs = 5_000;
const longestRetryMs = 60_000;

/**
 * The widget *Lesson observations*: a placement's list, a new plan, or one observation, by the path it is given. It alone asks the server.
 * Outside the page that comes with it, it needs `api` (get, put, post, delete of JSON) and `me`.
 */
@localized()
@customElement('observation-form')
export class ObservationForm extends LitElement {
  static override styles = [baseStyles, observationFormStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  /** `observations`, `observations/in/<placement>`, `observations/plan/<placement>`, `observations/write-up/<placement>`, `observations/<id>`. */
  @property() path = 'observations';
  @state() private list: ObservationList | null = null;
  @state() private placements: PlacementView[] = [];
  @state() private view: ObservationView | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  /** Of the observation being made: a second press of the button makes no second one. */
  private newId = uuidv7();
  /** The page could not be fetched for want of a network; it is asked for again. */
  @state() private unreached = false;
  @query('observation-page') private one!: ObservationPage | null;
  /** A plan is being typed that is stored nowhere. */
  private planTyped = false;
  /** The person came here from another page of the widget: the new heading gets the focus. */
  private moved = false;
  private retryMs = firstRetryMs;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new UnsavedText(this, () => this.planTyped);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.again);
    this.api.addEventListener('reachable', this.again);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
    removeEventListener('online', this.again);
    this.api.removeEventListener('reachable', this.again);
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('path') && !changed.has('api')) return;
    this.moved ||= changed.get('path') !== undefined && this.hasUpdated;
    this.planTyped = false;
    this.retryMs = firstRetryMs;
    void this.load().then(() => this.arrived());
  }

  private readonly tryAgain = (): void => {
    // The button goes with its notice.
    this.moved = true;
    this.again();
  };

  private readonly again = (): void => {
    if (this.unreached) void this.load().then(() => this.arrived());
  };

  /** Once the page is there: its title, and the focus for whoever came from another one and has not moved on. */
  private async arrived(): Promise<void> {
    await this.updateComplete;
    const heading = this.renderRoot.querySelector('h1');
    if (heading) document.title = `${heading.textContent.trim()} · Critical Friend`;
    if ((!heading && !this.one) || !this.moved) return;
    this.moved = false;
    const active = (this.getRootNode() as Document | ShadowRoot).activeElement;
    if (active !== null && active !== this && active !== document.body) return;
    await this.one?.updateComplete;
    (heading ?? this.one)?.focus();
  }

  private get place(): Place {
    return readPlace(this.path);
  }

  private async tried(work: () => Promise<void>, fetches = false): Promise<void> {
    this.problem = null;
    this.unreached = false;
    try {
      await work();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      // What was there before and is not now: perhaps a role has ended, and the head of the page should say so.
      if (error instanceof ProblemError && error.status === 404) fire(this, 'roles-changed');
      this.unreached = fetches && (error instanceof NetworkError || (error instanceof ProblemError && error.passing));
      if (!(error instanceof ProblemError) && !(error instanceof Error)) throw error;
    }
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer);
    const asked = this.path;
    const place = this.place;
    this.view = null;
    this.list = null;
    await this.tried(async () => {
      if (place.name === 'one') {
        const view = await this.api.get<ObservationView>(`/api/observations/${place.id}`);
        if (asked === this.path) this.view = view;
        return;
      }
      const { placements } = await this.api.get<{ placements: PlacementView[] }>('/api/placements');
      const only = placements.length === 1 ? placements[0]?.id : undefined;
      const placementId = place.name === 'choose' ? only : place.placementId;
      const list = placementId === undefined ? null : await this.api.get<ObservationList>(`/api/placements/${placementId}/observations`);
      if (asked !== this.path) return;
      this.placements = placements;
      this.list = list;
    }, true);
    if (!this.unreached || !this.isConnected) return;
    this.timer = setTimeout(this.again, this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
  }

  private readonly more = (placementId: string): Promise<void> =>
    this.tried(async () => {
      const before = this.list;
      if (!before?.next) return;
      const more = await this.api.get<ObservationList>(`/api/placements/${placementId}/observations?after=${before.next}`);
      this.list = { ...more, observations: [...before.observations, ...more.observations] };
    });

  private readonly planMade = async (placementId: string, writeUp: boolean, plan: Plan): Promise<void> => {
    this.busy = true;
    await this.tried(async () => {
      const view = await this.api.put<ObservationView>(`/api/observations/${this.newId}`, { ...plan, placementId, writeUp });
      this.newId = uuidv7();
      this.planTyped = false;
      location.hash = `#/observations/${view.id}`;
    });
    this.busy = false;
  };

  private planPage(placementId: string, writeUp: boolean): TemplateResult {
    const name = this.list?.trainee.givenName ?? '';
    const today = dayOf(new Date(), this.me.timeZone);
    const placement = this.placements.find((one) => one.id === placementId);
    const lesson = { day: today, starts: null, period: null, className: null, subject: placement?.subject ?? null, topic: null };
    const plan: Plan = { kind: 'formal', lesson, focus: '' };
    return html`<h1 tabindex="-1">${writeUp ? msg(str`Write up ${name}’s lesson`) : msg(str`Plan to observe ${name}`)}</h1>
      <observation-plan
        .plan=${plan}
        ?writeUp=${writeUp}
        ?busy=${this.busy}
        @input=${() => (this.planTyped = true)}
        @plan-made=${(event: CustomEvent<Plan>) => this.planMade(placementId, writeUp, event.detail)}
      ></observation-plan>
      ${
        this.list
          ? html`<p class="privacy">
              ${privacySentence({ now: [], planOnly: this.list.visibleTo.planned, onceSigned: this.list.visibleTo.signed }, null, !writeUp)}
            </p>`
          : nothing
      }`;
  }

  private listPage(placementId: string): TemplateResult {
    if (!this.list) return html`<p role="status">${msg('One moment…')}</p>`;
    const own = this.list.trainee.personId === this.me.personId;
    return html`<h1 tabindex="-1">${own ? msg('Your lesson observations') : msg(str`Lesson observations: ${this.list.trainee.name}`)}</h1>
      <observation-list
        .list=${this.list}
        .placementId=${placementId}
        ?own=${own}
        @more-wanted=${() => this.more(placementId)}
      ></observation-list>
      ${listPrivacyLine(this.list)}`;
  }

  private choosePage(): TemplateResult {
    const [only, second] = this.placements;
    if (only && !second) return this.listPage(only.id);
    return html`<h1 tabindex="-1">${msg('Lesson observations')}</h1>
      <ul class="rows">
        ${this.placements.map((one) => html`<li><a href="#/observations/in/${one.id}">${one.trainee.name}</a> <span class="quiet-text">${one.school.name}</span></li>`)}
      </ul>`;
  }

  private page(): TemplateResult {
    const place = this.place;
    if (place.name === 'one') {
      if (!this.view) return this.problem ? html`` : html`<p role="status">${msg('One moment…')}</p>`;
      return html`<observation-page .api=${this.api} .loaded=${this.view} .readerId=${this.me.personId}></observation-page>`;
    }
    if (place.name === 'choose') return this.choosePage();
    if (place.name === 'in') return this.listPage(place.placementId);
    return this.list ? this.planPage(place.placementId, place.name === 'write-up') : html``;
  }

  private problemNotice(problem: string): TemplateResult {
    return html`<cf-notice kind="problem">
      <p>
        ${problem}
        ${this.unreached && anythingWaiting() ? msg('What you wrote is kept in this tab and sent then: leave it open.') : nothing}
      </p>
      ${this.unreached ? html`<button slot="actions" type="button" @click=${this.tryAgain}>${msg('Try again')}</button>` : nothing}
    </cf-notice>`;
  }

  override render(): TemplateResult {
    return html`<div class="stack">${this.problem ? this.problemNotice(this.problem) : nothing} ${this.page()}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-form': ObservationForm;
  }
}
