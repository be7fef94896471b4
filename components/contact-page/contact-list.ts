import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ContactList as Contacts, SomeoneBody, UsualSomeone } from '../../tool/contact/contact.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { dayOf, longDay } from '../shared/times.js';
import './contact-someone-form.js';
import { contactPageStyles } from './contact-page.styles.js';
import { currentOf, failed, goTo, untried, type Outcome } from './recording.js';

type Line = Contacts['schools'][number];

/** Which schools have a safeguarding lead and documents; for coordinators also whom every trainee can talk to. */
@localized()
@customElement('contact-list')
export class ContactList extends LitElement {
  static override styles = [baseStyles, contactPageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  /** Only schools without a safeguarding lead. */
  @property({ type: Boolean }) missing = false;
  @state() private list: Contacts | null = null;
  @state() private usual: UsualSomeone | null = null;
  @state() private outcome: Outcome = untried;
  @state() private busy = false;
  @state() private changing = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('missing')) return;
    this.list = null;
    this.usual = null;
    this.changing = false;
    void this.load(null);
  }

  private get coordinates(): boolean {
    return this.me.roles.some(({ role }) => role === 'coordinator');
  }

  private async load(after: string | null): Promise<void> {
    const query = [...(this.missing ? ['missing=true'] : []), ...(after === null ? [] : [`after=${after}`])].join('&');
    try {
      const answer = await this.api.get<Contacts>(`/api/contacts${query === '' ? '' : `?${query}`}`);
      this.list = { schools: [...(after === null ? [] : (this.list?.schools ?? [])), ...answer.schools], next: answer.next };
      this.outcome = { ...untried, said: after === null ? '' : msg(str`${this.list.schools.length} schools shown`) };
      if (after === null && this.coordinates && !this.missing) this.usual = await this.api.get<UsualSomeone>('/api/contacts/someone-else');
    } catch (error) {
      this.outcome = failed(error);
    }
  }

  private async change(changing: boolean): Promise<void> {
    this.changing = changing;
    await goTo(this, changing ? 'contact-someone-form' : '#change');
  }

  private readonly save = async (event: CustomEvent<SomeoneBody>): Promise<void> => {
    const revision = this.usual?.revision ?? null;
    this.busy = true;
    this.outcome = untried;
    try {
      const options = revision === null ? {} : { ifMatch: revision };
      this.usual = await this.api.put<UsualSomeone>('/api/contacts/someone-else', event.detail, options);
      this.outcome = { ...untried, said: msg('Saved.') };
      await this.change(false);
    } catch (error) {
      this.usual = (currentOf(error) as UsualSomeone | undefined) ?? this.usual;
      this.outcome = failed(error);
    } finally {
      this.busy = false;
    }
  };

  private renderUsual(usual: UsualSomeone): TemplateResult {
    const { someone, changed } = usual;
    const day = changed ? longDay(dayOf(new Date(changed.at), this.me.timeZone), true) : '';
    return html`<section class="card stack-tight" aria-labelledby="usual">
      <h2 id="usual">${msg('Someone else to talk to')}</h2>
      <p>
        ${
          someone
            ? msg(str`${someone.name}, ${someone.reach}. On the card of every trainee whose placement names nobody else.`)
            : msg('Nobody yet. Name somebody here, such as a pastoral tutor, for every trainee whose placement names nobody else.')
        }
      </p>
      ${changed ? html`<p class="quiet-text">${msg(str`Last changed by ${changed.by} on ${day}`)}</p>` : nothing}
      ${
        this.changing
          ? html`<contact-someone-form
              .recorded=${usual}
              .errors=${this.outcome.errors}
              .busy=${this.busy}
              .privacy=${msg('Trainees, the people of their placements and the coordinators can read this.')}
              @someone-given=${this.save}
            >
              <button class="quiet" type="button" @click=${() => this.change(false)}>${msg('Leave it as it is')}</button>
            </contact-someone-form>`
          : html`<p>
              <button type="button" id="change" @click=${() => this.change(true)}>
                ${someone ? msg('Change it') : msg('Name somebody')}
              </button>
            </p>`
      }
    </section>`;
  }

  private renderSchool({ school, lead, documents }: Line): TemplateResult {
    const sentence = lead === null ? msg('No safeguarding lead yet') : msg(str`${lead} leads on safeguarding`);
    return html`<li class="stack-tight">
      <h2><a href="#/contacts/school/${school.id}">${school.name}</a></h2>
      <p class="state">
        ${icon(lead === null ? 'warning' : 'check')}<span
          >${documents ? msg(str`${sentence}. Documents linked.`) : msg(str`${sentence}. No documents linked.`)}</span
        >
      </p>
    </li>`;
  }

  private renderList({ schools, next }: Contacts): TemplateResult {
    const none = this.missing
      ? msg('Every school with trainees has a safeguarding lead.')
      : msg('No schools yet. They come with the first placements.');
    return html`${
      schools.length === 0
        ? html`<p>${none}</p>`
        : html`<ul class="rows">
            ${schools.map((one) => this.renderSchool(one))}
          </ul>`
    }
    ${next === null ? nothing : html`<p><button type="button" @click=${() => void this.load(next)}>${msg('Show more')}</button></p>`}`;
  }

  override render(): TemplateResult {
    const { list, usual } = this;
    const { problem, said } = this.outcome;
    return html`<div class="stack">
      <h1>${this.missing ? msg('Schools without a safeguarding lead') : msg('School contacts')}</h1>
      <p class="quiet-text">${msg('Each trainee finds these numbers on their first page.')}</p>
      ${usual ? this.renderUsual(usual) : nothing}
      ${list ? this.renderList(list) : problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contact-list': ContactList;
  }
}
