import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import { localized, msg, str } from '../shared/localize.js';
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
  @state() private tutors: TutorListed[] = [];
  @state() private chosen: string | null = null;
  @state() private missing: string | null = null;
  @state() private problem: string | null = null;
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

  private readonly name = (): Promise<void> =>
    this.attempt(async () => {
      this.missing = this.chosen === null ? msg('Who is the tutor?') : null;
      if (this.chosen === null) return;
      this.tutors = (await this.api.post<{ tutors: TutorListed[] }>('/api/roles', { role: 'tutor', who: { sub: this.chosen } })).tutors;
      this.chosen = null;
      this.said = msg('Named. They see their trainees at the next click.');
    });

  private readonly end = (): Promise<void> =>
    this.attempt(async () => {
      const { asked } = this;
      this.asked = null;
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
        .chosen=${this.chosen}
        .error=${this.missing}
        .reading=${this.people.reading}
        @people-searched=${this.people.searched}
        @roster-wanted=${this.people.readRoster}
        @person-chosen=${(event: CustomEvent<{ sub: string }>) => (this.chosen = event.detail.sub)}
      ></partnership-people-picker>
      <button class="primary" type="button" @click=${this.name}>${msg('Name as tutor')}</button>
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${this.said || this.people.said}</p>
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
