import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ListedPlatform, PlatformList } from '../../tool/registration/registration.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { dayOf, longDay } from '../shared/times.js';
import { missingSentence, stateWords } from './platform-words.js';

type Part = ListedPlatform['deployments'][number];

const styles = css`
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--cf-space-1) var(--cf-space-3);
    margin: 0;
  }
  dt {
    color: var(--cf-ink-quiet);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

/** Learning platforms that registered themselves, what waits first. */
@localized()
@customElement('platform-page')
export class PlatformPage extends LitElement {
  static override styles = [baseStyles, formStyles, styles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private platforms: ListedPlatform[] | null = null;
  @state() private problem: string | null = null;
  @state() private said = '';
  @state() private busy = false;

  override firstUpdated(): void {
    void this.attempt(() => this.api.get<PlatformList>('/api/platforms'), '');
  }

  private async attempt(work: () => Promise<PlatformList>, said: string): Promise<void> {
    this.problem = null;
    this.busy = true;
    try {
      const { platforms } = await work();
      const waits = (one: ListedPlatform): boolean => one.state === 'waits' || one.deployments.some((part) => part.state === 'waits');
      this.platforms = [...platforms.filter(waits), ...platforms.filter((one) => !waits(one))];
      this.said = said;
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private decide(path: string, approve: boolean): void {
    void this.attempt(() => this.api.post<PlatformList>(path, { approve }), approve ? msg('Approved.') : msg('Turned away.'));
  }

  private renderDecision(path: string, name: string): TemplateResult {
    const button = (approve: boolean, words: string, label: string): TemplateResult =>
      html`<button
        class=${approve ? 'primary' : ''}
        type="button"
        aria-label=${label}
        ?disabled=${this.busy}
        @click=${() => this.decide(path, approve)}
      >
        ${words}
      </button>`;
    return html`<div class="row">
      ${button(true, msg('Approve'), msg(str`Approve ${name}`))}${button(false, msg('Turn away'), msg(str`Turn away ${name}`))}
    </div>`;
  }

  private renderPart(part: Part, platform: ListedPlatform): TemplateResult | typeof nothing {
    if (part.state !== 'waits' || platform.state !== 'open') return nothing;
    return html`<p class="state">
        ${icon('warning')}<span
          >${msg('Somebody opened it in a part that is not approved yet. It calls itself')} <code>${part.deploymentId}</code>.</span
        >
      </p>
      ${this.renderDecision(`/api/platform-parts/${part.id}/decision`, part.deploymentId)}`;
  }

  /** What follows an approval: Canvas names the part it is installed in only when somebody opens it there. */
  private renderNext({ deployments, name }: ListedPlatform): TemplateResult | typeof nothing {
    if (deployments.some((part) => part.state === 'open')) return html`<p><a href="#/connection">${msg('Check the connection')}</a></p>`;
    if (deployments.length > 0) return nothing;
    return html`<p>${msg(str`Next: open Critical Friend once in ${name}. Then come back here and approve the part it was opened in.`)}</p>`;
  }

  private renderPlatform(platform: ListedPlatform): TemplateResult {
    const { id, name, issuer, clientId, registeredAt, state, missing, family, deployments } = platform;
    const day = longDay(dayOf(new Date(registeredAt), this.me.timeZone), true);
    return html`<section class="card stack-tight" aria-label=${name}>
      <h2>${name}</h2>
      <p class="state">${icon(state === 'open' ? 'check' : state === 'waits' ? 'clock' : 'warning')}<span>${stateWords(state)}</span></p>
      <dl>
        <dt>${msg('Where it is')}</dt>
        <dd>${issuer}</dd>
        <dt>${msg('Client ID')}</dt>
        <dd>${clientId}</dd>
        <dt>${msg('Registered')}</dt>
        <dd>${day}</dd>
      </dl>
      ${missing.map((one) => html`<p class="state">${icon('warning')}<span>${missingSentence(one, family)}</span></p>`)}
      ${
        state === 'waits'
          ? html`<p>${msg(str`Approve it only if you know that this is the address of ${name}.`)}</p>
              ${this.renderDecision(`/api/platforms/${id}/decision`, name)}`
          : nothing
      }
      ${state === 'open' ? this.renderNext(platform) : nothing} ${deployments.map((part) => this.renderPart(part, platform))}
    </section>`;
  }

  private renderPlatforms(platforms: ListedPlatform[]): TemplateResult {
    if (platforms.length === 0) {
      return html`<p>
        ${msg('No Moodle or Canvas has registered itself yet. Whoever looks after the server makes the link that its administrator pastes.')}
      </p>`;
    }
    return html`${platforms.map((platform) => this.renderPlatform(platform))}`;
  }

  override render(): TemplateResult {
    const { platforms } = this;
    return html`<div class="stack">
      <p><a class="button quiet" href="#/schools">${icon('back')}${msg('Schools')}</a></p>
      <h1>${msg('Moodle and Canvas')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${platforms ? this.renderPlatforms(platforms) : this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'platform-page': PlatformPage;
  }
}
