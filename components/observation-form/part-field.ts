import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormPart } from '../../tool/framework/form.shared.js';
import { lineLength } from '../../tool/framework/limits.shared.js';
import { sectionLength } from '../../tool/observation/limits.shared.js';
import { describedBy, field, type FieldOptions } from '../shared/field.js';
import { msg } from '../shared/localize.js';
import { initialsHint } from './words.js';

export interface PartAnswer {
  part: FormPart;
  /** What is written; of a choice, the key of the chosen label. */
  body: string;
  written(body: string): void;
}

/** One of several labels, and a way back to none: nothing has to be answered. */
function choices({ part, body, written }: PartAnswer): TemplateResult {
  const { section, heading, hint, options = [] } = part;
  const at = Math.max(0, options.findIndex(({ key }) => key === body)); // prettier-ignore
  return html`<fieldset class="field" aria-describedby=${hint ? `${section}-hint` : nothing}>
    <legend>${heading}</legend>
    ${hint ? html`<p class="hint" id="${section}-hint">${hint}</p>` : nothing}
    ${options.map(
      ({ key, label }, index) =>
        html`<label class="choice">
          <input
            type="radio"
            name=${section}
            value=${key}
            data-place=${index === at ? `section/${section}` : nothing}
            .checked=${live(body === key)}
            @change=${() => written(key)}
          /><span>${label}</span></label
        >`,
    )}
    ${body === '' ? nothing : html`<button class="quiet" type="button" @click=${() => written('')}>${msg('Take this answer back')}</button>`}
  </fieldset>`;
}

/** A question of a form and the field its answer is written in: exactly what an observer sees. Needs `formStyles`. */
export function partField(answer: PartAnswer): TemplateResult {
  const { part, body, written } = answer;
  if (part.options) return choices(answer);
  const options: FieldOptions = { id: part.section, label: part.heading, hint: `${part.hint} ${initialsHint()}`.trim() };
  const place = `section/${part.section}`;
  const typed = (event: Event) => written((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  if (part.answer === 'line') {
    return field(
      options,
      html`<input
        id=${options.id}
        data-place=${place}
        maxlength=${lineLength}
        autocomplete="off"
        aria-describedby=${describedBy(options)}
        .value=${body}
        @input=${typed}
      />`,
    );
  }
  return field(
    options,
    html`<textarea
      id=${options.id}
      data-place=${place}
      maxlength=${sectionLength}
      aria-describedby=${describedBy(options)}
      .value=${body}
      @input=${typed}
    ></textarea>`,
  );
}
