import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ObservationView, Release, ReleaseHow } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { dayOf } from '../shared/times.js';

const dayMs = 86_400_000;
/** As far ahead as the server lets a day lie. */
const mostDaysAhead = 28;

/** When can the trainee read it? Three answers, the talk chosen beforehand. Part of the question before signing. */
@localized()
@customElement('observation-release-choice')
export class ObservationReleaseChoice extends LitElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      .day {
        padding-inline-start: calc(1.5rem + var(--cf-space-3));
      }
    `,
  ];

  @property({ attribute: false }) view!: Pick<ObservationView, 'trainee' | 'visibleTo' | 'timeZone' | 'now'>;
  @state() private how: ReleaseHow = 'talked';
  @state() private missing = false;
  @query('input[type="date"]') private day!: HTMLInputElement | null;

  /** What was chosen; null where the day is missing or too far ahead, which is then said here. */
  read(): Release | null {
    if (this.how !== 'day') return { how: this.how };
    const day = this.day;
    this.missing = !day || day.value === '' || !day.validity.valid;
    if (this.missing) day?.focus();
    return this.missing || !day ? null : { how: 'day', on: day.value };
  }

  private choice(how: ReleaseHow, label: string): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name="how" value=${how} .checked=${this.how === how} @change=${() => (this.how = how)} />
      <span>${label}</span>
    </label>`;
  }

  private dayField(): TemplateResult {
    const from = (days: number): string => dayOf(new Date(Date.parse(this.view.now) + days * dayMs), this.view.timeZone);
    return html`<div class="day stack-tight">
      <label for="day">${msg('Day')}</label>
      ${this.missing ? html`<p class="error" id="day-error">${msg('Choose a day within the next four weeks.')}</p>` : nothing}
      <input
        id="day"
        class="short"
        type="date"
        required
        min=${from(1)}
        max=${from(mostDaysAhead)}
        .value=${from(1)}
        aria-invalid=${this.missing ? 'true' : nothing}
        aria-describedby=${this.missing ? 'day-error' : nothing}
      />
    </div>`;
  }

  override render(): TemplateResult {
    const { trainee, visibleTo } = this.view;
    const name = trainee.givenName;
    const others = visibleTo.onceSigned.filter((one) => one !== trainee.name);
    return html`<div class="stack-tight">
      <fieldset>
        <legend>${msg(str`When can ${name} read it?`)}</legend>
        ${this.choice('talked', msg('When we have talked: I will press “We have talked”'))} ${this.choice('now', msg('Now'))}
        ${this.choice('day', msg('From a day I choose'))} ${this.how === 'day' ? this.dayField() : nothing}
      </fieldset>
      <p class="quiet-text">
        ${msg(str`${name} knows at once that it is signed.`)}
        ${others.length > 0 ? msg(str`${listOfNames(others)} can read it from the same moment as ${name}.`) : nothing}
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-release-choice': ObservationReleaseChoice;
  }
}
