import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CodeListed, CodeMade, RoleCodeList } from '../../tool/partnership/claim-code.shared.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import type { RequestList } from '../../tool/partnership/role-request.shared.js';
import type { GrantBody, RoleList } from '../../tool/partnership/role.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { roleWord } from '../shared/role-words.js';
import { CoursePeopleController } from './course-people.js';
import './partnership-codes.js';
import './partnership-letter.js';
import './partnership-people-picker.js';
import './partnership-requests.js';
import type { RequestAnswered } from './partnership-requests.js';
import './partnership-role-choice.js';
import type { PartnershipRoleChoice, PlacementChoice } from './partnership-role-choice.js';
import './partnership-role-list.js';
import { placementsStyles } from './partnership-placements.styles.js';

/** More trainees than this are found on their own page. */
const mostPages = 5;

/**
 * A coordinator's page of people: who asks to be added, who holds which role, and giving one, by name or by a code in a letter.
 * @fires roles-changed - who is here may hold another role now
 */
@localized()
@customElement('partnership-roles')
export class PartnershipRoles extends LitElement {
  static override styles = [baseStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private list: RoleList | null = null;
  @state() private requests: RequestList = { requests: [], next: null };
  @state() private schools: { id: string; name: string }[] = [];
  @state() private placements: PlacementChoice[] = [];
  @state() private codes: RoleCodeList = { codes: [], next: null };
  @state() private made: { code: CodeMade; given: GrantBody } | null = null;
  @state() private chosen: string | null = null;
  @state() private missing: string | null = null;
  @state() private problem: string | null = null;
  @state() private done: string | null = null;
  @state() private busy = false;
  @query('partnership-role-choice') private choice!: PartnershipRoleChoice;
  private readonly people = new CoursePeopleController(this, () => this.api);

  override firstUpdated(): void {
    void this.attempt(async () => {
      const [list, requests, codes, schools] = await Promise.all([
        this.api.get<RoleList>('/api/roles'),
        this.api.get<RequestList>('/api/role-requests'),
        this.api.get<RoleCodeList>('/api/codes'),
        this.api.get<{ schools: { id: string; name: string }[] }>('/api/schools'),
      ]);
      this.list = list;
      this.requests = requests;
      this.codes = codes;
      this.schools = schools.schools;
      if (requests.requests.length > 0) await this.loadPlacements();
    });
  }

  // For who asks to be a mentor or coach: of whom.
  private async loadPlacements(): Promise<void> {
    let after: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const path: string = after === null ? '/api/placements' : `/api/placements?after=${after}`;
      const answer: { placements: PlacementView[]; next: string | null } = await this.api.get(path);
      this.placements = [
        ...this.placements,
        ...answer.placements.map(({ id, trainee, school }) => ({ id, words: `${trainee.name}, ${school.name}` })),
      ];
      after = answer.next;
      if (after === null) return;
    }
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private readonly name = (): void => {
    const given = this.choice.given();
    const who = this.people.people?.people.find((one) => one.sub === this.chosen) ?? null;
    this.missing = who === null ? msg('Who is it?') : null;
    if (!given || !who || this.busy) return;
    void this.attempt(async () => {
      this.list = await this.api.post<RoleList>('/api/roles', { ...given, who: { sub: who.sub } });
      this.chosen = null;
      this.done =
        given.role === 'tutor'
          ? msg(str`${who.name} is now a tutor. Give them trainees on each placement’s page.`)
          : msg(str`${who.name} is now here as ${roleWord(given.role)}.`);
      fire(this, 'roles-changed');
    });
  };

  private readonly makeCode = (event: CustomEvent<{ name: string }>): void => {
    const given = this.choice.given();
    if (!given) return;
    void this.attempt(async () => {
      const code = await this.api.post<CodeMade>('/api/codes', { ...given, name: event.detail.name });
      this.made = { code, given };
      this.codes = await this.api.get<RoleCodeList>('/api/codes');
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#letter')?.focus();
    });
  };

  private readonly withdraw = (event: CustomEvent<{ id: string }>): Promise<void> =>
    this.attempt(async () => {
      const { id } = event.detail;
      const withdrawn = await this.api.post<CodeListed>(`/api/codes/${id}/withdraw`);
      this.codes = { ...this.codes, codes: this.codes.codes.map((one) => (one.id === id ? withdrawn : one)) };
      if (this.made?.code.id === id) this.made = null;
      this.done = msg('The code is withdrawn.');
    });

  private readonly olderCodes = (): Promise<void> =>
    this.attempt(async () => {
      const { codes, next } = await this.api.get<RoleCodeList>(`/api/codes?after=${this.codes.next ?? ''}`);
      this.codes = { codes: [...this.codes.codes, ...codes], next };
    });

  private readonly moreRequests = (): Promise<void> =>
    this.attempt(async () => {
      const { requests, next } = await this.api.get<RequestList>(`/api/role-requests?after=${this.requests.next ?? ''}`);
      this.requests = { requests: [...this.requests.requests, ...requests], next };
    });

  private readonly answer = (event: CustomEvent<RequestAnswered>): Promise<void> =>
    this.attempt(async () => {
      const { request, given } = event.detail;
      if (given) await this.api.post(`/api/role-requests/${request.id}/grant`, given);
      else await this.api.post(`/api/role-requests/${request.id}/decline`);
      this.requests = { ...this.requests, requests: this.requests.requests.filter((one) => one.id !== request.id) };
      this.done = given ? msg(str`${request.name} is now here as ${roleWord(given.role)}.`) : msg(str`${request.name} was not added.`);
      this.list = await this.api.get<RoleList>('/api/roles');
    });

  private readonly end = (event: CustomEvent<{ roleHeldId: string }>): Promise<void> =>
    this.attempt(async () => {
      await this.api.post(`/api/roles-held/${event.detail.roleHeldId}/end`);
      this.list = await this.api.get<RoleList>('/api/roles');
      this.done = msg('Access has ended.');
    });

  private get duty(): string {
    const { made } = this;
    if (!made) return '';
    const { given } = made;
    const name = this.me.partnership.name;
    const school = given.role === 'school_lead' ? this.schools.find((one) => one.id === given.schoolId)?.name : undefined;
    const role = roleWord(given.role);
    return school ? msg(str`You are ${role} at ${school} for ${name}.`) : msg(str`You are ${role} of ${name}.`);
  }

  private renderGive(): TemplateResult {
    return html`<section class="narrow stack" aria-labelledby="give">
      <h2 id="give">${msg('Give somebody a role')}</h2>
      <partnership-role-choice .schools=${this.schools}></partnership-role-choice>
      <partnership-people-picker
        .people=${this.people.people}
        .legend=${msg('Who is it?')}
        .first=${'teacher'}
        .zone=${this.me.timeZone}
        .chosen=${this.chosen}
        .error=${this.missing}
        .reading=${this.people.reading}
        @people-searched=${this.people.searched}
        @roster-wanted=${this.people.readRoster}
        @person-chosen=${(event: CustomEvent<{ sub: string }>) => (this.chosen = event.detail.sub)}
      ></partnership-people-picker>
      <p>
        <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.name}>
          ${msg('Give this role')}
        </button>
      </p>
      <details ?open=${this.made !== null || this.codes.codes.some((one) => one.state === 'open')}>
        <summary>${msg('Not in this list? Send a letter with a code')}</summary>
        <div class="stack">
          <p class="quiet-text">${msg('The code gives the role chosen above to whoever types it first.')}</p>
          <partnership-codes
            .codes=${this.codes.codes}
            .roles=${[]}
            .zone=${this.me.timeZone}
            .busy=${this.busy}
            @code-wanted=${this.makeCode}
            @code-withdrawn=${this.withdraw}
          ></partnership-codes>
          ${this.codes.next === null ? nothing : html`<button type="button" @click=${this.olderCodes}>${msg('Show older ones')}</button>`}
        </div>
      </details>
    </section>`;
  }

  override render(): TemplateResult {
    const problem = this.problem ?? this.people.problem;
    return html`<div class="stack-wide">
      <div class="stack-wide no-print">
        <h1>${msg('People and roles')}</h1>
        ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
        ${this.done ? html`<cf-notice kind="good">${this.done}</cf-notice>` : nothing}
        <p class="visually-hidden" role="status">${this.done ?? this.people.said}</p>
        <partnership-requests
          .requests=${this.requests.requests}
          .more=${this.requests.next !== null}
          .schools=${this.schools}
          .placements=${this.placements}
          .zone=${this.me.timeZone}
          @request-answered=${this.answer}
          @more-wanted=${this.moreRequests}
        ></partnership-requests>
        ${
          this.list
            ? html`<section class="stack" aria-labelledby="held">
                <h2 id="held">${msg('Who does what')}</h2>
                <partnership-role-list
                  .list=${this.list}
                  .readerId=${this.me.personId}
                  .zone=${this.me.timeZone}
                  @role-ended=${this.end}
                ></partnership-role-list>
                <p class="privacy">${msg('Who can see this: the coordinators.')}</p>
              </section>`
            : problem
              ? nothing
              : html`<p role="status">${msg('Opening…')}</p>`
        }
        ${this.renderGive()}
      </div>
      ${
        this.made
          ? html`<section class="stack" aria-labelledby="letter">
              <h2 class="no-print" id="letter" tabindex="-1">${msg('The letter')}</h2>
              <partnership-letter
                .made=${this.made.code}
                .duty=${this.duty}
                .zone=${this.me.timeZone}
                .sender=${this.me.support || (this.me.name ?? '')}
              ></partnership-letter>
            </section>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-roles': PartnershipRoles;
  }
}
