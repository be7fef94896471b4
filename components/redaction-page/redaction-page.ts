import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../shared/cf-notice.js';
import type { RedactionAsk, RedactionAsks } from '../../tool/observation/observation-redaction.shared.js';
import { observationRedactionStyles } from '../observation-redaction/observation-redaction.styles.js';
import { marked, reasonName } from '../observation-redaction/redaction-words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { whoCanSee } from '../shared/names.js';
import { ProblemError } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { longDay, moment } from '../shared/times.js';

/** What was asked to be removed from one record, to be decided: `redactions/<observation>`. */
@localized()
@customElement('redaction-page')
export class RedactionPage extends LitElement {
  static override styles = [baseStyles, observationRedactionStyles];

  @property({ attribute: false }) api!: Api;
  @property() path = '';
  @state() private asked: RedactionAsks | null = null;
  @state() private problem: string | null = null;
  @state() private done = '';
  @state() private busy = false;
  @query('h1') private heading!: HTMLElement;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('path') || changed.has('api')) void this.load();
  }

  private get address(): string {
    return `/api/observations/${this.path.split('/')[1] ?? ''}/redactions`;
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      this.asked = await this.api.get<RedactionAsks>(this.address);
    } catch (error) {
      this.asked = null;
      // After the last decision there is nothing left to decide.
      if (!(error instanceof ProblemError && error.status === 404 && this.done !== '')) this.problem = problemSentence(error);
    }
  }

  private async decide(ask: RedactionAsk, how: 'remove' | 'leave'): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.api.post(`${this.address}/${ask.id}/${how}`);
      this.done = how === 'remove' ? msg('The words are gone.') : msg('The words stay as they are.');
      await this.load();
    } catch (error) {
      this.problem = problemSentence(error);
    }
    this.busy = false;
    await this.updateComplete;
    this.heading.focus();
  }

  private ask(ask: RedactionAsk, timeZone: string): TemplateResult {
    return html`<article class="card stack">
      <p>${msg(str`${ask.askedBy.name} asked for this, ${moment(ask.askedAt, { timeZone })}.`)}</p>
      <p class="written">${marked(ask.text, ask.passages)}</p>
      <p class="quiet-text">${reasonName(ask.reason)}${ask.note === '' ? '' : `: ${ask.note}`}</p>
      <div class="row">
        <button type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.decide(ask, 'leave')}>
          ${msg('Let them stand')}
        </button>
        <button class="danger" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.decide(ask, 'remove')}>
          ${msg('Remove the marked words')}
        </button>
      </div>
    </article>`;
  }

  private asks({ trainee, lessonOn, timeZone, asks, deciders }: RedactionAsks): TemplateResult {
    return html`<p>
        ${msg(str`They stand in the signed record of ${trainee.name}’s lesson on ${longDay(lessonOn)}.`)}
        ${msg('Removed words cannot be brought back. The gap says when and why they went.')}
      </p>
      ${asks.map((one) => this.ask(one, timeZone))}
      <p class="privacy">
        ${whoCanSee(deciders)} ${msg('You see these texts and nothing else of the record. It is noted that you looked.')}
      </p>`;
  }

  override render(): TemplateResult {
    const { asked, problem, done } = this;
    return html`<div class="stack">
      <h1 tabindex="-1">${msg('Words to be removed')}</h1>
      <p role="status">${done}</p>
      ${problem ? html`<cf-notice kind="problem"><p>${problem}</p></cf-notice>` : nothing} ${asked ? this.asks(asked) : nothing}
      ${asked || problem ? nothing : done ? html`<p><a href="#/home">${msg('Go to “Waiting for you”')}</a></p>` : html`<p>${msg('One moment…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'redaction-page': RedactionPage;
  }
}
