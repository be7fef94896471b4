import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TargetView } from '../../tool/target/target.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { longDay } from '../shared/times.js';

const targetCardStyles = css`
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: var(--cf-space-1) var(--cf-space-3);
  }
  dt {
    color: var(--cf-ink-quiet);
  }
  dd,
  h3 {
    white-space: pre-wrap;
  }
  @media (max-width: 30rem) {
    dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dd + dt {
      margin-block-start: var(--cf-space-2);
    }
  }
`;

/**
 * An agreed target, to be read.
 * @slot - what it rests on
 */
@localized()
@customElement('target-card')
export class TargetCard extends LitElement {
  static override styles = [baseStyles, targetCardStyles];

  /** Given names of the two who agreed it. */
  @property() trainee = '';
  @property() observer = '';
  @property({ attribute: false }) target!: TargetView;

  override render(): TemplateResult {
    const { wording, actions, support, byOn, erasedAt } = this.target;
    if (erasedAt) return html`<div class="card"><p>${msg('The words of this target were erased.')}</p></div>`;
    const line = (term: string, words: string) =>
      words.trim()
        ? html`<dt>${term}</dt>
            <dd>${words}</dd>`
        : nothing;
    return html`<div class="card stack-tight">
      <h3>${wording.trim() || msg('A target without wording')}</h3>
      <dl>
        ${line(msg(str`${this.trainee} will`), actions)} ${line(msg(str`${this.observer} will`), support)}
        ${line(msg('By'), byOn ? longDay(byOn) : '')}
      </dl>
      <slot></slot>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-card': TargetCard;
  }
}
