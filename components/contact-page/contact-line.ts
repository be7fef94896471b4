import { html, nothing, type TemplateResult } from 'lit';
import { describedBy, field, type FieldOptions } from '../shared/field.js';

interface Line extends FieldOptions {
  type?: string;
  value: string;
  /** Most characters. */
  most: number;
}

/** One line of a contact with its label, hint and error. Needs `formStyles`. */
export const contactLine = ({ type = 'text', value, most, ...about }: Line): TemplateResult =>
  field(
    about,
    html`<input
      id=${about.id}
      name=${about.id}
      type=${type}
      maxlength=${most}
      autocomplete="off"
      aria-describedby=${describedBy(about)}
      aria-invalid=${about.error ? 'true' : nothing}
      .value=${value}
    />`,
  );
