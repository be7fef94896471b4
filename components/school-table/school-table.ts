import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SchoolRow, SchoolTable as Schools, TableFile } from '../../tool/attention/attention.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { saveTable } from '../shared/save-file.js';
import { dayOf, longDay } from '../shared/times.js';
import { schoolTableStyles } from './school-table.styles.js';

type Trainee = SchoolRow['trainees'][number];

const commaList = (parts: TemplateResult[]): (TemplateResult | string)[] =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));

/** Schools and their mentors, by name. */
@localized()
@customElement('school-table')
export class SchoolTable extends LitElement {
  static override styles = [baseStyles, formStyles, schoolTableStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private schools: SchoolRow[] | null = null;
  @state() private next: string | null = null;
  @state() private problem: string | null = null;
  @state() private said = '';

  override firstUpdated(): void {
    void this.load(null);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private load(after: string | null): Promise<void> {
    return this.attempt(async () => {
      const answer = await this.api.get<Schools>(after === null ? '/api/attention/schools' : `/api/attention/schools?after=${after}`);
      this.schools = [...(after === null ? [] : (this.schools ?? [])), ...answer.schools];
      this.next = answer.next;
      if (after !== null) this.said = msg(str`${this.schools.length} schools shown`);
    });
  }

  private readonly download = (): Promise<void> =>
    this.attempt(async () => {
      saveTable(await this.api.get<TableFile>('/api/attention/schools/file'));
      this.said = msg('Saved. It holds every school.');
    });

  private get thisYear(): string {
    return dayOf(new Date(), this.me.timeZone).slice(0, 4);
  }

  private day(day: string): string {
    return longDay(day, day.slice(0, 4) !== this.thisYear);
  }

  private renderTrainees(trainees: Trainee[]): TemplateResult {
    return html`${commaList(trainees.map(({ placementId, name }) => html`<a href="#/placements/${placementId}">${name}</a>`))}`;
  }

  private renderMentor({ name, startedAt, trainees, lastOn, signed }: SchoolRow['mentors'][number]): TemplateResult {
    return html`<tr role="row">
      <th role="rowheader" scope="row">
        ${name}
        <p class="quiet-text">${msg(str`since ${this.day(dayOf(new Date(startedAt), this.me.timeZone))}`)}</p>
      </th>
      <td role="cell">${this.renderTrainees(trainees)}</td>
      <td role="cell">
        ${
          lastOn === null
            ? html`<span class="quiet-text">${msg('Nothing signed yet')}</span>`
            : html`${msg(str`Last observation ${this.day(lastOn)}`)}
                <p class="quiet-text">${msg(str`${signed} signed`)}</p>`
        }
      </td>
    </tr>`;
  }

  private renderSchool(school: SchoolRow): TemplateResult {
    const { name, mentors, withoutMentor, openCodes, trainees } = school;
    const count = trainees.length === 1 ? msg('1 trainee') : msg(str`${trainees.length} trainees`);
    return html`<section class="card stack-tight" aria-label=${name}>
      <h2>${name}</h2>
      <p class="quiet-text">${trainees.length === 0 ? msg('Nobody is placed here now.') : count}</p>
      ${
        mentors.length === 0
          ? nothing
          : html`<table role="table" aria-label=${msg(str`Mentors at ${name}`)}>
              <thead>
                <tr role="row">
                  <th role="columnheader" scope="col">${msg('Mentor')}</th>
                  <th role="columnheader" scope="col">${msg('Trainees')}</th>
                  <th role="columnheader" scope="col">${msg('Signed')}</th>
                </tr>
              </thead>
              <tbody>
                ${mentors.map((mentor) => this.renderMentor(mentor))}
              </tbody>
            </table>`
      }
      ${
        withoutMentor.length === 0
          ? nothing
          : html`<p class="state">${icon('warning')}<span>${msg('No mentor yet:')} ${this.renderTrainees(withoutMentor)}</span></p>`
      }
      ${openCodes.map(
        ({ nameGiven, trainee, expiresAt }) =>
          html`<p class="state">
            ${icon('clock')}<span
              >${msg(
                str`Open code for ${nameGiven ?? msg('a mentor')}, ${trainee}: until ${this.day(dayOf(new Date(expiresAt), this.me.timeZone))}`,
              )}</span
            >
          </p>`,
      )}
      <p class="row no-print">
        <a href="#/approvals/${school.id}">${msg(str`Pictures and video at ${name}`)}</a>
        <a href="#/contacts/school/${school.id}">${msg(str`Whom to call at ${name}`)}</a>
      </p>
    </section>`;
  }

  private renderSchools(schools: SchoolRow[]): TemplateResult {
    if (schools.length === 0) {
      return html`<p>${msg('No schools yet. They come with the first placements.')}</p>
        <p><a class="button primary" href="#/placements/new">${msg('Make a placement')}</a></p>`;
    }
    return html`<p class="quiet-text">${msg('In the order of the alphabet. You see days and counts, never what was written.')}</p>
      ${schools.map((school) => this.renderSchool(school))}
      <div class="row no-print">
        ${this.next === null ? nothing : html`<button type="button" @click=${() => void this.load(this.next)}>${msg('Show more')}</button>`}
        <button type="button" @click=${this.download}>${msg('Save as a spreadsheet')}</button>
        <button type="button" @click=${() => window.print()}>${msg('Print')}</button>
        <a class="button quiet" href="#/contacts">${msg('School contacts')}</a>
        <a class="button quiet" href="#/platforms">${msg('Moodle and Canvas')}</a>
        <a class="button quiet" href="#/schools/rules">${msg('When somebody needs their tutor')}</a>
      </div>`;
  }

  override render(): TemplateResult {
    const { schools } = this;
    return html`<div class="stack">
      <h1>${msg('Schools and mentors')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${schools ? this.renderSchools(schools) : this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'school-table': SchoolTable;
  }
}
