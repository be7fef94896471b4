import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';

/**
 * Choosing one of the tutors who were named; where nobody is named yet, the way to naming them.
 * @fires tutor-chosen - `{ personId }`, null for nobody
 */
@localized()
@customElement('partnership-tutor-choice')
export class PartnershipTutorChoice extends LitElement {
  static override styles = [baseStyles, formStyles];

  @property({ attribute: false }) tutors: TutorListed[] = [];
  @property() chosen: string | null = null;
  @property() label = '';
  @property() error: string | null = null;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('select, a')?.focus();
  }

  private readonly choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    fire(this, 'tutor-chosen', { personId: value === '' ? null : value });
  };

  private renderNobody(): TemplateResult {
    return html`<p>${msg('No tutor is named yet. A trainee needs one.')}</p>
      ${this.error ? html`<p class="error">${this.error}</p>` : nothing}
      <p><a href="#/placements/roles">${msg('Name a tutor')}</a></p>`;
  }

  override render(): TemplateResult {
    if (this.tutors.length === 0) return this.renderNobody();
    const about = { id: 'tutor', label: this.label || msg('Tutor'), hint: msg('Sees what is signed of this trainee.'), error: this.error };
    return field(
      about,
      html`<select
        id="tutor"
        name="tutor"
        aria-describedby=${describedBy(about)}
        aria-invalid=${this.error ? 'true' : nothing}
        @change=${this.choose}
      >
        <option value="" .selected=${this.chosen === null}>${msg('Choose a tutor')}</option>
        ${this.tutors.map(({ personId, name }) => html`<option value=${personId} .selected=${this.chosen === personId}>${name}</option>`)}
      </select>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-tutor-choice': PartnershipTutorChoice;
  }
}
