import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SchoolApproval } from '../../tool/approval/approval.shared.js';
import type { PlacementContacts } from '../../tool/contact/contact.shared.js';
import type { CodeListed, CodeMade } from '../../tool/partnership/claim-code.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import '../people-card/people-card.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { whoCanSee } from '../shared/names.js';
import { ProblemError, type FieldProblem } from '../shared/problem-error.js';
import { dayRange, longDay } from '../shared/times.js';
import './partnership-add-person.js';
import type { PersonAdded } from './partnership-add-person.js';
import '../school-approval/school-approval-state.js';
import './partnership-codes.js';
import './partnership-handover.js';
import './partnership-letter.js';
import './partnership-people.js';
import './partnership-placement-form.js';
import type { PlacementWords } from './partnership-placement-form.js';
import { placementsStyles } from './partnership-placements.styles.js';
import './partnership-tutor-give.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { roleWord } from '../shared/role-words.js';
import { leftSentence } from './role-words.js';

/**
 * One placement: who, where and when; for those who set it up, the mentor's code and its letter.
 * @fires roles-changed - a role of this placement ended
 */
@localized()
@customElement('partnership-placement')
export class PartnershipPlacement extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() placementId = '';
  @state() private placement: PlacementView | null = null;
  @state() private codes: CodeListed[] = [];
  @state() private tutors: TutorListed[] | null = null;
  @state() private approval: SchoolApproval | null = null;
  @state() private contacts: PlacementContacts | null = null;
  /** Who else can open this page; null until the server said so. */
  @state() private readers: string[] | null = null;
  @state() private made: { code: CodeMade; role: 'mentor' | 'coach' } | null = null;
  @state() private problem: string | null = null;
  @state() private errors: FieldProblem[] = [];
  @state() private busy = false;
  @state() private changing = false;
  @state() private said = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('placementId')) return;
    this.placement = null;
    this.approval = null;
    this.contacts = null;
    this.made = null;
    this.changing = false;
    void this.attempt(() => this.load());
  }

  private get manages(): boolean {
    return this.placement?.myRoles.some((role) => role === 'tutor' || role === 'coordinator') ?? false;
  }

  private get coordinates(): boolean {
    return this.placement?.myRoles.includes('coordinator') ?? false;
  }

  private async load(): Promise<void> {
    const here = `/api/placements/${this.placementId}`;
    const [placement, readers] = await Promise.all([
      this.api.get<PlacementView>(here),
      this.api.get<{ names: string[] }>(`${here}/readers`),
    ]);
    this.placement = placement;
    this.readers = readers.names;
    if (this.manages) this.codes = (await this.api.get<{ codes: CodeListed[] }>(`/api/placements/${this.placementId}/codes`)).codes;
    if (this.coordinates) this.tutors = (await this.api.get<{ tutors: TutorListed[] }>('/api/roles')).tutors;
    await Promise.all([this.loadContacts(this.placement), this.loadApproval(this.placement.school.id)]);
  }

  // Whom the trainee turns to, who is there for the school alone is not told.
  private async loadContacts({ id, myRoles }: PlacementView): Promise<void> {
    if (myRoles.every((role) => role === 'school_lead')) return;
    this.contacts = await this.api.get<PlacementContacts>(`/api/placements/${id}/contacts`, { background: true }).catch(() => null);
  }

  // The page stands without it.
  private async loadApproval(schoolId: string): Promise<void> {
    this.approval = await this.api.get<SchoolApproval>(`/api/schools/${schoolId}/approval`, { background: true }).catch(() => null);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.errors = [];
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
      if (error instanceof ProblemError) this.errors = error.errors;
      // It was open to the reader before: their role here may have ended, and the header has to say so.
      if (error instanceof ProblemError && error.status === 404) fire(this, 'roles-changed');
    } finally {
      this.busy = false;
    }
  }

  /** The focus goes there, once it is on the page: what was pressed may be gone. */
  private async goTo(selector: string): Promise<void> {
    await this.updateComplete;
    const place = this.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>(selector);
    await place?.updateComplete;
    place?.focus();
  }

  private change(changing: boolean): Promise<void> {
    this.changing = changing;
    return this.goTo(changing ? 'partnership-placement-form' : '#change');
  }

  private readonly makeCode = (event: CustomEvent<{ name: string; role: 'mentor' | 'coach' }>): Promise<void> =>
    this.attempt(async () => {
      const code = await this.api.post<CodeMade>(`/api/placements/${this.placementId}/codes`, event.detail);
      this.made = { code, role: event.detail.role };
      await this.load();
      await this.goTo('#letter');
    });

  private readonly withdraw = (event: CustomEvent<{ id: string }>): Promise<void> =>
    this.attempt(async () => {
      await this.api.post(`/api/codes/${event.detail.id}/withdraw`);
      if (this.made?.code.id === event.detail.id) this.made = null;
      await this.load();
      this.said = msg('The code is withdrawn.');
      await this.goTo('#codes');
    });

  private readonly giveTutor = (event: CustomEvent<{ personId: string }>): Promise<void> =>
    this.attempt(async () => {
      const { personId } = event.detail;
      await this.api.post('/api/roles', { role: 'tutor', who: { personId }, placementId: this.placementId });
      await this.load();
      const name = this.tutors?.find((one) => one.personId === personId)?.name ?? '';
      this.said = msg(str`${name} is now the tutor here.`);
      fire(this, 'roles-changed');
    });

  private readonly add = (event: CustomEvent<PersonAdded>): Promise<void> =>
    this.attempt(async () => {
      const { role, sub } = event.detail;
      const before = new Set(this.placement?.people.map((one) => one.roleHeldId));
      this.placement = await this.api.post<PlacementView>(`/api/placements/${this.placementId}/people`, { role, who: { sub } });
      const name = this.placement.people.find((one) => !before.has(one.roleHeldId))?.name ?? '';
      this.said = name === '' ? msg('They are here already.') : msg(str`${name} is now here as ${roleWord(role)}.`);
    });

  private readonly endRole = (event: CustomEvent<{ roleHeldId: string }>): Promise<void> =>
    this.attempt(async () => {
      await this.api.post(`/api/roles-held/${event.detail.roleHeldId}/end`);
      await this.load();
      this.said = msg('Access has ended.');
      await this.goTo('#people');
      fire(this, 'roles-changed');
    });

  private readonly changed = (event: CustomEvent<PlacementWords>): Promise<void> =>
    this.attempt(async () => {
      const { placement } = this;
      if (!placement) return;
      const body = { ...event.detail, trainee: { personId: placement.trainee.personId } };
      this.placement = await this.api.put<PlacementView>(`/api/placements/${placement.id}`, body, { ifMatch: placement.revision });
      this.said = msg('Saved.');
      await this.change(false);
    });

  private renderChange(placement: PlacementView): TemplateResult {
    return html`<div class="card narrow">
      <partnership-placement-form
        .placement=${placement}
        .errors=${this.errors}
        .busy=${this.busy}
        @placement-given=${this.changed}
      ></partnership-placement-form>
      <button class="quiet" type="button" @click=${() => this.change(false)}>${msg('Leave it as it is')}</button>
    </div>`;
  }

  private renderSetUp(): TemplateResult {
    return html`<section class="stack" aria-labelledby="codes">
      <h2 id="codes" tabindex="-1">${msg('Codes for mentors and coaches')}</h2>
      <partnership-codes
        .codes=${this.codes}
        .zone=${this.me.timeZone}
        .busy=${this.busy}
        @code-wanted=${this.makeCode}
        @code-withdrawn=${this.withdraw}
      ></partnership-codes>
      <details class="stack">
        <summary>${msg('Somebody of this course? Add them without a code')}</summary>
        <partnership-add-person
          .api=${this.api}
          .zone=${this.me.timeZone}
          .busy=${this.busy}
          @person-added=${this.add}
        ></partnership-add-person>
      </details>
    </section>`;
  }

  private renderLetter(placement: PlacementView): TemplateResult | typeof nothing {
    if (!this.made) return nothing;
    return html`<section class="stack" aria-labelledby="letter">
      <h2 class="no-print" id="letter" tabindex="-1">${msg('The letter')}</h2>
      <partnership-letter
        .made=${this.made.code}
        .duty=${this.made.role === 'coach' ? msg(str`From ${longDay(placement.startsOn)} you are coach to ${placement.trainee.name}.`) : ''}
        .placement=${placement}
        .sender=${this.me.support || (this.me.name ?? '')}
      ></partnership-letter>
    </section>`;
  }

  private renderContacts(contacts: PlacementContacts): TemplateResult {
    const changes = contacts.own.mayChange || contacts.school.mayChange;
    return html`<section class="stack" aria-labelledby="contacts">
      <h2 id="contacts">${msg('Whom to call')}</h2>
      <div class="card stack">
        <people-card .contacts=${contacts}></people-card>
        <p>
          <a href="#/contacts/placement/${contacts.placementId}">${changes ? msg('Change or print this card') : msg('Print this card')}</a>
        </p>
      </div>
    </section>`;
  }

  private renderPlacement(placement: PlacementView): TemplateResult {
    const { trainee, school, subject, phase, startsOn, endsOn, myRoles, people, traineeLeft } = placement;
    const reads = myRoles.some((role) => role !== 'coordinator' && role !== 'coach');
    const works = myRoles.some((role) => role === 'trainee' || role === 'mentor' || role === 'tutor');
    const own = myRoles.includes('trainee');
    const facts = [...new Set([subject, phase].filter((one) => one !== null))].join(', ');
    return html`<div class="stack-wide no-print">
        <div class="stack">
          <div class="stack-tight">
            <h1>${own ? school.name : trainee.name}</h1>
            <p>${own ? dayRange(startsOn, endsOn) : msg(str`${school.name}, ${dayRange(startsOn, endsOn)}`)}</p>
            ${facts ? html`<p class="quiet-text">${facts}</p>` : nothing}
            ${traineeLeft ? html`<p class="state">${icon('warning')}<span>${leftSentence(traineeLeft, placement.timeZone)}</span></p>` : nothing}
          </div>
          <div class="row">
            ${reads ? html`<a class="button" href="#/observations/in/${placement.id}">${msg('Lesson observations')}</a>` : nothing}
            ${own ? html`<a class="button" href="#/history/${placement.id}">${msg('What happened in your record')}</a>` : nothing}
            ${
              this.manages && !this.changing
                ? html`<button type="button" id="change" @click=${() => this.change(true)}>${msg('Change school or days')}</button>`
                : nothing
            }
          </div>
          ${this.changing ? this.renderChange(placement) : nothing}
        </div>
        <section class="stack" aria-labelledby="people">
          <h2 id="people" tabindex="-1">${own ? msg('Your people') : msg('People')}</h2>
          <partnership-people
            .people=${people}
            .zone=${this.me.timeZone}
            .mayEnd=${own || this.manages}
            .trainee=${own ? null : trainee.givenName}
            .readerId=${this.me.personId}
            @role-ended=${this.endRole}
          ></partnership-people>
          ${
            this.coordinates && this.tutors
              ? html`<partnership-tutor-give
                  .placement=${placement}
                  .tutors=${this.tutors}
                  .busy=${this.busy}
                  @tutor-given=${this.giveTutor}
                ></partnership-tutor-give>`
              : nothing
          }
        </section>
        ${this.contacts ? this.renderContacts(this.contacts) : nothing}
        ${
          this.approval
            ? html`<section class="stack" aria-labelledby="approval">
                <h2 id="approval">${msg('Pictures and video')}</h2>
                <school-approval-state .approval=${this.approval}></school-approval-state>
              </section>`
            : nothing
        }
        ${this.readers ? html`<p class="privacy">${whoCanSee(this.readers)}</p>` : nothing} ${this.manages ? this.renderSetUp() : nothing}
        ${
          works
            ? html`<partnership-handover
                .api=${this.api}
                .placementId=${placement.id}
                .trainee=${trainee.givenName}
                .own=${own}
              ></partnership-handover>`
            : nothing
        }
      </div>
      ${this.renderLetter(placement)}`;
  }

  override render(): TemplateResult {
    return html`<div class="stack-wide">
      ${this.placement ? this.renderPlacement(this.placement) : this.problem ? html`<h1>${msg('Placement')}</h1>` : html`<p role="status">${msg('Opening…')}</p>`}
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-placement': PartnershipPlacement;
  }
}
