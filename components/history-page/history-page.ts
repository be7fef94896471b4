import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HistoryEntry, HistoryList } from '../../tool/privacy/audit-history.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { dayName, dayOf, timeOfDay } from '../shared/times.js';
import { historySentence } from './history-words.js';

const historyStyles = css`
  .rows > li {
    display: grid;
    grid-template-columns: 3.5rem 1fr;
    gap: var(--cf-space-3);
    padding-block: var(--cf-space-2);
  }
  time {
    font-variant-numeric: tabular-nums;
  }
  h2::first-letter {
    text-transform: uppercase;
  }
  .rows a {
    color: inherit;
    text-decoration-color: var(--cf-edge);
  }
`;

/** What was changed in setting up, or what happened in a record, day by day: `changes`, `history/<placement>`. */
@localized()
@customElement('history-page')
export class HistoryPage extends LitElement {
  static override styles = [baseStyles, historyStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'changes';
  @state() private entries: HistoryEntry[] | null = null;
  @state() private next: string | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('path')) return;
    this.entries = null;
    this.next = null;
    void this.load(null);
  }

  /** Id of the placement whose record this is; null for what was changed in setting up. */
  private get placementId(): string | null {
    return this.path.startsWith('history/') ? (this.path.split('/')[1] ?? null) : null;
  }

  private async load(after: string | null): Promise<void> {
    const asked = this.path;
    this.problem = null;
    this.busy = true;
    try {
      const path = this.placementId === null ? '/api/changes' : `/api/placements/${this.placementId}/history`;
      const answer = await this.api.get<HistoryList>(after === null ? path : `${path}?after=${encodeURIComponent(after)}`);
      if (asked !== this.path) return;
      this.entries = [...(after === null ? [] : (this.entries ?? [])), ...answer.entries];
      this.next = answer.next;
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private renderEntry(entry: HistoryEntry): TemplateResult {
    const words = historySentence(entry);
    const link =
      this.placementId !== null && entry.object?.kind === 'observation' && entry.action !== 'observation.withdrawn'
        ? `#/observations/${entry.object.id}`
        : this.placementId === null && entry.placementId !== null
          ? `#/placements/${entry.placementId}`
          : null;
    return html`<li>
      <time class="quiet-text" datetime=${entry.at}>${timeOfDay(entry.at, this.me.timeZone)}</time>
      <span>${link === null ? words : html`<a href=${link}>${words}</a>`}</span>
    </li>`;
  }

  private renderDays(entries: readonly HistoryEntry[]): TemplateResult {
    const { timeZone } = this.me;
    const days = new Map<string, HistoryEntry[]>();
    for (const entry of entries) {
      const day = dayOf(new Date(entry.at), timeZone);
      days.set(day, [...(days.get(day) ?? []), entry]);
    }
    return html`${[...days].map(
      ([day, of]) =>
        html`<section class="stack-tight">
          <h2>${dayName(day, { timeZone })}</h2>
          <ul class="rows">
            ${of.map((entry) => this.renderEntry(entry))}
          </ul>
        </section>`,
    )}`;
  }

  private renderList(): TemplateResult {
    if (this.entries === null) return this.problem ? html`` : html`<p role="status">${msg('Opening…')}</p>`;
    if (this.entries.length === 0) return html`<p>${msg('Nothing yet. Each change will stand here with who made it.')}</p>`;
    return html`${this.renderDays(this.entries)}
    ${
      this.next === null
        ? nothing
        : html`<button type="button" ?disabled=${this.busy} @click=${() => void this.load(this.next)}>${msg('Show earlier ones')}</button>`
    }`;
  }

  override render(): TemplateResult {
    const { placementId } = this;
    const record = placementId !== null;
    const back = placementId === null ? '#/placements' : `#/placements/${placementId}`;
    return html`<div class="stack">
      <p class="no-print">
        <a class="button quiet" href=${back}>${icon('back')}${record ? msg('Your placement') : msg('All placements')}</a>
      </p>
      <h1>${record ? msg('What happened in your record') : msg('What was changed')}</h1>
      <p class="quiet-text">
        ${
          record
            ? msg('Who looked, who signed and who changed what. Opening the same page again within a quarter of an hour counts once.')
            : msg('Roles, codes, placements, privacy and what the gradebook shows. Never what anybody wrote or read.')
        }
      </p>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing} ${this.renderList()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'history-page': HistoryPage;
  }
}
