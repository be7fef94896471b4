import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
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
  /** Whom to ask. */
  @property() sender = '';
  @state() private said = '';

  private get words(): HTMLElement | null {
    return this.renderRoot.querySelector('.words');
  }

  private readonly copy = async (): Promise<void> => {
    const { words } = this;
    if (!words) return;
    // Inside a platform's frame the clipboard may be closed: then the letter is marked and the person copies it.
    try {
      await navigator.clipboard.writeText(words.innerText);
      this.said = msg('Copied.');
    } catch {
      getSelection()?.selectAllChildren(words);
      this.said = msg('The letter is marked. Copy it with Ctrl+C, on a Mac Cmd+C.');
    }
  };

  private renderWords(made: CodeMade, placement: PlacementView): TemplateResult {
    const until = longDay(dayOf(new Date(made.expiresAt), placement.timeZone));
    const [trainee, from] = [placement.trainee.name, longDay(placement.startsOn)];
    return html`<p>${msg(str`Dear ${made.name},`)}</p>
      <p>${msg(str`from ${from} you are mentor to ${trainee}.`)}</p>
      <ol>
        <li>${msg(html`Open your school’s Canvas or Moodle and choose <strong>Critical Friend</strong>.`)}</li>
        <li>${msg('Type this code:')} <span class="code">${made.code.replace('-', '–')}</span></li>
      </ol>
      <p>${msg(str`That is all. The code works once, until ${until}.`)}</p>
      ${this.sender ? html`<p>${msg(str`Questions: ${this.sender}`)}</p>` : nothing}`;
  }

  override render(): TemplateResult | typeof nothing {
    const { made, placement } = this;
    if (!made || !placement) return nothing;
    return html`<div class="letter card stack">
      <div class="words stack">${this.renderWords(made, placement)}</div>
      <div class="row no-print">
        <button class="primary" type="button" @click=${() => window.print()}>${msg('Print')}</button>
        <button type="button" @click=${this.copy}>${msg('Copy')}</button>
        <span class="quiet-text">${msg('The code is shown only now. Print or copy the letter before you leave this page.')}</span>
      </div>
      <p role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-letter': PartnershipLetter;
  }
}
