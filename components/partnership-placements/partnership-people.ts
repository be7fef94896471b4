import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementPerson } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';

/**
 * Who works with the trainee, since when and from where.
 * @fires role-ended - `{ roleHeldId }`, after the question was answered
 */
@localized()
@customElement('partnership-people')
export class PartnershipPeople extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) people: PlacementPerson[] = [];
  @property() zone: string | undefined;
  /** Whether the reader may say *This is not my mentor*. */
  @property({ type: Boolean }) mayEnd = false;
  /** Given name of the trainee where somebody else is reading; null where it is the trainee. */
  @property({ attribute: false }) trainee: string | null = null;
  @state() private asked: PlacementPerson | null = null;

  private readonly end = (): void => {
    if (this.asked) fire(this, 'role-ended', { roleHeldId: this.asked.roleHeldId });
    this.asked = null;
  };

  private renderPerson(person: PlacementPerson): TemplateResult {
    const since = moment(person.startedAt, { timeZone: this.zone });
    const joined = person.from === null ? msg(str`since ${since}`) : msg(str`joined ${since} from ${person.from}`);
    const mentor = person.role === 'mentor';
    return html`<li class="row">
      <span><strong>${person.name}</strong> ${mentor ? msg('mentor') : msg('tutor')} <span class="quiet-text">${joined}</span></span>
      ${
        mentor && this.mayEnd
          ? html`<button class="quiet" type="button" @click=${() => (this.asked = person)}>
              ${this.trainee === null ? msg('This is not my mentor') : msg(str`This is not ${this.trainee}’s mentor`)}<span
                class="visually-hidden"
                >: ${person.name}</span
              >
            </button>`
          : nothing
      }
    </li>`;
  }

  override render(): TemplateResult {
    const others = this.people.filter((one) => one.role !== 'trainee');
    const name = this.asked?.name ?? '';
    return html`<ul class="rows">
        ${others.map((one) => this.renderPerson(one))}
      </ul>
      ${others.some((one) => one.role === 'mentor') ? nothing : html`<p>${msg('No mentor has joined yet.')}</p>`}
      <cf-dialog .heading=${msg(str`End ${name}’s access?`)} ?open=${this.asked !== null} @closed=${() => (this.asked = null)}>
        <p>
          ${msg(str`${name} sees nothing of this placement any more, from the next click. What ${name} signed stays. Drafts are closed.`)}
        </p>
        <button slot="actions" type="button" @click=${() => (this.asked = null)}>${msg('Keep')}</button>
        <button slot="actions" class="danger" type="button" @click=${this.end}>${msg('End access')}</button>
      </cf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-people': PartnershipPeople;
  }
}
