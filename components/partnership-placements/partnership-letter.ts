import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CodeMade } from '../../tool/partnership/claim-code.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay } from '../shared/times.js';
import { letterStyles } from './partnership-placements.styles.js';

/** The letter to a mentor, with the only copy of their code. Prints on one page without anything round it. */
@localized()
@customElement('partnership-letter')
export class PartnershipLetter extends LitElement {
  static override styles = [baseStyles, letterStyles];

  @property({ attribute: false }) made: CodeMade | null = null;
  @property({ attribute: false }) placement: PlacementView | null = null;
  @property() partnership = '';
  /** Whom to ask. */
  @property() sender = '';

  override render(): TemplateResult | typeof nothing {
    const { made, placement } = this;
    if (!made || !placement) return nothing;
    const until = longDay(dayOf(new Date(made.expiresAt), placement.timeZone));
    const [trainee, from] = [placement.trainee.name, longDay(placement.startsOn)];
    return html`<div class="letter card stack">
      <p>${msg(str`Dear ${made.name},`)}</p>
      <p>${msg(str`from ${from} you are mentor to ${trainee}.`)}</p>
      <ol>
        <li>
          ${msg(str`Open your school’s Canvas, left-hand menu, “Critical Friend (${this.partnership})”. No Canvas? Open the activity in the university’s course.`)}
        </li>
        <li>${msg('Type this code:')} <span class="code">${made.code.replace('-', '–')}</span></li>
      </ol>
      <p>${msg(str`That is all. The code works once, until ${until}.`)} ${this.sender ? msg(str`Questions: ${this.sender}`) : nothing}</p>
      <div class="row no-print">
        <button class="primary" type="button" @click=${() => window.print()}>${msg('Print')}</button>
        <span class="quiet-text">${msg('The code is shown only now. Print or copy the letter before you leave this page.')}</span>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-letter': PartnershipLetter;
  }
}
