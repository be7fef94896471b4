import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodeMade } from '../../tool/partnership/claim-code.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { copyText } from '../shared/copy-text.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayAndYear, dayOf } from '../shared/times.js';
import { letterStyles } from '../shared/letter.styles.js';
import { letterPrintStyles } from './partnership-placements.styles.js';

/** The letter to a mentor, or whoever takes up a role, with the only copy of their code. Prints on one page without anything round it. */
@localized()
@customElement('partnership-letter')
export class PartnershipLetter extends LitElement {
  static override styles = [baseStyles, letterStyles, letterPrintStyles];

  @property({ attribute: false }) made: CodeMade | null = null;
  @property({ attribute: false }) placement: PlacementView | null = null;
  /** What they are from now on, as the rest of a sentence; a mentor of the placement where it is empty. */
  @property() duty = '';
  /** IANA zone of the days where there is no placement. */
  @property() zone: string | undefined;
  /** Whom to ask. */
  @property() sender = '';
  @state() private said = '';

  private get words(): HTMLElement | null {
    return this.renderRoot.querySelector('.words');
  }

  private readonly copy = async (): Promise<void> => {
    const { words } = this;
    if (!words) return;
    const done = await copyText(words);
    this.said = done === 'copied' ? msg('Copied.') : msg('The letter is marked. Copy it with Ctrl+C, on a Mac Cmd+C.');
  };

  private get sentence(): string {
    const { placement, duty } = this;
    if (duty !== '' || !placement) return duty;
    const [trainee, from] = [placement.trainee.name, dayAndYear(placement.startsOn)];
    return msg(str`From ${from} you are mentor to ${trainee}.`);
  }

  private renderWords(made: CodeMade): TemplateResult {
    const until = dayAndYear(dayOf(new Date(made.expiresAt), this.placement?.timeZone ?? this.zone));
    return html`<p>${msg(str`Dear ${made.name},`)}</p>
      <p>${this.sentence}</p>
      <ol>
        <li>${msg(html`Open your school’s Canvas or Moodle and choose <strong>Critical Friend</strong>.`)}</li>
        <li>${msg('Type this code:')} <span class="code">${made.code.replace('-', '–')}</span></li>
      </ol>
      <p>${msg(str`That is all. The code works once, until ${until}.`)}</p>
      ${this.sender ? html`<p>${msg(str`Questions: ${this.sender}`)}</p>` : nothing}`;
  }

  override render(): TemplateResult | typeof nothing {
    const { made } = this;
    if (!made) return nothing;
    return html`<div class="letter card stack">
      <div class="words stack">${this.renderWords(made)}</div>
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
