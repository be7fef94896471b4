import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ReviewEvidence, ReviewView } from '../../tool/review/review.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { longDay } from '../shared/times.js';

/** What a review rests on: signed lessons and targets, each a link; no answer on a scale is among it. */
@localized()
@customElement('review-evidence')
export class ReviewEvidenceList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      summary {
        min-block-size: var(--cf-target);
        padding-block: 0.625rem;
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) view!: ReviewView;

  private one({ recordId, on, wording, erasedAt }: ReviewEvidence): TemplateResult {
    const words = erasedAt === null ? wording : msg('These words were erased.');
    return html`<li><a href="#/observations/${recordId}">${words}</a> <span class="quiet-text">${longDay(on, true)}</span></li>`;
  }

  private group(heading: string, items: readonly ReviewEvidence[]): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing;
    return html`<details ?open=${items.length < 4}>
      <summary>${heading}</summary>
      <ul class="rows">
        ${items.map((item) => this.one(item))}
      </ul>
    </details>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { evidence, state } = this.view;
    const lessons = evidence.filter(({ kind }) => kind === 'observation');
    const targets = evidence.filter(({ kind }) => kind === 'target');
    const fixed = state === 'open' ? nothing : html`<p class="quiet-text">${msg('As it was on the day of the first signature.')}</p>`;
    return html`<section class="stack-tight" aria-labelledby="rests-on">
      <h2 id="rests-on">${msg('What it rests on')}</h2>
      ${evidence.length === 0 ? html`<p class="quiet-text">${msg('No signed lessons that you can read. They are listed here by themselves.')}</p>` : fixed}
      ${this.group(msg(str`Signed lessons (${lessons.length})`), lessons)} ${this.group(msg(str`Targets (${targets.length})`), targets)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-evidence': ReviewEvidenceList;
  }
}
