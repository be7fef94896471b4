import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { listOfNames } from '../shared/names.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { dayRange } from '../shared/times.js';
import { placementsStyles } from './partnership-placements.styles.js';
import { SetUpReaders } from './set-up-readers.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { leftSentence } from './role-words.js';

/** Everybody's placements whom the reader may see, and the first step where there are none. */
@localized()
@customElement('partnership-list')
export class PartnershipList extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private placements: PlacementView[] | null = null;
  @state() private next: string | null = null;
  private readonly readers = new SetUpReaders(this);
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    void this.load(null);
  }

  private get setsUp(): boolean {
    return this.me.roles.some((held) => held.role === 'coordinator' || held.role === 'tutor');
  }

  private async load(after: string | null): Promise<void> {
    this.problem = null;
    try {
      const path = after === null ? '/api/placements' : `/api/placements?after=${after}`;
      const answer = await this.api.get<{ placements: PlacementView[]; next: string | null }>(path);
      this.placements = [...(after === null ? [] : (this.placements ?? [])), ...answer.placements];
      this.next = answer.next;
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private renderRow({ id, trainee, school, startsOn, endsOn, people, traineeLeft, timeZone }: PlacementView): TemplateResult {
    const named = (role: 'mentor' | 'tutor') => listOfNames(people.filter((one) => one.role === role).map((one) => one.name));
    const [mentors, tutors] = [named('mentor'), named('tutor')];
    return html`<li class="stack-tight">
      <h2><a href="#/placements/${id}">${trainee.name}</a></h2>
      <p class="quiet-text">${msg(str`${school.name}, ${dayRange(startsOn, endsOn)}`)}</p>
      ${traineeLeft ? html`<p class="state">${icon('warning')}<span>${leftSentence(traineeLeft, timeZone)}</span></p>` : nothing}
      <p class="state">
        ${mentors ? html`${icon('people')}<span>${msg(str`Mentor: ${mentors}`)}</span>` : html`${icon('warning')}<span>${msg('No mentor yet')}</span>`}
      </p>
      <p class="state">
        ${tutors ? html`${icon('people')}<span>${msg(str`Tutor: ${tutors}`)}</span>` : html`${icon('warning')}<span>${msg('No tutor yet')}</span>`}
      </p>
    </li>`;
  }

  private renderList(): TemplateResult {
    if (this.placements === null) return this.problem ? html`` : html`<p role="status">${msg('Opening…')}</p>`;
    if (this.placements.length === 0) return html`<p>${msg('No placements yet. Choose a trainee and a school to make the first one.')}</p>`;
    return html`<ul class="rows">${this.placements.map((one) => this.renderRow(one))}</ul>
      ${this.next === null ? nothing : html`<button type="button" @click=${() => void this.load(this.next)}>${msg('Show more')}</button>`}`; // prettier-ignore
  }

  override render(): TemplateResult {
    const coordinates = this.me.roles.some((held) => held.role === 'coordinator');
    return html`<div class="stack">
      <h1>${msg('Placements')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${
        this.setsUp
          ? html`<div class="row">
              <a class="button primary" href="#/placements/new">${msg('Make a placement')}</a>
              ${coordinates ? html`<a class="button" href="#/placement-upload">${msg('Upload a list')}</a>` : nothing}
              ${coordinates ? html`<a class="button" href="#/placements/roles">${msg('People and roles')}</a>` : nothing}
              <a class="button" href="#/placements/gradebook">${msg('Gradebook')}</a>
              ${coordinates ? html`<a class="button" href="#/connection">${msg('Check the connection')}</a>` : nothing}
              ${coordinates ? html`<a class="button" href="#/changes">${msg('What was changed')}</a>` : nothing}
            </div>`
          : nothing
      }
      ${this.renderList()} ${this.readers.line()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-list': PartnershipList;
  }
}
