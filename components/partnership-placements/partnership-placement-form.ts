import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementBody, PlacementView } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field, type FieldOptions } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { placementsStyles } from './partnership-placements.styles.js';

/** School, subject and days, as they are sent; who the trainee is belongs to the page. */
export type PlacementWords = Omit<PlacementBody, 'trainee'>;

/**
 * The form of a placement without its trainee.
 * @fires placement-given - `PlacementWords`, complete
 */
@localized()
@customElement('partnership-placement-form')
export class PartnershipPlacementForm extends LitElement {
  static override styles = [baseStyles, formStyles, placementsStyles];

  @property({ attribute: false }) placement: PlacementView | null = null;
  @property({ attribute: false }) schools: { id: string; name: string }[] = [];
  /** What the server said of single fields. */
  @property({ attribute: false }) errors: FieldProblem[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private missing: Partial<Record<string, string>> = {};

  /** The caret goes to the first field. */
  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: keyof PlacementWords): string => formText(data, name);
    const words: PlacementWords = {
      school: text('school'), subject: text('subject') || null, phase: text('phase') || null, startsOn: text('startsOn'), endsOn: text('endsOn'),
    }; // prettier-ignore
    this.missing = {
      ...(words.school === '' ? { school: msg('Which school?') } : {}),
      ...(words.startsOn === '' ? { startsOn: msg('When does it start?') } : {}),
      ...(words.endsOn === '' ? { endsOn: msg('When does it end?') } : {}),
      ...(words.startsOn !== '' && words.endsOn !== '' && words.endsOn <= words.startsOn
        ? { endsOn: msg('The last day comes after the first.') }
        : {}),
    };
    await this.updateComplete;
    const [first] = Object.keys(this.missing);
    if (first === undefined) fire(this, 'placement-given', words);
    else this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
  };

  private renderField(
    id: keyof PlacementWords,
    label: string,
    given: { type?: string; hint?: string; list?: string } = {},
  ): TemplateResult {
    const error = this.missing[id] ?? this.errors.find((one) => one.pointer === `/${id}`)?.detail ?? null;
    const about: FieldOptions = { id, label, hint: given.hint, error };
    const value = id === 'school' ? this.placement?.school.name : this.placement?.[id];
    return field(
      about,
      html`<input
        id=${id}
        name=${id}
        type=${given.type ?? 'text'}
        maxlength="200"
        list=${given.list ?? nothing}
        autocomplete="off"
        aria-describedby=${describedBy(about)}
        aria-invalid=${error ? 'true' : nothing}
        .value=${value ?? ''}
      />`,
    );
  }

  override render(): TemplateResult {
    return html`<form class="stack" novalidate @submit=${this.submit}>
      ${this.renderField('school', msg('School'), { list: 'schools', hint: msg('Choose one, or type a new name.') })}
      <datalist id="schools">${this.schools.map((school) => html`<option value=${school.name}></option>`)}</datalist>
      ${this.renderField('subject', msg('Subject (if you like)'))} ${this.renderField('phase', msg('Phase (if you like)'))}
      <div class="days">
        ${this.renderField('startsOn', msg('First day'), { type: 'date' })} ${this.renderField('endsOn', msg('Last day'), { type: 'date' })}
      </div>
      <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
        ${this.busy ? msg('Saving…') : this.placement ? msg('Save') : msg('Make the placement')}
      </button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-placement-form': PartnershipPlacementForm;
  }
}
