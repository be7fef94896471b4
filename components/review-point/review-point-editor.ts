import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Outcome, ReviewPointBody, ReviewPointLine, ReviewPointList } from '../../tool/review/review-point.shared.js';
import { mostOutcomes, outcomeLength, pointNameLength } from '../../tool/review/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';

const usualOutcomes = (): Outcome[] => [
  { key: 'outcome_1', label: msg('On track'), score: null },
  { key: 'outcome_2', label: msg('On track with support'), score: null },
  { key: 'outcome_3', label: msg('Not yet on track'), score: null },
];

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/**
 * One review being set up: its name, day, form, outcomes and what they are worth.
 * @fires point-written - detail ReviewPointBody
 * @fires editing-left
 */
@localized()
@customElement('review-point-editor')
export class ReviewPointEditor extends LitElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      .outcome {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 8rem auto;
        max-inline-size: var(--cf-measure);
        gap: var(--cf-space-2);
        align-items: end;
      }
      @media (max-width: 30rem) {
        .outcome {
          grid-template-columns: 1fr 6rem;
        }
        .outcome .field {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) point: ReviewPointLine | null = null;
  @property({ attribute: false }) forms: ReviewPointList['forms'] = [];
  @property({ attribute: false }) errors: readonly FieldProblem[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private body: ReviewPointBody | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('point') && this.body) return;
    const { point, forms } = this;
    this.body = point
      ? {
          name: point.name, dueOn: point.dueOn, formVersionId: point.formVersionId, leadSigns: point.leadSigns, outcomes: point.outcomes,
          maximum: point.maximum,
        } // prettier-ignore
      : { name: '', dueOn: null, formVersionId: forms[0]?.versionId ?? '', leadSigns: false, outcomes: usualOutcomes(), maximum: null };
  }

  private change(change: Partial<ReviewPointBody>): void {
    if (this.body) this.body = { ...this.body, ...change };
  }

  private errorAt(pointer: string): string | null {
    return this.errors.find((one) => one.pointer === pointer)?.detail ?? null;
  }

  private text(
    given: { id: string; label: string; hint?: string; pointer: string; value: string; type?: string; most?: number },
    typed: (value: string) => void,
  ): TemplateResult {
    const { id, label, hint, pointer, value, type = 'text', most = 200 } = given;
    const options = { id, label, hint, error: this.errorAt(pointer) };
    return field(
      options,
      html`<input
        id=${id}
        type=${type}
        maxlength=${most}
        autocomplete="off"
        aria-invalid=${options.error ? 'true' : 'false'}
        aria-describedby=${describedBy(options)}
        .value=${value}
        @input=${(event: Event) => typed((event.target as HTMLInputElement).value)}
      />`,
    );
  }

  private outcome(one: Outcome, at: number, body: ReviewPointBody): TemplateResult {
    const set = (change: Partial<Outcome>) =>
      this.change({ outcomes: body.outcomes.map((other, index) => (index === at ? { ...other, ...change } : other)) });
    const place = `/outcomes/${at}`;
    return html`<div class="outcome">
      ${this.text({ id: `label-${at}`, label: msg(str`Outcome ${at + 1}`), pointer: `${place}/label`, value: one.label, most: outcomeLength }, (label) => set({ label }))}
      ${this.text({ id: `score-${at}`, label: msg('Number'), pointer: `${place}/score`, value: String(one.score ?? ''), type: 'number' }, (text) => set({ score: numberOf(text) }))}
      <button
        type="button"
        class="quiet"
        aria-label=${msg(str`Leave out ${one.label}`)}
        @click=${() => this.change({ outcomes: body.outcomes.filter((_other, index) => index !== at) })}
      >
        ${msg('Leave out')}
      </button>
    </div>`;
  }

  private another(body: ReviewPointBody): void {
    const taken = body.outcomes.map(({ key }) => Number(key.replace('outcome_', '')) || 0);
    this.change({ outcomes: [...body.outcomes, { key: `outcome_${Math.max(0, ...taken) + 1}`, label: '', score: null }] });
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (!this.busy && this.body) fire(this, 'point-written', this.body);
  };

  override render(): TemplateResult {
    const { body } = this;
    if (!body) return html``;
    return html`<form class="stack" novalidate @submit=${this.submitted}>
      <h2>${this.point ? msg(str`Change ${this.point.name}`) : msg('A new review')}</h2>
      ${this.text({ id: 'name', label: msg('Name'), hint: msg('For example Interim review, or Final report.'), pointer: '/name', value: body.name, most: pointNameLength }, (name) => this.change({ name }))}
      ${this.text({ id: 'due', label: msg('By when'), hint: msg('Tutors are reminded two weeks before.'), pointer: '/dueOn', value: body.dueOn ?? '', type: 'date' }, (day) => this.change({ dueOn: day === '' ? null : day }))}
      <div class="field">
        <label for="form">${msg('Form')}</label>
        <select id="form" @change=${(event: Event) => this.change({ formVersionId: (event.target as HTMLSelectElement).value })}>
          ${this.forms.map(({ versionId, name }) => html`<option value=${versionId} ?selected=${versionId === body.formVersionId}>${name}</option>`)}
        </select>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          .checked=${body.leadSigns}
          @change=${(event: Event) => this.change({ leadSigns: (event.target as HTMLInputElement).checked })}
        /><span>${msg('The school lead signs last (a final report)')}</span></label
      >
      <fieldset class="stack-tight">
        <legend>${msg('Outcomes, in your own words')}</legend>
        <p class="hint">${msg('An outcome without a number sends nothing to the gradebook.')}</p>
        ${this.errorAt('/outcomes') ? html`<p class="error">${this.errorAt('/outcomes')}</p>` : ''}
        ${body.outcomes.map((one, at) => this.outcome(one, at, body))}
        ${
          body.outcomes.length < mostOutcomes
            ? html`<button type="button" @click=${() => this.another(body)}>${msg('Add an outcome')}</button>`
            : ''
        }
      </fieldset>
      ${this.text({ id: 'maximum', label: msg('Highest number in the gradebook'), hint: msg('Leave it empty and nothing is sent. In Moodle, set its weight to 0 if your total should ignore it.'), pointer: '/maximum', value: String(body.maximum ?? ''), type: 'number' }, (text) => this.change({ maximum: numberOf(text) }))}
      <div class="row">
        <button class="primary" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${msg('Store it')}</button>
        <button class="quiet" type="button" @click=${() => fire(this, 'editing-left')}>${msg('Leave it as it was')}</button>
      </div>
      <p class="quiet-text">${msg('Reviews that were begun already stay as they were begun.')}</p>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-point-editor': ReviewPointEditor;
  }
}
