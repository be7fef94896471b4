import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.js';

export interface FieldOptions {
  /** Id of the control inside. */
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong and what to do, or nothing. */
  error?: string | null | undefined;
}

/** Value for the control's `aria-describedby`: its hint and its error, whichever there are. */
export const describedBy = (field: Pick<FieldOptions, 'id' | 'hint' | 'error'>): string | typeof nothing =>
  [field.hint ? `${field.id}-hint` : '', field.error ? `${field.id}-error` : ''].filter(Boolean).join(' ') || nothing;

/**
 * A label, its hint, its error and its control, in the order they are read. The control carries `id`, `aria-describedby=${describedBy(…)}`
 * and, with an error, `aria-invalid="true"`. Needs `formStyles`.
 */
export const field = (options: FieldOptions, control: TemplateResult): TemplateResult => html`
  <div class="field">
    <label for=${options.id}>${options.label}</label>
    ${options.hint ? html`<p class="hint" id="${options.id}-hint">${options.hint}</p>` : nothing}
    ${options.error ? html`<p class="error" id="${options.id}-error">${icon('warning')}<span>${options.error}</span></p>` : nothing}
    ${control}
  </div>
`;
