import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { mostPrompts, promptLength } from '../../tool/observation/limits.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';

const observationPromptPlanStyles = css`
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    color: var(--cf-accent);
    cursor: pointer;
  }
  .prompts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: var(--cf-space-2);
    max-inline-size: var(--cf-measure);
  }
`;

/**
 * The prompts agreed for a lesson: a field for each, and an empty one while there is room.
 * @fires prompts-written - detail {texts}
 */
@localized()
@customElement('observation-prompt-plan')
export class ObservationPromptPlan extends LitElement {
  static override styles = [baseStyles, formStyles, observationPromptPlanStyles];

  @property({ attribute: false }) texts: readonly string[] = [];
  /** Given name of who hears them; empty while it is not known. */
  @property() trainee = '';
  /** As they stand in the fields, blank ones among them. */
  @state() private lines: string[] = [];
  @state() private open = false;

  override willUpdate(changed: PropertyValues<this>): void {
    // What is on its way to be stored comes back as it was typed; only other words take the place of what is in the fields.
    if (changed.has('texts') && this.written.join('\n') !== this.texts.join('\n')) {
      this.lines = [...this.texts];
      this.open ||= this.texts.length > 0;
    }
    if (this.lines.length < mostPrompts && this.lines.at(-1)?.trim() !== '') this.lines = [...this.lines, ''];
  }

  private get written(): string[] {
    return [...new Set(this.lines.map((line) => line.trim()).filter(Boolean))];
  }

  private readonly typed = (event: Event, index: number): void => {
    this.lines = this.lines.with(index, (event.target as HTMLInputElement).value);
    fire(this, 'prompts-written', { texts: this.written });
  };

  private line(text: string, index: number): TemplateResult {
    return html`<input
      type="text"
      maxlength=${promptLength}
      autocomplete="off"
      aria-label=${msg(str`Prompt ${index + 1}`)}
      .value=${text}
      @input=${(event: Event) => this.typed(event, index)}
    />`;
  }

  override render(): TemplateResult {
    const told = this.trainee === '' ? '' : msg(str`${this.trainee} reads them with the plan.`);
    return html`<details .open=${this.open} @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}>
      <summary>${msg('Prompts while the lesson runs (optional)')}</summary>
      <div class="stack-tight">
        <p class="hint" id="about">
          ${msg(str`Short words the two of you agreed, for an earpiece or a card: ${mostPrompts} at most.`)} ${told} ${initialsHint()}
        </p>
        <div class="prompts" role="group" aria-label=${msg('Prompts')} aria-describedby="about">
          ${this.lines.map((text, index) => this.line(text, index))}
        </div>
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-prompt-plan': ObservationPromptPlan;
  }
}
