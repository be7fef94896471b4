import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TraineeRow } from '../../tool/attention/attention.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { ruleName, ruleOrder } from './rule-words.js';
import { mentorsOf, noFilter, phasesOf, schoolsOf, type Choice, type TraineeFilter } from './trainee-filter.js';
import { filterStyles } from './tutor-table.styles.js';

/**
 * Which trainees are shown. A choice between fewer than two things is not offered.
 * @fires filter-changed - `TraineeFilter`
 */
@localized()
@customElement('trainee-filters')
export class TraineeFilters extends LitElement {
  static override styles = [baseStyles, formStyles, filterStyles];

  @property({ attribute: false }) rows: TraineeRow[] = [];
  @property({ attribute: false }) filter: TraineeFilter = noFilter;

  private change(part: Partial<TraineeFilter>): void {
    fire(this, 'filter-changed', { ...this.filter, ...part });
  }

  private renderSelect(
    id: 'rule' | 'school' | 'phase' | 'mentor',
    label: string,
    any: string,
    choices: Choice[],
  ): TemplateResult | typeof nothing {
    if (choices.length < 2) return nothing;
    const choose = (event: Event): void => this.change({ [id]: (event.target as HTMLSelectElement).value });
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${choose}>
        <option value="" .selected=${this.filter[id] === ''}>${any}</option>
        ${choices.map(({ value, words }) => html`<option value=${value} .selected=${this.filter[id] === value}>${words}</option>`)}
      </select>
    </div>`;
  }

  override render(): TemplateResult {
    const { rows, filter } = this;
    const met = new Set(rows.flatMap((row) => row.flags.map((flag) => flag.rule)));
    const rules = ruleOrder.filter((rule) => met.has(rule)).map((rule) => ({ value: rule, words: ruleName(rule) }));
    const selects = [
      this.renderSelect('rule', msg('Why'), msg('Any reason'), rules),
      this.renderSelect('school', msg('School'), msg('Every school'), schoolsOf(rows)),
      this.renderSelect('phase', msg('Phase'), msg('Every phase'), phasesOf(rows)),
      this.renderSelect('mentor', msg('Mentor'), msg('Every mentor'), mentorsOf(rows)),
    ].filter((select) => select !== nothing);
    return html`<form role="search" aria-label=${msg('Which trainees are shown')} @submit=${(event: Event) => event.preventDefault()}>
      <div class="first">
        <div class="field">
          <label for="name">${msg('Find by name')}</label>
          <input
            id="name"
            type="search"
            autocomplete="off"
            .value=${filter.name}
            @input=${(event: Event) => this.change({ name: (event.target as HTMLInputElement).value })}
          />
        </div>
        <label class="choice">
          <input
            type="checkbox"
            .checked=${filter.needing}
            @change=${(event: Event) => this.change({ needing: (event.target as HTMLInputElement).checked })}
          />
          <span>${msg('Only those who need me')}</span>
        </label>
      </div>
      ${
        selects.length === 0
          ? nothing
          : html`<details>
              <summary>${msg('Choose by reason, school or mentor')}</summary>
              <div class="more">${selects}</div>
            </details>`
      }
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trainee-filters': TraineeFilters;
  }
}
