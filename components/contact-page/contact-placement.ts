import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementContacts, SomeoneBody } from '../../tool/contact/contact.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import '../people-card/people-card.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { dayOf, dayRange, longDay } from '../shared/times.js';
import './contact-someone-form.js';
import { contactPageStyles } from './contact-page.styles.js';
import { currentOf, failed, goTo, untried, type Outcome } from './recording.js';

/** The people of one trainee on a page that can be printed; its tutor and coordinators name somebody else to talk to. */
@localized()
@customElement('contact-placement')
export class ContactPlacement extends LitElement {
  static override styles = [baseStyles, contactPageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() placementId = '';
  @state() private placement: PlacementView | null = null;
  @state() private contacts: PlacementContacts | null = null;
  @state() private outcome: Outcome = untried;
  @state() private changing = false;
  @state() private busy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('placementId')) void this.load();
  }

  private get here(): string {
    return `/api/placements/${this.placementId}`;
  }

  private async load(): Promise<void> {
    this.placement = null;
    this.outcome = untried;
    try {
      const [contacts, placement] = await Promise.all([
        this.api.get<PlacementContacts>(`${this.here}/contacts`),
        this.api.get<PlacementView>(this.here),
      ]);
      this.contacts = contacts;
      this.placement = placement;
      this.changing = contacts.own.mayChange && contacts.someone === null;
    } catch (error) {
      this.outcome = failed(error);
    }
  }

  private async change(changing: boolean): Promise<void> {
    this.changing = changing;
    await goTo(this, changing ? 'contact-someone-form' : '#change');
  }

  private readonly save = async (event: CustomEvent<SomeoneBody>): Promise<void> => {
    const revision = this.contacts?.own.revision ?? null;
    this.busy = true;
    this.outcome = untried;
    try {
      const path = `${this.here}/someone-else`;
      this.contacts = await this.api.put<PlacementContacts>(path, event.detail, revision === null ? {} : { ifMatch: revision });
      this.outcome = { ...untried, said: msg('Saved.') };
      await this.change(false);
    } catch (error) {
      this.contacts = (currentOf(error) as PlacementContacts | undefined) ?? this.contacts;
      this.outcome = failed(error);
    } finally {
      this.busy = false;
    }
  };

  private renderForm(contacts: PlacementContacts, trainee: string): TemplateResult {
    const { own } = contacts;
    const usual = own.someone === null && contacts.someone !== null;
    return html`<section class="stack no-print" aria-labelledby="someone">
      <h2 id="someone">${msg('Someone else to talk to')}</h2>
      ${usual ? html`<p>${msg('The card names who is named for every trainee. Whoever you write here takes that place.')}</p>` : nothing}
      <contact-someone-form
        .recorded=${own}
        .errors=${this.outcome.errors}
        .busy=${this.busy}
        .privacy=${msg(str`${trainee}, who works with them here, and the coordinators can read this. The school’s lead cannot.`)}
        @someone-given=${this.save}
      >
        <button class="quiet" type="button" @click=${() => this.change(false)}>${msg('Leave it as it is')}</button>
      </contact-someone-form>
    </section>`;
  }

  private renderChanged({ own: { changed, mayChange } }: PlacementContacts): TemplateResult | typeof nothing {
    if (!changed || !mayChange) return nothing;
    const day = longDay(dayOf(new Date(changed.at), this.me.timeZone), true);
    return html`<p class="quiet-text no-print">${msg(str`Someone else to talk to: last changed by ${changed.by} on ${day}`)}</p>`;
  }

  private renderPage(contacts: PlacementContacts, placement: PlacementView): TemplateResult {
    const { trainee, school, startsOn, endsOn, people, myRoles } = placement;
    const own = myRoles.includes('trainee');
    return html`<div class="stack-tight">
        <h1>${own ? msg('Your people') : msg(str`${trainee.givenName}’s people`)}</h1>
        <p>${msg(str`${school.name}, ${dayRange(startsOn, endsOn)}`)}</p>
      </div>
      <div class="card"><people-card .people=${people} .contacts=${contacts}></people-card></div>
      ${this.renderChanged(contacts)}
      <div class="row no-print">
        ${
          contacts.own.mayChange && !this.changing
            ? html`<button type="button" id="change" @click=${() => this.change(true)}>${msg('Change someone else to talk to')}</button>`
            : nothing
        }
        ${contacts.school.mayChange ? html`<a class="button" href="#/contacts/school/${school.id}">${msg('Change the school’s contacts')}</a>` : nothing}
        <button type="button" @click=${() => window.print()}>${msg('Print')}</button>
      </div>
      ${contacts.own.mayChange && this.changing ? this.renderForm(contacts, trainee.givenName) : nothing}`;
  }

  override render(): TemplateResult {
    const { problem, said } = this.outcome;
    const { contacts, placement } = this;
    return html`<div class="stack">
      ${
        contacts && placement
          ? this.renderPage(contacts, placement)
          : problem
            ? html`<h1>${msg('Your people')}</h1>`
            : html`<p role="status">${msg('Opening…')}</p>`
      }
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contact-placement': ContactPlacement;
  }
}
