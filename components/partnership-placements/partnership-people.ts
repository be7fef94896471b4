import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementPerson } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';
import { roleWord } from '../shared/role-words.js';
import { endingExplained } from './role-words.js';

/**
 * Who works with the trainee, since when and from where, and who leads their school.
 * @fires role-ended - `{ roleHeldId }`, after the question was answered
 */
@localized()
@customElement('partnership-people')
export class PartnershipPeople extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .none {
        margin-block-start: var(--cf-space-3);
      }
    `,
  ];

  @property({ attribute: false }) people: PlacementPerson[] = [];
  @property() zone: string | undefined;
  /** Whether the reader may say *This is not my mentor*. */
  @property({ type: Boolean }) mayEnd = false;
  /** Given name of the trainee where somebody else is reading; null where it is the trainee. */
  @property({ attribute: false }) trainee: string | null = null;
  /** Nobody ends a role of their own. */
  @property({ attribute: false }) readerId: string | null = null;
  @state() private asked: PlacementPerson | null = null;

  private readonly end = (): void => {
    if (this.asked) fire(this, 'role-ended', { roleHeldId: this.asked.roleHeldId });
    this.asked = null;
  };

  private notMine(role: PlacementPerson['role']): string {
    const { trainee } = this;
    if (role === 'coach') return trainee === null ? msg('This is not my coach') : msg(str`This is not ${trainee}’s coach`);
    return trainee === null ? msg('This is not my mentor') : msg(str`This is not ${trainee}’s mentor`);
  }

  private renderPerson(person: PlacementPerson): TemplateResult {
    const since = moment(person.startedAt, { timeZone: this.zone });
    const joined = person.from === null ? msg(str`since ${since}`) : msg(str`joined ${since} from ${person.from}`);
    const endable = (person.role === 'mentor' || person.role === 'coach') && this.mayEnd && person.personId !== this.readerId;
    return html`<li class="row">
      <span><strong>${person.name}</strong> ${roleWord(person.role)} <span class="quiet-text">${joined}</span></span>
      ${
        endable
          ? html`<button class="quiet" type="button" @click=${() => (this.asked = person)}>
              ${this.notMine(person.role)}<span class="visually-hidden">: ${person.name}</span>
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
      ${others.some((one) => one.role === 'mentor') ? nothing : html`<p class="none">${msg('No mentor has joined yet.')}</p>`}
      <cf-dialog .heading=${msg(str`End ${name}’s access?`)} ?open=${this.asked !== null} @closed=${() => (this.asked = null)}>
        <p>${this.asked ? endingExplained(this.asked.role, name) : ''}</p>
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
