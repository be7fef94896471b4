import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CodeUsed } from '../../tool/partnership/claim-code.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { listOfNames } from '../shared/names.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayRange } from '../shared/times.js';
import { codePageStyles } from './partnership-code.styles.js';

/** The screen after a code that worked: whose mentor you now are, who can see that you joined, and what to do first. */
@localized()
@customElement('partnership-joined')
export class PartnershipJoined extends LitElement {
  static override styles = [baseStyles, codePageStyles];

  @property({ attribute: false }) used: CodeUsed | null = null;

  private renderMentor(placement: NonNullable<CodeUsed['placement']>, seenBy: string[]): TemplateResult {
    const { traineeName, schoolName, startsOn, endsOn } = placement;
    const where = msg(str`${dayRange(startsOn, endsOn)}, ${schoolName}`);
    return html`<div class="page stack">
      <h1>${traineeName}</h1>
      <p class="role">${msg(str`You are now ${traineeName}’s mentor (${where}).`)}</p>
      ${seenBy.length > 0 ? html`<p>${msg(str`${listOfNames(seenBy)} can see that you joined.`)}</p>` : nothing}
      <div class="row">
        <a class="button primary" href="#/observations/plan/${placement.id}">${msg('Plan an observation')}</a>
        <a class="button" href="#/observations/write-up/${placement.id}">${msg('Write up a lesson I have seen')}</a>
      </div>
      <details>
        <summary>${msg('What can people see? (1 minute)')}</summary>
        <div class="stack-tight">
          <p>${msg('Notes and feedback: only you, until you sign.')}</p>
          <p>${msg(str`What you have signed: ${listOfNames(seenBy)}.`)}</p>
          <p>${msg('The gradebook: a count of observations that were signed and read. Never a note, never a mark for a lesson.')}</p>
        </div>
      </details>
    </div>`;
  }

  private renderRole(used: CodeUsed): TemplateResult {
    const { role, partnership, school } = used;
    const words: Record<typeof role, [sentence: string, href: string, next: string]> = {
      coordinator: [msg(str`You now coordinate ${partnership}.`), '#/', msg('See the first four steps')],
      tutor: [msg(str`You are now a tutor of ${partnership}.`), '#/placements', msg('See your trainees')],
      school_lead: [msg(str`You are now school lead at ${school ?? ''}.`), '#/placements', msg('See your school’s trainees')],
      lead_mentor: [msg(str`You are now a lead mentor of ${partnership}.`), '#/', msg('Go on')],
      mentor: [msg('You are now a mentor.'), '#/', msg('Go on')],
      coach: [msg('You are now a coach.'), '#/', msg('Go on')],
    };
    const [sentence, href, next] = words[role];
    return html`<div class="page stack">
      <h1>${school ?? partnership}</h1>
      <p class="role">${sentence}</p>
      ${role === 'school_lead' ? html`<p>${msg('You read what is signed about trainees at your school. Drafts and coaching stay private.')}</p>` : nothing}
      ${role === 'lead_mentor' ? html`<p>${msg('You support the mentors. You see no trainee’s record because of it.')}</p>` : nothing}
      <div class="row"><a class="button primary" href=${href}>${next}</a></div>
    </div>`;
  }

  private renderCoach({ traineeName, schoolName, startsOn, endsOn }: NonNullable<CodeUsed['placement']>, seenBy: string[]): TemplateResult {
    const where = msg(str`${dayRange(startsOn, endsOn)}, ${schoolName}`);
    return html`<div class="page stack">
      <h1>${traineeName}</h1>
      <p class="role">${msg(str`You are now ${traineeName}’s coach (${where}).`)}</p>
      ${seenBy.length > 0 ? html`<p>${msg(str`${listOfNames(seenBy)} can see that you joined.`)}</p>` : nothing}
      <p>${msg('Coaching is private. You see no observation, and nothing you write is marked or counted.')}</p>
      <div class="row"><a class="button primary" href="#/">${msg('Go on')}</a></div>
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.used) return nothing;
    const { role, placement, seenBy } = this.used;
    if (!placement) return this.renderRole(this.used);
    return role === 'coach' ? this.renderCoach(placement, seenBy) : this.renderMentor(placement, seenBy);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-joined': PartnershipJoined;
  }
}
