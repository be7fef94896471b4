import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlacementContacts } from '../../tool/contact/contact.shared.js';
import type { PlacementScoreStatus } from '../../tool/passback/score-status.shared.js';
import type { PlacementPerson, PlacementView } from '../../tool/partnership/placement.shared.js';
import '../people-card/people-card.js';
import { baseStyles } from '../shared/base.styles.js';
import { listOfNames } from '../shared/names.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayRange } from '../shared/times.js';
import { homePageStyles } from './home-page.styles.js';

const named = (people: readonly PlacementPerson[], role: PlacementPerson['role']): string =>
  listOfNames(people.filter((one) => one.role === role).map((one) => one.name));

/** The people of a trainee, and the trainees of a mentor or coach: a card for each placement. */
@localized()
@customElement('home-people')
export class HomePeople extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) placements: PlacementView[] = [];
  /** What the gradebook will count, of a trainee's own placements. */
  @property({ attribute: false }) statuses: PlacementScoreStatus[] = [];
  /** Whom a trainee can call, by placement; null where it did not arrive. */
  @property({ attribute: false }) contacts = new Map<string, PlacementContacts | null>();

  private renderPeople({ id, people }: PlacementView): TemplateResult {
    const contacts = this.contacts.get(id);
    return html`<people-card .people=${people} .contacts=${contacts ?? null}></people-card>
      ${contacts === null ? html`<p>${msg('The telephone numbers did not arrive. Open this page again to see them.')}</p>` : nothing}`;
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
      ${own ? this.renderPeople(placement) : tutors ? html`<p>${msg(str`Tutor: ${tutors}`)}</p>` : nothing}
      ${own ? this.renderProgress(id) : myRoles.includes('mentor') ? this.renderFirstSteps(id) : nothing}
      ${
        own || myRoles.includes('mentor')
          ? html`<p class="row">
              <a href="#/observations/in/${id}">${msg('Lesson observations')}</a>
              ${own ? html`<a href="#/contacts/placement/${id}">${msg('Print this card')}</a>` : nothing}
            </p>`
          : html`<p class="quiet-text">${msg(str`You are ${trainee.givenName}’s coach.`)}</p>`
      }
    </li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const mine = this.placements.filter((one) => one.myRoles.some((role) => role === 'trainee' || role === 'mentor' || role === 'coach'));
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
