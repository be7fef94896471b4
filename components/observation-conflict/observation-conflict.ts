import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../shared/cf-notice.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg } from '../shared/localize.js';

const observationConflictStyles = css`
  .texts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: var(--cf-space-4);
  }
  .text {
    white-space: pre-wrap;
  }
`;

/**
 * Two versions of one text, to choose from; nothing is thrown away before the choice.
 * @fires text-chosen - detail 'yours' or 'theirs'
 */
@localized()
@customElement('observation-conflict')
export class ObservationConflict extends LitElement {
  static override styles = [baseStyles, observationConflictStyles];

  @property() yours = '';
  @property() theirs = '';

  override render(): TemplateResult {
    const text = (heading: string, words: string, choice: 'yours' | 'theirs', label: string) =>
      html`<div class="card stack-tight">
        <h3>${heading}</h3>
        <p class="text">${words}</p>
        <button type="button" @click=${() => fire(this, 'text-chosen', choice)}>${label}</button>
      </div>`;
    return html`<cf-notice kind="warning"><p>${msg('Somebody else changed this while you wrote. Here are both texts.')}</p></cf-notice>
      <div class="texts">
        ${text(msg('Yours, on this page'), this.yours, 'yours', msg('Keep yours'))}
        ${text(msg('Stored meanwhile'), this.theirs, 'theirs', msg('Take the stored one'))}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-conflict': ObservationConflict;
  }
}
