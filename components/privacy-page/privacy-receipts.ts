import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ErasureCount, Receipt } from '../../tool/privacy/privacy.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';
import { privacyStyles } from './privacy-page.styles.js';

const sum = (counts: readonly ErasureCount[], what: 'deleted' | 'emptied'): number => counts.reduce((all, one) => all + one[what], 0);

const countsTable = (counts: readonly ErasureCount[]): TemplateResult =>
  html`<div class="table-scroll" tabindex="0" role="region" aria-label=${msg('Each kind')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${msg('What')}</th>
          <th scope="col" class="figure">${msg('Deleted')}</th>
          <th scope="col" class="figure">${msg('Emptied')}</th>
        </tr>
      </thead>
      <tbody>
        ${counts.map(
          ({ purpose, deleted, emptied }) =>
            html`<tr>
              <td>${purpose}</td>
              <td class="figure">${deleted}</td>
              <td class="figure">${emptied}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

/** How much goes in all, and each kind for who wants to know. */
export const countsOf = (counts: readonly ErasureCount[]): TemplateResult =>
  html`<details>
    <summary>${msg(str`${sum(counts, 'deleted')} entries deleted, ${sum(counts, 'emptied')} emptied of names and words`)}</summary>
    ${countsTable(counts)}
  </details>`;

/**
 * Receipts of what was erased: dates and numbers, no name.
 * @fires more-wanted
 */
@localized()
@customElement('privacy-receipts')
export class PrivacyReceipts extends LitElement {
  static override styles = [baseStyles, formStyles, privacyStyles];

  @property({ attribute: false }) receipts: Receipt[] = [];
  @property({ type: Boolean }) more = false;
  @property() zone = '';

  private renderReceipt(receipt: Receipt): TemplateResult {
    const when = moment(receipt.doneAt, { timeZone: this.zone });
    return html`<li class="stack-tight">
      <p>
        <strong>${receipt.former}</strong>
        <span class="quiet-text">
          ${when} · ${receipt.because}${receipt.reference ? html` · ${receipt.reference}` : nothing} ·
          ${receipt.confirmedBy ? msg(str`by ${receipt.confirmedBy}`) : msg('by the operator or the daily clearing out')}
        </span>
      </p>
      ${countsOf(receipt.counts)}
      <p class="quiet-text">${msg('Receipt')} <code>${receipt.id}</code></p>
    </li>`;
  }

  override render(): TemplateResult {
    return html`<section class="stack" aria-labelledby="receipts">
      <h2 id="receipts">${msg('Erased')}</h2>
      ${
        this.receipts.length === 0
          ? html`<p>${msg('Nobody was erased. Each time there is a receipt here, with numbers and no name.')}</p>`
          : html`<ul class="rows">
              ${this.receipts.map((receipt) => this.renderReceipt(receipt))}
            </ul>`
      }
      ${this.more ? html`<button type="button" @click=${() => fire(this, 'more-wanted')}>${msg('Show more')}</button>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-receipts': PrivacyReceipts;
  }
}
