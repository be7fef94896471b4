import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CoursePerson } from '../../tool/partnership/course.shared.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { CoursePeopleController } from './course-people.js';
import './partnership-people-picker.js';
import { placementsStyles } from './partnership-placements.styles.js';
import { problemSentence } from '../shared/problem-sentence.js';

/** A coordinator names the tutors of the partnership from the people of the course. */
@localized()
@customElement('partnership-tutors')
export class PartnershipTutors extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private tutors: TutorListed[] = [];
  @state() private chosen: string | null = null;
  @state() private missing: string | null = null;
  @state() private problem: string | null = null;
  /** The one who is about to be named, while the question is open. */
  @state() private naming: CoursePerson | null = null;
  @state() private named: string | null = null;
  @state() private asked: TutorListed | null = null;
  @state() private said = '';
  private readonly people = new CoursePeopleController(this, () => this.api);

  override firstUpdated(): void {
    void this.attempt(async () => {
      this.tutors = (await this.api.get<{ tutors: TutorListed[] }>('/api/roles')).tutors;
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private readonly ask = (): void => {
    this.naming = this.people.people?.people.find((one) => one.sub === this.chosen) ?? null;
    this.missing = this.naming === null ? msg('Who is the tutor?') : null;
  };

  private readonly name = (): Promise<void> =>
    this.attempt(async () => {
      const { naming } = this;
      this.naming = null;
      if (!naming) return;
      this.tutors = (await this.api.post<{ tutors: TutorListed[] }>('/api/roles', { role: 'tutor', who: { sub: naming.sub } })).tutors;
      this.chosen = null;
      this.named = msg(str`${naming.name} is now a tutor. Give them trainees on each placement’s page.`);
      this.said = this.named;
    });

  private readonly end = (): Promise<void> =>
    this.attempt(async () => {
      const { asked } = this;
      this.asked = null;
      this.named = null;
      if (!asked) return;
      await this.api.post(`/api/roles-held/${asked.roleHeldId}/end`);
      this.tutors = this.tutors.filter((one) => one.roleHeldId !== asked.roleHeldId);
      this.said = msg('Access has ended.');
    });

  private renderTutor(tutor: TutorListed): TemplateResult {
    const trainees = tutor.trainees === 1 ? msg('1 trainee') : msg(str`${tutor.trainees} trainees`);
    return html`<li class="row">
      <span><strong>${tutor.name}</strong> <span class="quiet-text">${trainees}</span></span>
      <button class="quiet" type="button" @click=${() => (this.asked = tutor)}>
        ${msg('No longer a tutor')}<span class="visually-hidden">: ${tutor.name}</span>
      </button>
    </li>`;
  }

  override render(): TemplateResult {
    const problem = this.problem ?? this.people.problem;
    const name = this.asked?.name ?? '';
    const candidate = this.naming?.name ?? '';
    return html`<div class="narrow stack">
      <h1>${msg('Tutors')}</h1>
      ${
        this.tutors.length === 0
          ? html`<p>${msg('No tutors yet. A tutor makes placements and sees what was signed of their own trainees.')}</p>`
          : html`<ul class="rows">
              ${this.tutors.map((tutor) => this.renderTutor(tutor))}
            </ul>`
      }
      <h2>${msg('Name a tutor')}</h2>
      <partnership-people-picker
        .people=${this.people.people}
        .legend=${msg('Who is the tutor?')}
        .first=${'teacher'}
        .zone=${this.me.timeZone}
        .chosen=${this.chosen}
        .error=${this.missing}
        .reading=${this.people.reading}
        @people-searched=${this.people.searched}
        @roster-wanted=${this.people.readRoster}
        @person-chosen=${(event: CustomEvent<{ sub: string }>) => (this.chosen = event.detail.sub)}
      ></partnership-people-picker>
      <button class="primary" type="button" @click=${this.ask}>${msg('Name as tutor')}</button>
      ${
        this.named
          ? html`<cf-notice kind="good"
              >${this.named}<a slot="actions" class="button" href="#/placements">${msg('All placements')}</a></cf-notice
            >`
          : nothing
      }
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${this.said || this.people.said}</p>
      <cf-dialog .heading=${msg(str`Make ${candidate} a tutor?`)} ?open=${this.naming !== null} @closed=${() => (this.naming = null)}>
        <p>
          ${msg('Tutors make placements, choose what the gradebook shows, and see what is signed of each trainee they are given.')}
          ${this.naming?.courseRole === 'student' ? html`<strong>${msg(str`${candidate} is a student in this course.`)}</strong>` : nothing}
        </p>
        <button slot="actions" type="button" @click=${() => (this.naming = null)}>${msg('Not now')}</button>
        <button slot="actions" class="primary" type="button" @click=${this.name}>${msg('Make a tutor')}</button>
      </cf-dialog>
      <cf-dialog .heading=${msg(str`End ${name}’s access?`)} ?open=${this.asked !== null} @closed=${() => (this.asked = null)}>
        <p>${msg(str`${name} sees nothing of any trainee any more, from the next click. What was signed stays.`)}</p>
        <button slot="actions" type="button" @click=${() => (this.asked = null)}>${msg('Keep')}</button>
        <button slot="actions" class="danger" type="button" @click=${this.end}>${msg('End access')}</button>
      </cf-dialog>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-tutors': PartnershipTutors;
  }
}
