import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodeListed, CodeMade } from '../../tool/partnership/claim-code.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { ProblemError, type FieldProblem } from '../shared/problem-error.js';
import { dayRange } from '../shared/times.js';
import './partnership-codes.js';
import './partnership-letter.js';
import './partnership-people.js';
import './partnership-placement-form.js';
import type { PlacementWords } from './partnership-placement-form.js';
import { placementsStyles } from './partnership-placements.styles.js';
import './partnership-tutor-give.js';
import { problemSentence } from '../shared/problem-sentence.js';

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
  @state() private made: CodeMade | null = null;
  @state() private problem: string | null = null;
  @state() private errors: FieldProblem[] = [];
  @state() private busy = false;
  @state() private changing = false;
  @state() private said = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('placementId')) return;
    this.placement = null;
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
    this.placement = await this.api.get<PlacementView>(`/api/placements/${this.placementId}`);
    if (this.manages) this.codes = (await this.api.get<{ codes: CodeListed[] }>(`/api/placements/${this.placementId}/codes`)).codes;
    if (this.coordinates) this.tutors = (await this.api.get<{ tutors: TutorListed[] }>('/api/roles')).tutors;
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

  private readonly makeCode = (event: CustomEvent<{ name: string }>): Promise<void> =>
    this.attempt(async () => {
      this.made = await this.api.post<CodeMade>(`/api/placements/${this.placementId}/codes`, event.detail);
      await this.load();
      await this.updateComplete;
      const letter = this.renderRoot.querySelector<HTMLElement>('#letter');
      letter?.focus();
    });

  private readonly withdraw = (event: CustomEvent<{ id: string }>): Promise<void> =>
    this.attempt(async () => {
      await this.api.post(`/api/codes/${event.detail.id}/withdraw`);
      if (this.made?.id === event.detail.id) this.made = null;
      await this.load();
      this.said = msg('The code is withdrawn.');
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

  private readonly endRole = (event: CustomEvent<{ roleHeldId: string }>): Promise<void> =>
    this.attempt(async () => {
      await this.api.post(`/api/roles-held/${event.detail.roleHeldId}/end`);
      await this.load();
      this.said = msg('Access has ended.');
      fire(this, 'roles-changed');
    });

  private readonly change = (event: CustomEvent<PlacementWords>): Promise<void> =>
    this.attempt(async () => {
      const { placement } = this;
      if (!placement) return;
      const body = { ...event.detail, trainee: { personId: placement.trainee.personId } };
      this.placement = await this.api.put<PlacementView>(`/api/placements/${placement.id}`, body, { ifMatch: placement.revision });
      this.changing = false;
      this.said = msg('Saved.');
    });

  private renderChange(placement: PlacementView): TemplateResult {
    return html`<div class="card narrow">
      <partnership-placement-form
        .placement=${placement}
        .errors=${this.errors}
        .busy=${this.busy}
        @placement-given=${this.change}
      ></partnership-placement-form>
      <button class="quiet" type="button" @click=${() => (this.changing = false)}>${msg('Leave it as it is')}</button>
    </div>`;
  }

  private renderSetUp(): TemplateResult {
    return html`<section class="stack" aria-labelledby="codes">
      <h2 id="codes">${msg('Mentor codes')}</h2>
      <partnership-codes
        .codes=${this.codes}
        .zone=${this.me.timeZone}
        .busy=${this.busy}
        @code-wanted=${this.makeCode}
        @code-withdrawn=${this.withdraw}
      ></partnership-codes>
    </section>`;
  }

  private renderLetter(placement: PlacementView): TemplateResult | typeof nothing {
    if (!this.made) return nothing;
    return html`<section class="stack" aria-labelledby="letter">
      <h2 class="no-print" id="letter" tabindex="-1">${msg('The letter')}</h2>
      <partnership-letter
        .made=${this.made}
        .placement=${placement}
        .sender=${this.me.support || (this.me.name ?? '')}
      ></partnership-letter>
    </section>`;
  }

  private renderPlacement(placement: PlacementView): TemplateResult {
    const { trainee, school, subject, phase, startsOn, endsOn, myRoles, people } = placement;
    const own = myRoles.includes('trainee');
    const facts = [...new Set([subject, phase].filter((one) => one !== null))].join(', ');
    return html`<div class="stack no-print">
        <h1>${own ? school.name : trainee.name}</h1>
        <p>${own ? dayRange(startsOn, endsOn) : msg(str`${school.name}, ${dayRange(startsOn, endsOn)}`)}</p>
        ${facts ? html`<p class="quiet-text">${facts}</p>` : nothing}
        <div class="row">
          ${
            myRoles.every((role) => role === 'coordinator')
              ? nothing
              : html`<a class="button" href="#/observations/in/${placement.id}">${msg('Lesson observations')}</a>`
          }
          ${
            this.manages && !this.changing
              ? html`<button type="button" @click=${() => (this.changing = true)}>${msg('Change school or days')}</button>`
              : nothing
          }
        </div>
        ${this.changing ? this.renderChange(placement) : nothing}
        <section class="stack" aria-labelledby="people">
          <h2 id="people">${own ? msg('Your people') : msg('People')}</h2>
          <partnership-people
            .people=${people}
            .zone=${this.me.timeZone}
            .mayEnd=${own || this.manages}
            .trainee=${own ? null : trainee.givenName}
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
        ${this.manages ? this.renderSetUp() : nothing}
      </div>
      ${this.renderLetter(placement)}`;
  }

  override render(): TemplateResult {
    return html`<div class="stack">
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
