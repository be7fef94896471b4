import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../shared/cf-notice.js';
import type { TakeawayFormat } from '../../tool/observation/observation-takeaway.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';

/**
 * The ways to take a record away, or all records of a list. Every press is answered by `settled`.
 * @fires copy-wanted - detail {format}
 */
@localized()
@customElement('observation-takeaway')
export class ObservationTakeaway extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .ways {
        padding-block-start: var(--cf-space-2);
      }
    `,
  ];

  /** One record, or every record of a list. */
  @property() of: 'one' | 'all' = 'one';
  /** How the last press ended; null before. */
  @property({ attribute: false }) outcome: { problem: string | null } | null = null;
  @state() private making: TakeawayFormat | null = null;

  /** The file was given to the browser, or it could not be. */
  settled(problem: string | null): void {
    this.making = null;
    this.outcome = { problem };
  }

  private readonly ask = (format: TakeawayFormat): void => {
    if (this.making !== null) return;
    this.making = format;
    this.outcome = null;
    fire(this, 'copy-wanted', { format });
  };

  private way(format: TakeawayFormat): TemplateResult {
    const name = format.toUpperCase();
    return html`<button type="button" aria-disabled=${this.making === null ? 'false' : 'true'} @click=${() => this.ask(format)}>
      ${this.making === format ? msg(str`Making the ${name}…`) : name}
    </button>`;
  }

  private said(): TemplateResult | typeof nothing {
    if (this.outcome === null) return nothing;
    const { problem } = this.outcome;
    if (problem !== null) return html`<cf-notice kind="problem"><p>${problem}</p></cf-notice>`;
    return html`<p>${msg('The file is among your downloads.')}</p>`;
  }

  override render(): TemplateResult {
    const one = this.of === 'one';
    return html`<div class="stack-tight ways">
      <p class="quiet-text">
        ${one ? msg('PDF is for paper and to hand in. CSV opens in a spreadsheet.') : msg('CSV opens in a spreadsheet. It holds every record that you may read.')}
        ${msg('JSON is for another program. Each holds every note, answer and correction.')}
      </p>
      <div class="row">
        ${one ? html`<button type="button" @click=${() => print()}>${msg('Print')}</button> ${this.way('pdf')}` : nothing}
        ${this.way('csv')} ${this.way('json')}
      </div>
      <div role="status">${this.said()}</div>
      <p class="privacy">
        ${msg('A file leaves this page: who has it can read it. That you took it stands in the history of the record.')}
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-takeaway': ObservationTakeaway;
  }
}
