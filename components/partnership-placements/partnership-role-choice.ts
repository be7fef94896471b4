import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { GrantBody } from '../../tool/partnership/role.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { roleWord } from '../shared/role-words.js';
import { placementsStyles } from './partnership-placements.styles.js';
import { roleExplained, type GivenRole } from './role-words.js';

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A placement as it is chosen by its trainee. */
export interface PlacementChoice {
  id: string;
  words: string;
}

/** Which role, and of which school or trainee; what it allows stands under it. `given()` says what was chosen. */
@localized()
@customElement('partnership-role-choice')
export class PartnershipRoleChoice extends LitElement {
  static override styles = [baseStyles, formStyles, placementsStyles];

  @property({ attribute: false }) roles: readonly GivenRole[] = ['tutor', 'school_lead', 'lead_mentor', 'coordinator'];
  @property({ attribute: false }) schools: { id: string; name: string }[] = [];
  @property({ attribute: false }) placements: PlacementChoice[] = [];
  @state() private chosenRole: GivenRole = 'tutor';
  @state() private schoolId = '';
  @state() private placementId = '';
  @state() private error: string | null = null;

  /** What was chosen; null, with the field marked, where something is missing. */
  given(): GrantBody | null {
    const { chosenRole: role, schoolId, placementId } = this;
    this.error = null;
    if (role === 'school_lead') {
      if (schoolId === '') this.error = msg('Which school?');
      return schoolId === '' ? null : { role, schoolId };
    }
    if (role === 'mentor' || role === 'coach') {
      if (placementId === '') this.error = msg('Which trainee?');
      return placementId === '' ? null : { role, placementId };
    }
    return { role };
  }

  private select(
    about: { id: string; label: string; error?: string | null },
    value: string,
    options: readonly (readonly [string, string])[],
    chosen: (value: string) => void,
  ): TemplateResult {
    const change = (event: Event): void => {
      this.error = null;
      chosen((event.target as HTMLSelectElement).value);
    };
    return field(
      about,
      html`<select id=${about.id} aria-describedby=${describedBy(about)} aria-invalid=${about.error ? 'true' : nothing} @change=${change}>
        ${options.map(([key, words]) => html`<option value=${key} .selected=${key === value}>${words}</option>`)}
      </select>`,
    );
  }

  private renderWhere(): TemplateResult | typeof nothing {
    if (this.chosenRole === 'school_lead') {
      if (this.schools.length === 0) return html`<p>${msg('No school is known yet. Make the first placement there.')}</p>`;
      const options = [['', msg('Choose a school')] as const, ...this.schools.map(({ id, name }) => [id, name] as const)];
      return this.select(
        { id: 'school', label: msg('School'), error: this.error },
        this.schoolId,
        options,
        (value) => (this.schoolId = value),
      );
    }
    if (this.chosenRole !== 'mentor' && this.chosenRole !== 'coach') return nothing;
    const options = [['', msg('Choose a trainee')] as const, ...this.placements.map(({ id, words }) => [id, words] as const)];
    return this.select(
      { id: 'placement', label: msg('Trainee'), error: this.error },
      this.placementId,
      options,
      (value) => (this.placementId = value),
    );
  }

  override render(): TemplateResult {
    const options = this.roles.map((role) => [role, capital(roleWord(role))] as const);
    return html`<div class="stack-tight">
      ${this.select({ id: 'role', label: msg('Role') }, this.chosenRole, options, (value) => (this.chosenRole = value as GivenRole))}
      <p class="quiet-text">${roleExplained(this.chosenRole)}</p>
      ${this.renderWhere()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-role-choice': PartnershipRoleChoice;
  }
}
