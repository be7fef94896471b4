import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementContacts } from '../../tool/contact/contact.shared.js';
import type { HomeAnswer } from '../../tool/home/home.shared.js';
import type { PlacementScoreStatus } from '../../tool/passback/score-status.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { Api } from '../shared/api.js';
import '../digest-choice/digest-choice.js';
import '../link-copy/link-copy.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { fire } from '../shared/fire.js';
import { ProblemError } from '../shared/problem-error.js';
import { homePageStyles } from './home-page.styles.js';
import './home-ended.js';
import './home-others.js';
import './home-people.js';
import './home-school.js';
import { openStep } from './home-steps.js';
import './home-trainees.js';
import './home-waiting.js';

/**
 * What every launch opens on: what waits for you and what for others, then your people.
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
  /** Of a trainee's own placements; null where they did not arrive. */
  @state() private contacts = new Map<string, PlacementContacts | null>();
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  private holds(role: Me['roles'][number]['role']): boolean {
    return this.me.roles.some((held) => held.role === role);
  }

  private get schoolsLed(): string[] {
    return this.me.roles.flatMap((held) => (held.role === 'school_lead' && held.schoolId !== null ? [held.schoolId] : []));
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
    if (this.holds('trainee')) await Promise.all([this.loadContacts(), this.loadOwnStatuses()]);
  }

  // The cards stand without the gradebook's lines; they come a moment later.
  private async loadOwnStatuses(): Promise<void> {
    const own = this.placements.filter((one) => one.myRoles.includes('trainee'));
    const read = ({ id }: PlacementView): Promise<PlacementScoreStatus | null> =>
      this.api.get<PlacementScoreStatus>(`/api/placements/${id}/score-status`, { background: true }).catch(() => null);
    this.statuses = (await Promise.all(own.map(read))).filter((one) => one !== null);
  }

  private async loadContacts(): Promise<void> {
    const own = this.placements.filter((one) => one.myRoles.includes('trainee'));
    const read = async ({ id }: PlacementView): Promise<[string, PlacementContacts | null]> => [
      id,
      await this.api.get<PlacementContacts>(`/api/placements/${id}/contacts`, { background: true }).catch(() => null),
    ];
    this.contacts = new Map(await Promise.all(own.map(read)));
  }

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
    const copied = this.me.link?.copied === true && (this.holds('tutor') || this.holds('coordinator'));
    return html`<div class="stack-wide">
      ${copied ? html`<link-copy .api=${this.api}></link-copy>` : nothing}
      <section class="stack" aria-labelledby="waiting">
        <h1 id="waiting">${msg('Waiting for you')}</h1>
        ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
        ${
          this.home
            ? html`<home-waiting
                  .items=${[...openStep(this.home.you.steps), ...this.home.waiting]}
                  .zone=${this.me.timeZone}
                ></home-waiting>
                <digest-choice .api=${this.api} .me=${this.me}></digest-choice>`
            : this.problem
              ? nothing
              : html`<p role="status">${msg('Opening…')}</p>`
        }
      </section>
      ${
        this.home
          ? html`<home-others
                .api=${this.api}
                .items=${this.home.others}
                .zone=${this.me.timeZone}
                .sender=${this.me.name ?? ''}
                .tutor=${this.holds('tutor')}
              ></home-others>
              <home-ended .ended=${this.home.you.ended} .zone=${this.me.timeZone}></home-ended>
              ${this.renderNameless(this.home.you.nameless)}
              <home-steps .steps=${this.home.you.steps}></home-steps>
              ${this.schoolsLed.length > 0 ? html`<home-school .api=${this.api} .schools=${this.schoolsLed}></home-school>` : nothing}
              <home-people .placements=${this.placements} .statuses=${this.statuses} .contacts=${this.contacts}></home-people>
              ${this.holds('tutor') ? html`<home-trainees .api=${this.api} .told=${this.home.others.map((one) => one.placementId)}></home-trainees>` : nothing}`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-page': HomePage;
  }
}
