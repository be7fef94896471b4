import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FormContent } from '../../tool/framework/form.shared.js';
import { partField } from '../observation-form/part-field.js';
import { baseStyles } from '../shared/base.styles.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { formSetUpStyles } from './form-set-up.styles.js';

/** A form as an observer sees it: the same fields in the same order. What is typed here is kept nowhere. */
@localized()
@customElement('form-preview')
export class FormPreview extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  @property({ attribute: false }) form!: Pick<FormContent, 'name' | 'sections'>;
  @state() private tried: ReadonlyMap<string, string> = new Map();

  override render(): TemplateResult {
    return html`<div class="preview stack-wide narrow">
      <p class="quiet-text">${msg('This is what an observer sees. Try it: nothing is stored.')}</p>
      ${this.form.sections.map((part) =>
        partField({
          part,
          body: this.tried.get(part.section) ?? '',
          written: (body) => (this.tried = new Map(this.tried).set(part.section, body)),
        }),
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-preview': FormPreview;
  }
}
