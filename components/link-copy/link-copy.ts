import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LinkCopy } from '../../tool/link/link.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';

/** Offers what an activity did in the course that this one was copied from. Nothing is carried over until somebody presses it. */
@localized()
@customElement('link-copy')
export class LinkCopyOffer extends LitElement {
  static override styles = baseStyles;

  @property({ attribute: false }) api!: Api;
  @state() private copy: LinkCopy | null = null;
  @state() private carried: boolean | null = null;
  @state() private busy = false;
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  // Somebody else may have answered meanwhile: then there is nothing to ask.
  private async load(): Promise<void> {
    this.copy = await this.api.get<LinkCopy>('/api/links/current/copy', { background: true }).catch(() => null);
  }

  private async answer(carry: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await this.api.post('/api/links/current/copy', { carry });
      this.carried = carry;
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private did({ sends, requiredCount: count }: LinkCopy['policy']): string {
    if (sends === 'nothing') return msg('There, the gradebook shows nothing.');
    if (sends === 'done') return msg(str`There, the gradebook shows “done” when ${count} observations are signed and read.`);
    return msg(str`There, the gradebook shows a running count: 2 of ${count}.`);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.copy === null) return nothing;
    const { course, policy } = this.copy;
    if (this.carried !== null) {
      return html`<div role="status">
        <cf-notice kind="good"
          >${this.carried ? msg('Carried over. The gradebook keeps its one column.') : msg('This course starts anew. Choose what the gradebook shows on the page Gradebook.')}</cf-notice
        >
      </div>`;
    }
    return html`<section class="card stack" aria-labelledby="copy">
      <h2 id="copy">${course ? msg(str`This course is a copy of ${course}`) : msg('This course is a copy')}</h2>
      <p>${this.did(policy)} ${msg('Do you want the same here?')}</p>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <div class="row">
        <button class="primary" type="button" @click=${() => this.answer(true)}>${msg('Carry it over')}</button>
        <button type="button" @click=${() => this.answer(false)}>${msg('Start anew')}</button>
      </div>
      <p class="quiet-text">${msg('People and records stay in the course they belong to.')}</p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-copy': LinkCopyOffer;
  }
}
