import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';

const observationPromptPadStyles = css`
  .pad {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
    gap: var(--cf-space-2);
  }
  .pad button {
    min-block-size: 3rem;
    overflow-wrap: anywhere;
  }
`;

/** A tap leaves the caret, and a tablet’s keyboard, where the next note is typed. */
const keepFocus = (event: Event): void => event.preventDefault();

/**
 * The prompts agreed for the lesson, each a button: pressed when it is given.
 * @fires note-added - detail {body, tag: 'prompt'}
 */
@localized()
@customElement('observation-prompt-pad')
export class ObservationPromptPad extends LitElement {
  static override styles = [baseStyles, observationPromptPadStyles];

  @property({ attribute: false }) texts: readonly string[] = [];
  @state() private given: { text: string; times: number } | null = null;

  private press(text: string): void {
    this.given = { text, times: this.given?.text === text ? this.given.times + 1 : 1 };
    fire(this, 'note-added', { body: text, tag: 'prompt' });
  }

  private said(): string {
    if (!this.given) return '';
    const { text, times } = this.given;
    return times === 1 ? msg(str`Written down: ${text}`) : msg(str`Written down ${times} times: ${text}`);
  }

  override render(): TemplateResult {
    return html`<section class="stack-tight" aria-labelledby="prompts">
      <p id="prompts" class="quiet-text">${msg('Prompts: tap one when you give it.')}</p>
      <div class="pad" @mousedown=${keepFocus}>
        ${this.texts.map((text) => html`<button type="button" @click=${() => this.press(text)}>${text}</button>`)}
      </div>
      <p class="quiet-text" role="status">${this.said()}</p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-prompt-pad': ObservationPromptPad;
  }
}
