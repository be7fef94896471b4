import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EvidenceView, TargetChange, TargetLife as Life, TargetMoment } from '../../tool/target/target-page.shared.js';
import type { FrameworkView } from '../../tool/framework/framework.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayAndYear, dayOf, longDay } from '../shared/times.js';
import '../target-card/target-card.js';
import './target-change-form.js';
import './target-rewording.js';
import { targetPageStyles } from './target-page.styles.js';
import { momentSentence } from './target-words.js';

type Asking = TargetChange['status'] | 'words' | null;

const buttons: Readonly<Record<string, readonly Exclude<Asking, null>[]>> = {
  active: ['closed', 'parked', 'words', 'dropped'],
  parked: ['active', 'closed', 'words', 'dropped'],
  closed: ['active'],
  dropped: ['active'],
};

/**
 * One agreed target: its words, what shows it, how it went, and what can be done with it.
 * @fires target-changed - detail {id, change}
 * @fires target-reworded - detail {id, revision, words}
 * @fires areas-wanted
 */
@localized()
@customElement('target-life')
export class TargetLife extends LitElement {
  static override styles = [baseStyles, targetPageStyles];

  @property({ attribute: false }) life!: Life;
  @property() placementId = '';
  /** Given name of the one who works on it. */
  @property() trainee = '';
  @property() timeZone = '';
  /** The reader is the trainee. */
  @property({ type: Boolean }) own = false;
  @property({ type: Boolean }) mayChange = false;
  @property({ attribute: false }) offered: readonly EvidenceView[] = [];
  @property({ attribute: false }) active: readonly Life[] = [];
  @property({ attribute: false }) frameworks: FrameworkView[] | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private asking: Asking = null;

  /** What was asked for is done. */
  async settled(): Promise<void> {
    this.asking = null;
    await this.updateComplete;
  }

  private async ask(asking: Exclude<Asking, null>): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('target-change-form, target-rewording')?.focus();
  }

  private readonly left = async (): Promise<void> => {
    const asked = this.asking;
    this.asking = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-ask='${asked ?? ''}']`)?.focus();
  };

  private name(asking: Exclude<Asking, null>): string {
    return {
      closed: msg('It is done…'),
      parked: msg('Park…'),
      dropped: msg('Drop…'),
      active: msg('Work on it again…'),
      words: msg('Change the words…'),
    }[asking];
  }

  private actions(): TemplateResult | typeof nothing {
    const { id, revision, status, erasedAt, evidence } = this.life;
    if (!this.mayChange || erasedAt !== null) return nothing;
    if (this.asking === 'words') {
      return html`<target-rewording
        .life=${this.life}
        .frameworks=${this.frameworks}
        .trainee=${this.trainee}
        ?own=${this.own}
        ?busy=${this.busy}
        @words-written=${({ detail }: CustomEvent) => fire(this, 'target-reworded', { id, revision, words: detail as unknown })}
        @change-left=${this.left}
      ></target-rewording>`;
    }
    if (this.asking !== null) {
      return html`<target-change-form
        .status=${this.asking}
        .offered=${this.offered}
        ?shown=${evidence.length > 0}
        .active=${this.active}
        ?busy=${this.busy}
        @change-made=${({ detail }: CustomEvent<TargetChange>) => fire(this, 'target-changed', { id, change: detail })}
        @change-left=${this.left}
      ></target-change-form>`;
    }
    return html`<div class="row">
      ${(buttons[status] ?? []).map(
        (one) =>
          html`<button
            class=${one === 'dropped' ? 'quiet' : ''}
            type="button"
            data-ask=${one}
            aria-label="${this.name(one)} ${this.life.wording}"
            @click=${() => this.ask(one)}
          >
            ${this.name(one)}
          </button>`,
      )}
    </div>`;
  }

  private evidence(): TemplateResult | typeof nothing {
    const { evidence } = this.life;
    if (evidence.length === 0) return nothing;
    return html`<details>
      <summary>${evidence.length === 1 ? msg('Shown by one thing') : msg(str`Shown by ${evidence.length} things`)}</summary>
      <ul class="plain stack-tight">
        ${evidence.map(
          ({ words, on, path }) =>
            html`<li>
              <a href="#/${path}">${msg(str`Lesson of ${longDay(on)}`)}</a
              >${words === '' ? nothing : html`: <span class="written">${words}</span>`}
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private moment(moment: TargetMoment, first: boolean): TemplateResult {
    const day = dayAndYear(dayOf(new Date(moment.at), this.timeZone));
    const { because, record } = moment;
    return html`<li>
      ${day}: ${momentSentence(moment, first)}${because === '' ? nothing : html`. <span class="written">${because}</span>`}
      ${record ? html` · <a href="#/${record.path}">${msg(str`Lesson of ${longDay(record.on)}`)}</a>` : nothing}
    </li>`;
  }

  private history(): TemplateResult {
    const { history } = this.life;
    const agreed = history.findIndex(({ became }) => became === 'active');
    return html`<details>
      <summary>${msg('How it went')}</summary>
      <ol class="plain stack-tight">
        ${history.map((moment, index) => this.moment(moment, index === agreed))}
      </ol>
    </details>`;
  }

  private areas(): TemplateResult | typeof nothing {
    const { areas } = this.life;
    if (areas.length === 0) return nothing;
    return html`<ul class="plain row">
      ${areas.map(
        ({ id, code, name }) => html`<li><a href="#/targets/${this.placementId}/area/${id}" title=${name}>${code} ${name}</a></li>`,
      )}
    </ul>`;
  }

  override render(): TemplateResult {
    const { history } = this.life;
    const agreedWith = history.find(({ became }) => became === 'active')?.by ?? '';
    return html`<target-card
      .target=${{ ...this.life, nowWording: null }}
      .trainee=${this.own ? msg('You') : this.trainee}
      .observer=${agreedWith || msg('The mentor')}
    >
      ${this.areas()} ${this.evidence()} ${this.history()} ${this.actions()}
    </target-card>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-life': TargetLife;
  }
}
