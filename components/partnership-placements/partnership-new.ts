import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { ProblemError, type FieldProblem } from '../shared/problem-error.js';
import { CoursePeopleController } from './course-people.js';
import type { PlacementWords } from './partnership-placement-form.js';
import './partnership-placement-form.js';
import './partnership-people-picker.js';
import { placementsStyles } from './partnership-placements.styles.js';
import './partnership-tutor-choice.js';
import { SetUpReaders } from './set-up-readers.js';
import { problemSentence } from '../shared/problem-sentence.js';

/**
 * Making a placement: who, where, when. Goes on to the placement's own page, where the mentor's code is made.
 * @fires roles-changed - its maker may be its tutor now
 */
@localized()
@customElement('partnership-new')
export class PartnershipNew extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private tutors: TutorListed[] | null = null;
  @state() private tutor: string | null = null;
  @state() private noTutor: string | null = null;
  @state() private schools: { id: string; name: string }[] = [];
  @state() private chosen: string | null = null;
  @state() private noPerson: string | null = null;
  @state() private problem: string | null = null;
  @state() private errors: FieldProblem[] = [];
  @state() private busy = false;
  private readonly people = new CoursePeopleController(this, () => this.api);
  private readonly readers = new SetUpReaders(this);
  // One id for every attempt: sending again after a lost answer makes no second placement.
  private readonly newId = uuidv7();

  override firstUpdated(): void {
    void this.loadSchools();
    if (this.choosesTutor) void this.loadTutors();
  }

  // A tutor's own placement gets its maker; only a coordinator who is no tutor names somebody else.
  private get choosesTutor(): boolean {
    const roles = this.me.roles.map((held) => held.role);
    return roles.includes('coordinator') && !roles.includes('tutor');
  }

  private async loadTutors(): Promise<void> {
    try {
      this.tutors = (await this.api.get<{ tutors: TutorListed[] }>('/api/roles')).tutors;
      if (this.tutors.length === 1) this.tutor = this.tutors[0]?.personId ?? null;
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private async loadSchools(): Promise<void> {
    const answer = await this.api.get<{ schools: { id: string; name: string }[] }>('/api/schools').catch(() => null);
    this.schools = answer?.schools ?? [];
  }

  private readonly save = async (event: CustomEvent<PlacementWords>): Promise<void> => {
    this.noPerson = this.chosen === null ? msg('Who is the trainee?') : null;
    if (this.chosen === null) {
      await this.updateComplete;
      this.renderRoot.querySelector('partnership-people-picker')?.scrollIntoView({ block: 'start' });
      return;
    }
    this.noTutor = this.choosesTutor && this.tutor === null ? msg('Who is the tutor?') : null;
    if (this.noTutor !== null) {
      await this.updateComplete;
      this.renderRoot.querySelector('partnership-tutor-choice')?.focus();
      return;
    }
    this.busy = true;
    this.problem = null;
    this.errors = [];
    try {
      const made = await this.api.put<PlacementView>(`/api/placements/${this.newId}`, { ...event.detail, trainee: { sub: this.chosen } });
      if (this.choosesTutor) await this.api.post('/api/roles', { role: 'tutor', who: { personId: this.tutor }, placementId: made.id });
      fire(this, 'roles-changed');
      location.hash = `#/placements/${made.id}`;
    } catch (error) {
      this.problem = problemSentence(error);
      if (error instanceof ProblemError) this.errors = error.errors;
    } finally {
      this.busy = false;
    }
  };

  override render(): TemplateResult {
    const problem = this.noPerson ?? this.noTutor ?? this.problem ?? this.people.problem;
    return html`<div class="narrow stack">
      <h1>${msg('Make a placement')}</h1>
      <partnership-people-picker
        .people=${this.people.people}
        .legend=${msg('Who is the trainee?')}
        .first=${'student'}
        .zone=${this.me.timeZone}
        .chosen=${this.chosen}
        .error=${this.noPerson}
        .reading=${this.people.reading}
        @people-searched=${this.people.searched}
        @roster-wanted=${this.people.readRoster}
        @person-chosen=${(event: CustomEvent<{ sub: string }>) => {
          this.chosen = event.detail.sub;
          this.noPerson = null;
        }}
      ></partnership-people-picker>
      ${
        this.choosesTutor && this.tutors
          ? html`<partnership-tutor-choice
              .tutors=${this.tutors}
              .chosen=${this.tutor}
              .error=${this.noTutor}
              @tutor-chosen=${(event: CustomEvent<{ personId: string | null }>) => {
                this.tutor = event.detail.personId;
                this.noTutor = null;
              }}
            ></partnership-tutor-choice>`
          : nothing
      }
      <partnership-placement-form
        .schools=${this.schools}
        .errors=${this.errors}
        .busy=${this.busy}
        @placement-given=${this.save}
      ></partnership-placement-form>
      ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing} ${this.readers.line()}
      <p class="visually-hidden" role="status">${this.people.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-new': PartnershipNew;
  }
}
