import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { noteLength } from '../../tool/observation/limits.shared.js';
import type { NoteView, ObservationView } from '../../tool/observation/observation.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';
import { countPrompts, promptsGiven } from './prompt-count.js';

const observationPromptReviewStyles = css`
  textarea {
    min-block-size: 3.5rem;
  }
  .why {
    white-space: pre-wrap;
  }
`;

/**
 * The prompts given in a lesson: how many and when, in words, and for each *Why then?*: to be written with `editable`, else to be read.
 * @fires note-changed - detail {id, why}
 */
@localized()
@customElement('observation-prompt-review')
export class ObservationPromptReview extends LitElement {
  static override styles = [baseStyles, formStyles, observationPromptReviewStyles];

  @property({ attribute: false }) view!: ObservationView;
  @property({ type: Boolean }) editable = false;

  private sum(): string {
    const { prompts, minutes } = countPrompts(this.view);
    if (minutes === null) return prompts === 1 ? msg('One prompt') : msg(str`${prompts} prompts`);
    const ran = minutes === 1 ? msg('one minute') : msg(str`${minutes} minutes`);
    return prompts === 1 ? msg(str`One prompt in ${ran}`) : msg(str`${prompts} prompts in ${ran}`);
  }

  /** `Minutes 0 to 10: 3. 10 to 20: none.` */
  private tens(): string {
    const { inTens } = countPrompts(this.view);
    return inTens.map((count, ten) => msg(str`${ten * 10}–${ten * 10 + 10} min: ${count === 0 ? msg('none') : count}`)).join(' · ');
  }

  private prompt(note: NoteView): TemplateResult {
    const heading = [note.minuteMs === null ? '' : elapsed(note.minuteMs), note.erasedAt ? msg('These words were erased.') : note.body];
    const named = heading.filter(Boolean).join(' ');
    if (!this.editable) {
      return html`<li>
        <strong>${named}</strong>
        ${note.why ? html`<p class="why">${msg('Why then?')} ${note.why}</p>` : nothing}
      </li>`;
    }
    const options = { id: `why-${note.id}`, label: named, hint: `${msg('Why then?')} ${initialsHint()}` };
    return html`<li>
      ${field(
        options,
        html`<textarea
          id=${options.id}
          rows="1"
          maxlength=${noteLength}
          aria-describedby=${describedBy(options)}
          .value=${note.why}
          @input=${(event: Event) => fire(this, 'note-changed', { id: note.id, why: (event.target as HTMLTextAreaElement).value })}
        ></textarea>`,
      )}
    </li>`;
  }

  override render(): TemplateResult {
    const given = promptsGiven(this.view.notes);
    const tens = this.tens();
    return html`<section class="stack-tight" aria-labelledby="prompts">
      <h2 id="prompts">${msg('Prompts')}</h2>
      <p>${this.sum()}</p>
      ${tens === '' ? nothing : html`<p class="quiet-text">${tens}</p>`}
      ${this.editable ? html`<p class="quiet-text">${msg('Say why you gave each one then, if it helps. You can leave any of them.')}</p>` : nothing}
      <ol class="rows">
        ${repeat(
          given,
          (note) => note.id,
          (note) => this.prompt(note),
        )}
      </ol>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-prompt-review': ObservationPromptReview;
  }
}
