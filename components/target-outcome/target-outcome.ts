import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { actionsLength } from '../../tool/target/limits.shared.js';
import type { EarlierTarget, TargetOutcome } from '../../tool/target/target.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { outcomeName } from './outcome-words.js';

const targetOutcomeStyles = css`
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--cf-space-5);
  }
  textarea {
    min-block-size: 4rem;
  }
  .wording {
    font-weight: 600;
    white-space: pre-wrap;
  }
`;

const outcomes: readonly TargetOutcome[] = ['going_on', 'done', 'park'];

/**
 * What became of one target: still working on it, done, or parked, and why. Nothing has to be said.
 * @slot - the notes that show it
 * @fires outcome-said - detail {outcome, because}
 */
@localized()
@customElement('target-outcome')
export class TargetOutcomeElement extends LitElement {
  static override styles = [baseStyles, formStyles, targetOutcomeStyles];

  @property({ attribute: false }) earlier!: EarlierTarget;

  private say(change: { outcome?: TargetOutcome; because?: string }): void {
    const { answer } = this.earlier;
    fire(this, 'outcome-said', { outcome: answer?.outcome ?? 'going_on', because: answer?.because ?? '', ...change });
  }

  private because(outcome: TargetOutcome): TemplateResult {
    const words = {
      going_on: { label: msg('What is better already, what is hard'), hint: msg('If you want to. Initials or seat, not pupils’ names.') },
      done: { label: msg('Done, because…'), hint: msg('How you can tell. Initials or seat, not pupils’ names.') },
      park: { label: msg('Why now'), hint: msg('If you want to. It can be taken up again. Initials or seat, not pupils’ names.') },
    }[outcome];
    const options = { id: 'because', ...words };
    return field(
      options,
      html`<textarea
        id="because"
        rows="2"
        maxlength=${actionsLength}
        aria-describedby=${describedBy(options)}
        .value=${this.earlier.answer?.because ?? ''}
        @input=${(event: Event) => this.say({ because: (event.target as HTMLTextAreaElement).value })}
      ></textarea>`,
    );
  }

  override render(): TemplateResult {
    const { wording, actions, answer } = this.earlier;
    return html`<fieldset class="card stack-tight">
      <legend class="visually-hidden">${wording.trim() || msg('A target without wording')}</legend>
      <p class="wording" aria-hidden="true">${wording.trim() || msg('A target without wording')}</p>
      ${actions.trim() ? html`<p class="quiet-text">${actions}</p>` : nothing}
      <div class="choices">
        ${outcomes.map(
          (outcome) =>
            html`<label class="choice">
              <input
                type="radio"
                name="outcome"
                value=${outcome}
                .checked=${answer?.outcome === outcome}
                @change=${() => this.say({ outcome })}
              />
              <span>${outcomeName(outcome)}</span>
            </label>`,
        )}
      </div>
      ${answer ? html`${this.because(answer.outcome)}<slot></slot>` : nothing}
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-outcome': TargetOutcomeElement;
  }
}
