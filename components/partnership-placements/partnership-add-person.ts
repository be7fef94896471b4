import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { roleWord } from '../shared/role-words.js';
import { CoursePeopleController } from './course-people.js';
import './partnership-people-picker.js';
import { placementsStyles } from './partnership-placements.styles.js';
import { roleExplained } from './role-words.js';

/** Who is to be a mentor or coach here. */
export interface PersonAdded {
  role: 'mentor' | 'coach';
  sub: string;
}

const roles = ['mentor', 'coach'] as const;

/**
 * Makes somebody of the course a mentor or coach without a code: for schools whose teachers open this same course.
 * @fires person-added - `PersonAdded`
 */
@localized()
@customElement('partnership-add-person')
export class PartnershipAddPerson extends LitElement {
  static override styles = [baseStyles, formStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property() zone: string | undefined;
  @property({ type: Boolean }) busy = false;
  @state() private chosenRole: PersonAdded['role'] = 'mentor';
  @state() private chosen: string | null = null;
  @state() private missing: string | null = null;
  private readonly people = new CoursePeopleController(this, () => this.api);

  private readonly add = (): void => {
    this.missing = this.chosen === null ? msg('Who is it?') : null;
    if (this.chosen === null || this.busy) return;
    fire(this, 'person-added', { role: this.chosenRole, sub: this.chosen } satisfies PersonAdded);
    this.chosen = null;
  };

  override render(): TemplateResult {
    const { problem } = this.people;
    return html`<div class="narrow stack">
      <fieldset class="row">
        <legend>${msg('What will they be?')}</legend>
        ${roles.map(
          (role) =>
            html`<label class="choice">
              <input type="radio" name="role" .checked=${this.chosenRole === role} @change=${() => (this.chosenRole = role)} />
              <span>${roleWord(role)}</span>
            </label>`,
        )}
      </fieldset>
      <p class="quiet-text">${roleExplained(this.chosenRole)}</p>
      <partnership-people-picker
        .people=${this.people.people}
        .legend=${msg('Who is it?')}
        .first=${'teacher'}
        .zone=${this.zone}
        .chosen=${this.chosen}
        .error=${this.missing}
        .reading=${this.people.reading}
        @people-searched=${this.people.searched}
        @roster-wanted=${this.people.readRoster}
        @person-chosen=${(event: CustomEvent<{ sub: string }>) => (this.chosen = event.detail.sub)}
      ></partnership-people-picker>
      <p>
        <button type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.add}>${msg('Add this person')}</button>
      </p>
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : ''}
      <p class="visually-hidden" role="status">${this.people.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-add-person': PartnershipAddPerson;
  }
}
