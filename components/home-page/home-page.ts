import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HomeAnswer } from '../../tool/home/home.shared.js';
import type { PlacementScoreStatus, ScoreStatus } from '../../tool/passback/score-status.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { fire } from '../shared/fire.js';
import { ProblemError } from '../shared/problem-error.js';
import { homePageStyles } from './home-page.styles.js';
import './home-ended.js';
import './home-people.js';
import { openStep } from './home-steps.js';
import type { SendAgain } from './home-trainees.js';
import './home-trainees.js';
import './home-waiting.js';

/**
 * What every launch opens on: what waits for you, then your people.
 * @fires roles-changed - a role that the page was opened with is no longer held
 */
@localized()
@customElement('home-page')
export class HomePage extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private home: HomeAnswer | null = null;
  @state() private placements: PlacementView[] = [];
  @state() private statuses: PlacementScoreStatus[] = [];
  @state() private sending: SendAgain | null = null;
  @state() private problem: string | null = null;
  @state() private said = '';

  override firstUpdated(): void {
    void this.load();
  }

  private holds(role: Me['roles'][number]['role']): boolean {
    return this.me.roles.some((held) => held.role === role);
  }

  // The list of a coordinator comes a page at a time, so a placement that is not in it says nothing.
  private holdsEnded(ended: number, placements: readonly PlacementView[]): boolean {
    if (ended === 0) return false;
    if (this.holds('coordinator')) return true;
    const known = new Set(placements.map((one) => one.id));
    return this.me.roles.some((held) => held.placementId !== null && !known.has(held.placementId));
  }

  private async load(): Promise<void> {
    try {
      const onPlacements = this.me.roles.some((held) => held.placementId !== null);
      const [home, list] = await Promise.all([
        this.api.get<HomeAnswer>('/api/home'),
        onPlacements ? this.api.get<{ placements: PlacementView[] }>('/api/placements') : { placements: [] },
      ]);
      this.home = home;
      this.placements = list.placements;
      if (this.holdsEnded(home.you.ended.length, list.placements)) fire(this, 'roles-changed');
    } catch (error) {
      this.problem = error instanceof Error ? error.message : null;
      if (error instanceof ProblemError && error.status === 404) fire(this, 'roles-changed');
      return;
    }
    if (this.holds('tutor')) await this.loadStatuses();
    else if (this.holds('trainee')) await this.loadOwnStatuses();
  }

  // The list of trainees stands without the gradebook's lines; they come a moment later.
  private async loadStatuses(): Promise<void> {
    const answer = await this.api.get<{ placements: PlacementScoreStatus[] }>('/api/score-status', { background: true }).catch(() => null);
    this.statuses = answer?.placements ?? [];
  }

  private async loadOwnStatuses(): Promise<void> {
    const own = this.placements.filter((one) => one.myRoles.includes('trainee'));
    const read = ({ id }: PlacementView): Promise<PlacementScoreStatus | null> =>
      this.api.get<PlacementScoreStatus>(`/api/placements/${id}/score-status`, { background: true }).catch(() => null);
    this.statuses = (await Promise.all(own.map(read))).filter((one) => one !== null);
  }

  private readonly sendAgain = async (event: CustomEvent<SendAgain>): Promise<void> => {
    const { placementId, linkId } = event.detail;
    this.sending = event.detail;
    this.problem = null;
    try {
      const status = await this.api.post<ScoreStatus>(`/api/placements/${placementId}/score-status/send-again`, { linkId });
      this.statuses = this.statuses.map((one) =>
        one.placementId === placementId ? { ...one, links: one.links.map((link) => (link.linkId === linkId ? status : link)) } : one,
      );
      this.said = msg('It will be tried again now.');
    } catch (error) {
      this.problem = error instanceof Error ? error.message : null;
    } finally {
      this.sending = null;
    }
  };

  private renderNameless(nameless: number): TemplateResult | typeof nothing {
    if (nameless === 0) return nothing;
    const canvas = this.me.platform.family === 'canvas';
    const platform = this.me.platform.name;
    return html`<cf-notice kind="info">
      <p>
        ${nameless === 1 ? msg(str`${platform} sends no name for one person here.`) : msg(str`${platform} sends no names for ${nameless} people here.`)}
      </p>
      <p>
        ${
          canvas
            ? msg('In Canvas, open the developer key of Critical Friend and set its privacy level to Public.')
            : msg('In Moodle, open Manage tools, Critical Friend, Privacy, and set “Share launcher’s name with tool” to Always.')
        }
      </p>
    </cf-notice>`;
  }

  override render(): TemplateResult {
    return html`<div class="stack-wide">
      <section class="stack" aria-labelledby="waiting">
        <h1 id="waiting">${msg('Waiting for you')}</h1>
        ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
        ${
          this.home
            ? html`<home-waiting
                .items=${[...openStep(this.home.you.steps), ...this.home.waiting]}
                .zone=${this.me.timeZone}
              ></home-waiting>`
            : this.problem
              ? nothing
              : html`<p role="status">${msg('Opening…')}</p>`
        }
      </section>
      ${
        this.home
          ? html`<home-ended .ended=${this.home.you.ended} .zone=${this.me.timeZone}></home-ended>
              ${this.renderNameless(this.home.you.nameless)}
              <home-steps .steps=${this.home.you.steps}></home-steps>
              <home-people .placements=${this.placements} .statuses=${this.statuses}></home-people>
              ${
                this.holds('tutor')
                  ? html`<home-trainees
                      .placements=${this.placements}
                      .statuses=${this.statuses}
                      .sending=${this.sending}
                      @send-again=${this.sendAgain}
                    ></home-trainees>`
                  : nothing
              }`
          : nothing
      }
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-page': HomePage;
  }
}
