import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Hold, Holds, PeopleFound, Receipt, Receipts } from '../../tool/privacy/privacy.shared.js';
import { roleWord } from '../shared/role-words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { saveFile } from '../shared/save-file.js';
import { dayRange } from '../shared/times.js';
import './privacy-erase.js';
import './privacy-hold.js';
import './privacy-holds.js';
import './privacy-receipts.js';
import { privacyStyles } from './privacy-page.styles.js';

type Person = PeopleFound['people'][number];

/** A coordinator answers somebody who asks about their data: a copy, a hold, an erasure. */
@localized()
@customElement('privacy-people')
export class PrivacyPeople extends LitElement {
  static override styles = [baseStyles, formStyles, privacyStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private found: PeopleFound | null = null;
  @state() private holds: Hold[] = [];
  @state() private moreHolds: string | null = null;
  @state() private receipts: Receipt[] = [];
  @state() private moreReceipts: string | null = null;
  @state() private problem: string | null = null;
  @state() private searchProblem: string | null = null;
  @state() private copying: string | null = null;
  @state() private keeping: Person | null = null;
  @state() private erasing: Person | null = null;
  @state() private said = '';
  private searched = '';

  override firstUpdated(): void {
    void this.attempt(async () => {
      await Promise.all([this.readHolds(null), this.readReceipts(null)]);
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

  private async readHolds(before: string | null): Promise<void> {
    const { holds, next } = await this.api.get<Holds>(`/api/privacy/holds${before ? `?before=${before}` : ''}`);
    this.holds = before ? [...this.holds, ...holds] : holds;
    this.moreHolds = next;
  }

  private async readReceipts(before: string | null): Promise<void> {
    const { receipts, next } = await this.api.get<Receipts>(`/api/privacy/erasures${before ? `?before=${before}` : ''}`);
    this.receipts = before ? [...this.receipts, ...receipts] : receipts;
    this.moreReceipts = next;
  }

  private async search(): Promise<void> {
    this.found = await this.api.get<PeopleFound>(`/api/privacy/people?search=${encodeURIComponent(this.searched)}`);
    this.said = this.found.people.length === 1 ? msg('1 person found.') : msg(str`${this.found.people.length} people found.`);
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    this.searched = formText(new FormData(event.target as HTMLFormElement), 'search').trim();
    this.searchProblem = this.searched.length < 2 ? msg('Type at least two letters.') : null;
    if (this.searchProblem === null) void this.attempt(() => this.search());
  };

  private readonly copy = (person: Person): Promise<void> =>
    this.attempt(async () => {
      if (this.copying !== null) return;
      this.copying = person.personId;
      try {
        saveFile(await this.api.download(`/api/privacy/people/${person.personId}/export`), `critical-friend-${person.personId}.zip`);
        this.said = msg(str`The copy for ${person.name} is on your computer now. Hand it over, then delete the file.`);
      } finally {
        this.copying = null;
      }
    });

  private readonly lift = (event: CustomEvent<string>): Promise<void> =>
    this.attempt(async () => {
      const lifted = await this.api.post<Hold>(`/api/privacy/holds/${event.detail}/lift`);
      this.holds = this.holds.map((hold) => (hold.id === lifted.id ? lifted : hold));
      this.said = msg('The hold is lifted.');
    });

  private readonly held = (event: CustomEvent<Hold>): void => {
    this.keeping = null;
    this.holds = [event.detail, ...this.holds];
    this.said = msg('Kept. Nothing of it goes until you lift the hold.');
  };

  private readonly erased = (event: CustomEvent<Receipt>): void => {
    this.receipts = [event.detail, ...this.receipts];
    this.said = msg('Erased. The receipt is below.');
    void this.attempt(() => this.search());
  };

  private renderPerson(person: Person): TemplateResult {
    const roles = person.roles.map((role) => roleWord(role));
    const placements = person.placements.map(({ school, startsOn, endsOn }) => `${school}, ${dayRange(startsOn, endsOn)}`);
    const isMe = person.personId === this.me.personId;
    return html`<li class="stack-tight">
      <p>
        <strong>${person.name}</strong>
        <span class="quiet-text">${person.erasedAt === null ? [...roles, ...placements].join(' · ') : msg('Erased')}</span>
      </p>
      ${
        person.erasedAt === null
          ? html`<div class="row">
              <button type="button" aria-disabled=${this.copying === null ? 'false' : 'true'} @click=${() => this.copy(person)}>
                ${this.copying === person.personId ? msg('Making the copy…') : msg('Download a copy')}<span class="visually-hidden"
                  >: ${person.name}</span
                >
              </button>
              <button class="quiet" type="button" @click=${() => (this.keeping = person)}>
                ${msg('Keep for now…')}<span class="visually-hidden">: ${person.name}</span>
              </button>
              ${
                isMe
                  ? nothing
                  : html`<button class="quiet" type="button" @click=${() => (this.erasing = person)}>
                      ${msg('Erase…')}<span class="visually-hidden">: ${person.name}</span>
                    </button>`
              }
            </div>`
          : nothing
      }
    </li>`;
  }

  private renderFound(found: PeopleFound): TemplateResult {
    if (found.people.length === 0) return html`<p>${msg('Nobody here by this name, e-mail or number. Check the letters.')}</p>`;
    return html`<ul class="rows">
        ${found.people.map((person) => this.renderPerson(person))}
      </ul>
      ${found.more ? html`<p class="quiet-text">${msg('There are more. Type more letters.')}</p>` : nothing}`;
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack">
      <h1>${msg('Somebody asks about their data')}</h1>
      <form class="stack-tight" role="search" novalidate @submit=${this.submit}>
        <label for="search">${msg('Name, e-mail or student number')}</label>
        ${this.searchProblem ? html`<p class="error" id="search-error">${this.searchProblem}</p>` : nothing}
        <div class="row">
          <input
            id="search"
            class="short"
            name="search"
            type="search"
            autocomplete="off"
            maxlength="100"
            aria-describedby=${this.searchProblem ? 'search-error' : nothing}
          />
          <button class="primary">${msg('Find')}</button>
        </div>
      </form>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <p role="status" class=${this.said ? '' : 'visually-hidden'}>${this.said}</p>
      ${this.found ? this.renderFound(this.found) : nothing}
      <privacy-holds
        .holds=${this.holds}
        .more=${this.moreHolds !== null}
        .zone=${this.me.timeZone}
        @hold-lifted=${this.lift}
        @more-wanted=${() => this.attempt(() => this.readHolds(this.moreHolds))}
      ></privacy-holds>
      <privacy-receipts
        .receipts=${this.receipts}
        .more=${this.moreReceipts !== null}
        .zone=${this.me.timeZone}
        @more-wanted=${() => this.attempt(() => this.readReceipts(this.moreReceipts))}
      ></privacy-receipts>
      <privacy-hold
        .api=${this.api}
        .person=${this.keeping}
        @hold-placed=${this.held}
        @closed=${() => (this.keeping = null)}
      ></privacy-hold>
      <privacy-erase
        .api=${this.api}
        .person=${this.erasing}
        @person-erased=${this.erased}
        @closed=${() => (this.erasing = null)}
      ></privacy-erase>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-people': PrivacyPeople;
  }
}
