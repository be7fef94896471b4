import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SchoolContacts, SchoolContactsBody } from '../../tool/contact/contact.shared.js';
import '../people-card/people-card.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { dayOf, longDay } from '../shared/times.js';
import './contact-school-form.js';
import { contactPageStyles } from './contact-page.styles.js';
import { currentOf, failed, goTo, untried, type Outcome } from './recording.js';

/** Whom to call at one school, and for its lead and coordinators the form. */
@localized()
@customElement('contact-school')
export class ContactSchool extends LitElement {
  static override styles = [baseStyles, contactPageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() schoolId = '';
  @state() private contacts: SchoolContacts | null = null;
  @state() private outcome: Outcome = untried;
  @state() private changing = false;
  @state() private busy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('schoolId')) void this.load();
  }

  private get path(): string {
    return `/api/schools/${this.schoolId}/contacts`;
  }

  private async load(): Promise<void> {
    this.contacts = null;
    this.outcome = untried;
    try {
      this.contacts = await this.api.get<SchoolContacts>(this.path);
      // Who comes here to fill a gap finds the form open.
      this.changing = this.contacts.mayChange && this.contacts.lead === null;
    } catch (error) {
      this.outcome = failed(error);
    }
  }

  private async change(changing: boolean): Promise<void> {
    this.changing = changing;
    await goTo(this, changing ? 'contact-school-form' : '#change');
  }

  private readonly save = async (event: CustomEvent<SchoolContactsBody>): Promise<void> => {
    const revision = this.contacts?.revision ?? null;
    this.busy = true;
    this.outcome = untried;
    try {
      this.contacts = await this.api.put<SchoolContacts>(this.path, event.detail, revision === null ? {} : { ifMatch: revision });
      this.outcome = { ...untried, said: msg('Saved.') };
      await this.change(false);
    } catch (error) {
      this.contacts = (currentOf(error) as SchoolContacts | undefined) ?? this.contacts;
      this.outcome = failed(error);
    } finally {
      this.busy = false;
    }
  };

  private renderContacts(contacts: SchoolContacts): TemplateResult {
    const { school, changed, mayChange } = contacts;
    const day = changed ? longDay(dayOf(new Date(changed.at), this.me.timeZone), true) : '';
    return html`<h1>${msg(str`Whom to call at ${school.name}`)}</h1>
      <div class="card stack-tight">
        <people-card .school=${contacts}></people-card>
        ${changed ? html`<p class="quiet-text">${msg(str`Last changed by ${changed.by} on ${day}`)}</p>` : nothing}
      </div>
      ${
        mayChange && this.changing
          ? html`<contact-school-form .contacts=${contacts} .errors=${this.outcome.errors} .busy=${this.busy} @contacts-given=${this.save}>
              <button class="quiet" type="button" @click=${() => this.change(false)}>${msg('Leave it as it is')}</button>
            </contact-school-form>`
          : nothing
      }
      ${
        this.changing
          ? nothing
          : html`<div class="row no-print">
              ${mayChange ? html`<button type="button" id="change" @click=${() => this.change(true)}>${msg('Change it')}</button>` : nothing}
              <button type="button" @click=${() => window.print()}>${msg('Print')}</button>
            </div>`
      }`;
  }

  override render(): TemplateResult {
    const { problem, said } = this.outcome;
    return html`<div class="stack">
      ${this.contacts ? this.renderContacts(this.contacts) : problem ? html`<h1>${msg('School contacts')}</h1>` : html`<p role="status">${msg('Opening…')}</p>`}
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contact-school': ContactSchool;
  }
}
