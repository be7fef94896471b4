import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from './base.styles.js';
import { icon, type IconName } from './icons.js';
import { localized, msg, str } from './localize.js';
import { timeOfDay } from './times.js';

export type SaveStateName = 'saved' | 'saving' | 'not-saved' | 'waiting';

const icons: Record<SaveStateName, IconName> = { saved: 'check', saving: 'dots', 'not-saved': 'warning', waiting: 'unsent' };

/**
 * Whether what is on the screen is kept: an icon and a word. It speaks to a screen reader only when the news matters
 * (no longer saved, saved again), not at every pause in typing.
 */
@localized()
@customElement('save-state')
export class SaveState extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--cf-space-2);
        min-block-size: 1.75rem;
        color: var(--cf-ink-quiet);
        font-size: var(--cf-text-s);
        font-variant-numeric: tabular-nums;
      }
      :host([state='saved']) .icon {
        color: var(--cf-good);
      }
      :host([state='waiting']) {
        color: var(--cf-warning);
      }
      :host([state='not-saved']) {
        color: var(--cf-problem);
        font-weight: 600;
      }
    `,
  ];

  @property({ reflect: true }) state: SaveStateName = 'saved';
  /** ISO instant of the last save; null says *Saved* alone. */
  @property() at: string | null = null;
  /** IANA zone in which `at` is shown. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;
  /** Another sentence for this state, for example with the number to quote. */
  @property() sentence: string | null = null;
  /** Nothing has been typed yet: shows nothing. */
  @property({ type: Boolean }) untouched = false;

  @state() private spoken = '';

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('state');
    if (!changed.has('state')) return;
    if (this.state === 'not-saved' || this.state === 'waiting') this.spoken = this.words();
    else if (this.state === 'saved' && (before === 'not-saved' || before === 'waiting' || this.spoken !== '')) this.spoken = this.words();
  }

  private words(): string {
    if (this.sentence) return this.sentence;
    if (this.state === 'saving') return msg('Saving…');
    if (this.state === 'not-saved') return msg('Not saved');
    if (this.state === 'waiting') return msg('Not sent yet. Keep this tab open.');
    return this.at ? msg(str`Saved ${timeOfDay(this.at, this.timeZone)}`) : msg('Saved');
  }

  override render(): TemplateResult {
    return html`${this.untouched ? nothing : html`${icon(icons[this.state])}<span>${this.words()}</span>`}
      <span class="visually-hidden" role="status">${this.spoken}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'save-state': SaveState;
  }
}
