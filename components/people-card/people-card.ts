import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlacementContacts, SchoolContacts, Someone } from '../../tool/contact/contact.shared.js';
import type { PlacementPerson } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { peopleCardStyles } from './people-card.styles.js';

const named = (people: readonly PlacementPerson[], role: PlacementPerson['role']): string =>
  listOfNames(people.filter((one) => one.role === role).map((one) => one.name));

/** Who works with a trainee and whom they can call: numbers large enough to be found in trouble, and one tap to call. */
@localized()
@customElement('people-card')
export class PeopleCard extends LitElement {
  static override styles = [baseStyles, peopleCardStyles];

  /** Who works in the placement; left out where the page names them already. */
  @property({ attribute: false }) people: PlacementPerson[] = [];
  /** Of a placement; null until it has come, and on the page of a school. */
  @property({ attribute: false }) contacts: PlacementContacts | null = null;
  /** Of a school alone. */
  @property({ attribute: false }) school: SchoolContacts | null = null;

  private renderLine(term: string, given: unknown): TemplateResult {
    return html`<div>
      <dt>${term}</dt>
      <dd>${given}</dd>
    </div>`;
  }

  /** Who can fill a gap, by name; for whoever reads it and can, the way there, unless they are there. */
  private renderGap(
    gap: string,
    { ask, mayChange }: { ask: string[]; mayChange: boolean },
    { path, words }: { path: string; words: string },
  ): TemplateResult {
    const who = listOfNames(ask.slice(0, 3));
    const way = location.hash === path ? nothing : html`<a class="no-print" href=${path}>${words}</a>`;
    return html`<p>${gap} ${mayChange ? way : who === '' ? msg('Your university can do that.') : msg(str`${who} can do that.`)}</p>`;
  }

  private renderCall(name: string, telephone: string, dial: string): TemplateResult {
    return html`<a class="call" href="tel:${dial}"
      >${icon('telephone')}<span><span class="visually-hidden">${msg(str`Call ${name}:`)} </span>${telephone}</span></a
    >`;
  }

  private renderPeople(): TemplateResult {
    const [mentors, tutors, coaches] = [named(this.people, 'mentor'), named(this.people, 'tutor'), named(this.people, 'coach')];
    return html`<dl>
      ${this.renderLine(msg('Mentor'), mentors ? html`<span class="name">${mentors}</span>` : msg('No mentor has joined yet. Your tutor sends the letter.'))}
      ${tutors ? this.renderLine(msg('Tutor'), html`<span class="name">${tutors}</span>`) : nothing}
      ${coaches ? this.renderLine(msg('Coach'), html`<span class="name">${coaches}</span>`) : nothing}
    </dl>`;
  }

  private renderSomeone({ name, reach, dial }: Someone): TemplateResult {
    return html`<p class="name">${name}</p>
      ${dial === null ? html`<p>${reach}</p>` : this.renderCall(name, reach, dial)}
      <p class="quiet-text">${msg('For yourself, when you would rather not ask your mentor or tutor.')}</p>`;
  }

  private renderLead(school: SchoolContacts, path: string): TemplateResult {
    const { lead } = school;
    return this.renderLine(
      msg('School safeguarding lead'),
      lead
        ? html`<p class="name">${lead.name}</p>
            ${this.renderCall(lead.name, lead.telephone, lead.dial)}
            <p class="quiet-text">${msg('If a child tells you something, or you worry about a child.')}</p>`
        : this.renderGap(msg('Nobody is recorded yet. Until then, ask at the school office.'), school, { path, words: msg('Add them') }),
    );
  }

  private renderDocuments(school: SchoolContacts, path: string): TemplateResult {
    const { documents } = school;
    return this.renderLine(
      msg('The school’s documents'),
      documents
        ? html`<a class="open" href=${documents.url} target="_blank" rel="noopener noreferrer"
            >${documents.host} ${icon('openOut')}<span class="visually-hidden">${msg('(opens in a new tab)')}</span></a
          >`
        : this.renderGap(msg('No link yet.'), school, { path, words: msg('Add it') }),
    );
  }

  private renderNumbers(school: SchoolContacts): TemplateResult {
    const path = `#/contacts/school/${school.school.id}`;
    const { contacts } = this;
    return html`<dl class=${this.people.length > 0 ? 'numbers' : nothing}>
      ${this.renderLead(school, path)}
      ${
        contacts
          ? this.renderLine(
              msg('Someone else to talk to'),
              contacts.someone
                ? this.renderSomeone(contacts.someone)
                : this.renderGap(msg('Nobody is named yet.'), contacts.own, {
                    path: `#/contacts/placement/${contacts.placementId}`,
                    words: msg('Name somebody'),
                  }),
            )
          : nothing
      }
      ${this.renderDocuments(school, path)}
    </dl>`;
  }

  override render(): TemplateResult {
    const school = this.contacts?.school ?? this.school;
    return html`${this.people.length > 0 ? this.renderPeople() : nothing}${school ? this.renderNumbers(school) : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'people-card': PeopleCard;
  }
}
