import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CoursePeople, CoursePerson } from '../../tool/partnership/course.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay, moment } from '../shared/times.js';
import { placementsStyles } from './partnership-placements.styles.js';

/**
 * Choosing one of the people of the course.
 * @fires person-chosen - `{ sub }`
 * @fires people-searched - `{ search }`
 * @fires roster-wanted - read the whole list of the course again
 */
@localized()
@customElement('partnership-people-picker')
export class PartnershipPeoplePicker extends LitElement {
  static override styles = [baseStyles, formStyles, placementsStyles];

  @property({ attribute: false }) people: CoursePeople | null = null;
  @property() chosen: string | null = null;
  @property() legend = '';
  /** Whom the list starts with: people with this role in the course. */
  @property() first: 'teacher' | 'student' | null = null;
  /** IANA zone of the time at which the list was read. */
  @property() zone: string | undefined;
  @property() error: string | null = null;
  @property({ type: Boolean }) reading = false;

  private readonly search = (event: Event): void => fire(this, 'people-searched', { search: (event.target as HTMLInputElement).value });

  private renderPerson({ sub, name, studentNumber, opened, courseRole, leftAt }: CoursePerson): TemplateResult {
    const notes = [
      ...(courseRole === 'teacher' ? [msg('teacher in this course')] : []),
      ...(courseRole === 'student' ? [msg('student in this course')] : []),
      ...(studentNumber !== null && studentNumber !== name ? [studentNumber] : []),
      ...(opened ? [] : [msg('has not opened this yet')]),
      ...(leftAt === null ? [] : [msg(str`no longer in this course since ${longDay(dayOf(new Date(leftAt), this.zone))}`)]),
    ];
    return html`<label class="choice">
      <input
        type="radio"
        name="person"
        .value=${sub}
        .checked=${this.chosen === sub}
        @change=${() => fire(this, 'person-chosen', { sub })}
      />
      <span>${name}${notes.length > 0 ? html` <span class="quiet-text">(${notes.join(', ')})</span>` : nothing}</span>
    </label>`;
  }

  // Only the order changes: anybody of the course can be chosen.
  private inOrder(people: readonly CoursePerson[]): CoursePerson[] {
    const rank = (one: CoursePerson): number =>
      one.leftAt !== null ? 3 : one.courseRole === this.first ? 0 : one.courseRole === null ? 1 : 2;
    return this.first === null ? [...people] : [...people].sort((one, other) => rank(one) - rank(other));
  }

  private renderRoster(people: CoursePeople): TemplateResult {
    const at = people.rosterReadAt === null ? null : moment(people.rosterReadAt, { timeZone: this.zone });
    return html`<div class="row">
      ${
        people.canReadRoster
          ? html`<button type="button" aria-disabled=${this.reading ? 'true' : 'false'} @click=${() => fire(this, 'roster-wanted')}>
              ${this.reading ? msg('Reading the list…') : msg('Read the list of the course')}
            </button>`
          : nothing
      }
      <span class="quiet-text"
        >${at === null ? msg('People appear here once they have opened the activity.') : msg(str`List of the course: ${at}`)}</span
      >
    </div>`;
  }

  override render(): TemplateResult {
    const { people } = this;
    if (!people) return html`<p role="status">${msg('Opening…')}</p>`;
    const search = { id: 'search', label: msg('Search'), hint: msg('A name or a student number.') };
    return html`<div class="stack">
      ${field(search, html`<input id="search" type="search" autocomplete="off" aria-describedby=${describedBy(search)} @input=${this.search} />`)}
      <fieldset aria-describedby=${this.error ? 'person-error' : nothing}>
        <legend>${this.legend}</legend>
        ${this.error ? html`<p class="error" id="person-error">${this.error}</p>` : nothing}
        <div class="people" tabindex="0" role="group" aria-label=${this.legend}>
          ${people.people.length === 0 ? html`<p>${msg('Nobody is found.')}</p>` : this.inOrder(people.people).map((one) => this.renderPerson(one))}
        </div>
      </fieldset>
      ${people.more ? html`<p class="quiet-text">${msg('There are more. Search for a name.')}</p>` : nothing} ${this.renderRoster(people)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-people-picker': PartnershipPeoplePicker;
  }
}
