import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import './partnership-tutor-choice.js';
import { placementsStyles } from './partnership-placements.styles.js';

/**
 * A coordinator gives one trainee to one of the tutors.
 * @fires tutor-given - `{ personId }`
 */
@localized()
@customElement('partnership-tutor-give')
export class PartnershipTutorGive extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) placement: PlacementView | null = null;
  @property({ attribute: false }) tutors: TutorListed[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private chosen: string | null = null;
  @state() private error: string | null = null;

  /** The tutors this trainee has. */
  private get here(): Set<string> {
    return new Set((this.placement?.people ?? []).filter((one) => one.role === 'tutor').map((one) => one.personId));
  }

  private get free(): TutorListed[] {
    const { here } = this;
    return this.tutors.filter((one) => !here.has(one.personId));
  }

  private readonly give = (): void => {
    if (this.busy) return;
    // Whom this trainee was given to already is no choice any more.
    const chosen = this.free.find((one) => one.personId === this.chosen);
    this.error = chosen ? null : msg('Who is the tutor?');
    if (!chosen) this.renderRoot.querySelector('partnership-tutor-choice')?.focus();
    else fire(this, 'tutor-given', { personId: chosen.personId });
  };

  override render(): TemplateResult | typeof nothing {
    const { here, free } = this;
    if (free.length === 0 && here.size > 0) return nothing;
    const trainee = this.placement?.trainee.givenName ?? '';
    return html`<div class="narrow stack">
      ${here.size === 0 ? html`<p>${msg(str`${trainee} has no tutor yet.`)}</p>` : nothing}
      <partnership-tutor-choice
        .tutors=${free}
        .chosen=${this.chosen}
        .error=${this.error}
        .label=${here.size === 0 ? msg('Tutor') : msg('Another tutor')}
        @tutor-chosen=${(event: CustomEvent<{ personId: string | null }>) => {
          this.chosen = event.detail.personId;
          this.error = null;
        }}
      ></partnership-tutor-choice>
      ${
        free.length === 0
          ? nothing
          : html`<p>
              <button type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.give}>
                ${msg('Give this trainee to a tutor')}
              </button>
            </p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-tutor-give': PartnershipTutorGive;
  }
}
