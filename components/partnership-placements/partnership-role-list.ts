import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RoleList, RoleListed, TutorListed } from '../../tool/partnership/role.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import { fire } from '../shared/fire.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { roleWord } from '../shared/role-words.js';
import { placementsStyles } from './partnership-placements.styles.js';
import { endingExplained, leftSentence } from './role-words.js';

type Listed = (TutorListed & { role: 'tutor' }) | RoleListed;

/**
 * Who holds which role beyond single placements, under a heading each.
 * @fires role-ended - `{ roleHeldId }`, after the question was answered
 */
@localized()
@customElement('partnership-role-list')
export class PartnershipRoleList extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) list: RoleList = { tutors: [], others: [] };
  /** Nobody ends a role of their own. */
  @property({ attribute: false }) readerId: string | null = null;
  /** IANA zone of the days. */
  @property() zone: string | undefined;
  @state() private asked: Listed | null = null;

  private get listed(): Listed[] {
    return [...this.list.tutors.map((one) => ({ ...one, role: 'tutor' as const })), ...this.list.others];
  }

  private readonly end = (): void => {
    if (this.asked) fire(this, 'role-ended', { roleHeldId: this.asked.roleHeldId });
    this.asked = null;
  };

  private noteOf(one: Listed): string {
    if (one.role === 'tutor') return one.trainees === 1 ? msg('1 trainee') : msg(str`${one.trainees} trainees`);
    return one.school?.name ?? '';
  }

  private renderRow(one: Listed): TemplateResult {
    const own = one.personId === this.readerId;
    return html`<li class="stack-tight">
      <div class="row">
        <span><strong>${one.name}</strong> <span class="quiet-text">${own ? msg('you') : this.noteOf(one)}</span></span>
        ${
          own
            ? nothing
            : html`<button class="quiet" type="button" @click=${() => (this.asked = one)}>
                ${msg('End access')}<span class="visually-hidden">: ${one.name}, ${roleWord(one.role)}</span>
              </button>`
        }
      </div>
      ${one.left === null ? nothing : html`<p class="state">${icon('warning')}<span>${leftSentence(one.left, this.zone)}</span></p>`}
    </li>`;
  }

  private renderGroup(role: Listed['role'], heading: string, empty: string): TemplateResult {
    const held = this.listed.filter((one) => one.role === role);
    return html`<section class="stack-tight" aria-labelledby=${role}>
      <h3 id=${role}>${heading}</h3>
      ${
        held.length === 0
          ? html`<p class="quiet-text">${empty}</p>`
          : html`<ul class="rows">
              ${held.map((one) => this.renderRow(one))}
            </ul>`
      }
    </section>`;
  }

  override render(): TemplateResult {
    const { asked } = this;
    const name = asked?.name ?? '';
    return html`<div class="groups">
        ${this.renderGroup('tutor', msg('Tutors'), msg('No tutors yet. A tutor makes placements and reads what is signed.'))}
        ${this.renderGroup('school_lead', msg('School leads'), msg('None yet. A school lead reads what is signed in their school.'))}
        ${this.renderGroup('lead_mentor', msg('Lead mentors'), msg('None yet. A lead mentor supports the mentors.'))}
        ${this.renderGroup('coordinator', msg('Coordinators'), msg('None yet.'))}
      </div>
      <cf-dialog .heading=${msg(str`End ${name}’s access?`)} ?open=${asked !== null} @closed=${() => (this.asked = null)}>
        <p>${asked ? endingExplained(asked.role, asked.name) : ''}</p>
        <button slot="actions" type="button" @click=${() => (this.asked = null)}>${msg('Keep')}</button>
        <button slot="actions" class="danger" type="button" @click=${this.end}>${msg('End access')}</button>
      </cf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-role-list': PartnershipRoleList;
  }
}
