import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlacementScoreStatus } from '../../tool/passback/score-status.shared.js';
import type { PlacementPerson, PlacementView } from '../../tool/partnership/placement.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { listOfNames } from '../shared/names.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayRange } from '../shared/times.js';
import { homePageStyles } from './home-page.styles.js';

const named = (people: readonly PlacementPerson[], role: PlacementPerson['role']): string =>
  listOfNames(people.filter((one) => one.role === role).map((one) => one.name));

/** The people of a trainee, and the trainees of a mentor: a card for each placement. */
@localized()
@customElement('home-people')
export class HomePeople extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) placements: PlacementView[] = [];
  /** What the gradebook will count, of a trainee's own placements. */
  @property({ attribute: false }) statuses: PlacementScoreStatus[] = [];

  private renderPeople(people: readonly PlacementPerson[]): TemplateResult {
    const mentors = named(people, 'mentor');
    const tutors = named(people, 'tutor');
    return html`
      <p>${mentors ? msg(str`Mentor: ${mentors}`) : msg('No mentor has joined yet. Your tutor sends the letter.')}</p>
      ${tutors ? html`<p>${msg(str`Tutor: ${tutors}`)}</p>` : nothing}
    `;
  }

  private renderProgress(id: string): TemplateResult | typeof nothing {
    const links = this.statuses.find((one) => one.placementId === id)?.links ?? [];
    const counted = links.find((link) => link.value !== null && link.maximum !== null);
    return counted ? html`<p>${msg(str`${counted.value} of ${counted.maximum} observations signed and read`)}</p>` : nothing;
  }

  private renderFirstSteps(id: string): TemplateResult {
    // One primary action a screen: with several trainees none of them is it.
    const kind = this.placements.length === 1 ? 'button primary' : 'button';
    return html`<div class="row">
      <a class=${kind} href="#/observations/plan/${id}">${msg('Plan an observation')}</a>
      <a class="button" href="#/observations/write-up/${id}">${msg('Write up a lesson I have seen')}</a>
    </div>`;
  }

  private renderCard(placement: PlacementView): TemplateResult {
    const { id, trainee, school, startsOn, endsOn, people, myRoles } = placement;
    const own = myRoles.includes('trainee');
    const tutors = named(people, 'tutor');
    return html`<li class="card stack-tight">
      <h3><a href="#/placements/${id}">${own ? school.name : trainee.name}</a></h3>
      <p class="quiet-text">${own ? dayRange(startsOn, endsOn) : msg(str`${dayRange(startsOn, endsOn)}, ${school.name}`)}</p>
      ${own ? this.renderPeople(people) : tutors ? html`<p>${msg(str`Tutor: ${tutors}`)}</p>` : nothing}
      ${own ? this.renderProgress(id) : this.renderFirstSteps(id)}
      <p><a href="#/observations/in/${id}">${msg('Lesson observations')}</a></p>
    </li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const mine = this.placements.filter((one) => one.myRoles.includes('trainee') || one.myRoles.includes('mentor'));
    if (mine.length === 0) return nothing;
    const trainee = mine.some((one) => one.myRoles.includes('trainee'));
    return html`<section class="stack" aria-labelledby="people">
      <h2 id="people">${trainee ? msg('Your people') : msg('Your trainees')}</h2>
      <ul class="cards">
        ${mine.map((one) => this.renderCard(one))}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-people': HomePeople;
  }
}
