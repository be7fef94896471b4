import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FrameworksInForce, FrameworkView } from '../../tool/framework/framework.shared.js';
import type { TargetChange, TargetLife, TargetList } from '../../tool/target/target-page.shared.js';
import { mostTargets } from '../../tool/target/limits.shared.js';
import type { TargetWords } from '../../tool/target/target.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { whoCanSee } from '../shared/names.js';
import { ProblemError } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';
import './target-area.js';
import './target-life.js';
import type { TargetLife as LifeElement } from './target-life.js';
import { targetPageStyles } from './target-page.styles.js';
import { shownStatuses, statusHeading, statusIcon, type ShownStatus } from './target-words.js';

/**
 * A placement's targets: what is worked on now, what is parked, and what became of the rest: `targets/<placement>`. What belongs to one
 * standard: `targets/<placement>/area/<area>`.
 */
@localized()
@customElement('target-page')
export class TargetPage extends LitElement {
  static override styles = [baseStyles, targetPageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = '';
  @state() private list: TargetList | null = null;
  @state() private frameworks: FrameworkView[] | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  /** What has just happened, for a screen reader. */
  @state() private spoken = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('path')) return;
    this.list = null;
    this.frameworks = null;
    if (this.areaId === null) void this.load();
  }

  private get placementId(): string {
    return this.path.split('/')[1] ?? '';
  }

  private get areaId(): string | null {
    const [, , part, id] = this.path.split('/');
    return part === 'area' && id ? id : null;
  }

  private async load(): Promise<void> {
    const asked = this.path;
    this.problem = null;
    try {
      const list = await this.api.get<TargetList>(`/api/placements/${this.placementId}/targets`);
      if (asked === this.path) this.list = list;
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  /** Does something to one target and reads what is stored; where somebody was first, their words are shown and one's own stay typed. */
  private async act(id: string, work: () => Promise<unknown>, said: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
      await this.load();
      const one = this.renderRoot.querySelector<LifeElement>(`target-life[data-id='${id}']`);
      await one?.settled();
      this.spoken = said;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>(`[data-heading='${this.statusOf(id)}']`)?.focus();
    } catch (error) {
      if (error instanceof ProblemError && (error.status === 409 || error.status === 422)) await this.load();
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private statusOf(id: string): string {
    return this.list?.targets.find((one) => one.id === id)?.status ?? 'active';
  }

  private readonly changed = ({ detail }: CustomEvent<{ id: string; change: TargetChange }>): Promise<void> => {
    const said = {
      active: msg('It is worked on again.'),
      parked: msg('Parked. It can be taken up again.'),
      closed: msg('Done. It stands with the others that are done.'),
      dropped: msg('Dropped. Its history stays.'),
    }[detail.change.status];
    return this.act(detail.id, () => this.api.post(`/api/targets/${detail.id}/status`, detail.change), said);
  };

  private readonly reworded = ({ detail }: CustomEvent<{ id: string; revision: number; words: TargetWords }>): Promise<void> =>
    this.act(
      detail.id,
      () => this.api.put(`/api/targets/${detail.id}`, detail.words, { ifMatch: detail.revision }),
      msg('Saved. Signed records keep the words they were signed with.'),
    );

  private readonly areasWanted = async (): Promise<void> => {
    try {
      this.frameworks = (await this.api.get<FrameworksInForce>(`/api/placements/${this.placementId}/frameworks`)).frameworks;
    } catch (error) {
      this.problem = problemSentence(error);
    }
  };

  private empty(own: boolean, name: string): TemplateResult {
    return html`<p>
      ${own ? msg('No targets yet. They come from your first talk after a lesson. Three at most.') : msg(str`No targets yet. They come from your first talk with ${name} after a lesson. Three at most.`)}
    </p>`;
  }

  private section(list: TargetList, status: ShownStatus, own: boolean): TemplateResult | typeof nothing {
    const targets = list.targets.filter((one) => one.status === status);
    if (targets.length === 0 && status !== 'active') return nothing;
    const active = list.targets.filter((one) => one.status === 'active');
    return html`<section class="stack" aria-labelledby=${status}>
      <h2 id=${status} class="state" tabindex="-1" data-heading=${status}>
        ${icon(statusIcon[status])} ${statusHeading(status, targets.length)}
      </h2>
      ${
        status === 'active' && targets.length === 0
          ? html`<p>
              ${msg(str`Nothing just now. There is room for ${mostTargets}: agree one after the next lesson, or take one up again.`)}
            </p>`
          : nothing
      }
      ${repeat(
        targets,
        (one: TargetLife) => one.id,
        (one) =>
          html`<target-life
            data-id=${one.id}
            class="target"
            .life=${one}
            .placementId=${this.placementId}
            .trainee=${list.trainee.givenName}
            .timeZone=${list.timeZone}
            ?own=${own}
            ?mayChange=${list.mayChange}
            .offered=${list.offered}
            .active=${active}
            .frameworks=${this.frameworks}
            ?busy=${this.busy}
            @target-changed=${this.changed}
            @target-reworded=${this.reworded}
            @areas-wanted=${this.areasWanted}
          ></target-life>`,
      )}
    </section>`;
  }

  private renderList(list: TargetList): TemplateResult {
    const own = list.trainee.personId === this.me.personId;
    return html`<h1>${own ? msg('Your targets') : msg(str`Targets: ${list.trainee.name}`)}</h1>
      <p class="visually-hidden" role="status">${this.spoken}</p>
      ${list.targets.length === 0 ? this.empty(own, list.trainee.givenName) : shownStatuses.map((status) => this.section(list, status, own))}
      <p><a href="#/observations/in/${this.placementId}">${msg('Lesson observations')}</a></p>
      <p class="privacy">${whoCanSee(list.visibleTo)}</p>`;
  }

  override render(): TemplateResult {
    const { list, areaId } = this;
    if (areaId !== null) {
      return html`<target-area .api=${this.api} .me=${this.me} .placementId=${this.placementId} .areaId=${areaId}></target-area>`;
    }
    return html`<div class="stack-wide">
      ${this.problem ? html`<cf-notice kind="problem"><p>${this.problem}</p></cf-notice>` : nothing}
      ${list ? this.renderList(list) : this.problem ? nothing : html`<p role="status">${msg('One moment…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-page': TargetPage;
  }
}
