import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../shared/cf-notice.js';
import type { CalendarAnswer, CalendarMade } from '../../tool/calendar/calendar.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { copyText } from '../shared/copy-text.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { moment } from '../shared/times.js';

/** The address of somebody's own calendar; shows nothing to who neither teaches nor watches lessons. */
@localized()
@customElement('calendar-address')
export class CalendarAddress extends LitElement {
  static override styles = [
    baseStyles,
    css`
      summary {
        padding-block: 0.75rem;
        color: var(--cf-accent);
        font-size: var(--cf-text-s);
        cursor: pointer;
      }
      code {
        display: block;
        padding: var(--cf-space-2) var(--cf-space-3);
        border: 1px solid var(--cf-line);
        border-radius: var(--cf-radius);
        background: var(--cf-shade);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private calendar: CalendarAnswer | null = null;
  /** The address, until the page is left: nobody can ask for it again. */
  @state() private made: CalendarMade | null = null;
  @state() private copied: 'copied' | 'marked' | null = null;
  @state() private busy = false;
  @state() private problem: string | null = null;
  @query('#address') private address!: HTMLElement | null;
  @query('button') private first!: HTMLElement | null;

  private async tried(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private readonly opened = async ({ target }: Event): Promise<void> => {
    if (!(target as HTMLDetailsElement).open || this.calendar) return;
    await this.tried(async () => void (this.calendar = await this.api.get<CalendarAnswer>('/api/calendar')));
  };

  private readonly make = (): Promise<void> =>
    this.tried(async () => {
      this.made = await this.api.post<CalendarMade>('/api/calendar');
      this.calendar = { madeAt: this.made.madeAt, readAt: null };
      this.copied = null;
      await this.updateComplete;
      this.address?.focus();
    });

  private readonly stop = (): Promise<void> =>
    this.tried(async () => {
      await this.api.delete('/api/calendar');
      this.made = null;
      this.calendar = { madeAt: null, readAt: null };
      // The button that was pressed has gone.
      await this.updateComplete;
      this.first?.focus();
    });

  private readonly copy = async (): Promise<void> => {
    if (this.address) this.copied = await copyText(this.address);
  };

  private renderMade({ address }: CalendarMade): TemplateResult {
    const said = { copied: msg('Copied.'), marked: msg('It is marked. Copy it with your device.') };
    return html`<p>${msg('In your calendar, choose “Add a calendar from the internet” and paste this. It is shown only now.')}</p>
      <code id="address" tabindex="-1">${address}</code>
      <div class="row">
        <button type="button" @click=${this.copy}>${msg('Copy the address')}</button>
        <span role="status">${this.copied === null ? nothing : said[this.copied]}</span>
      </div>`;
  }

  private renderStanding({ madeAt, readAt }: CalendarAnswer): TemplateResult | typeof nothing {
    if (madeAt === null) return nothing;
    const [made, read] = [madeAt, readAt].map((at) => (at === null ? null : moment(at, { timeZone: this.me.timeZone })));
    return html`<p class="quiet-text">
      ${msg(str`You made your address ${made ?? ''}.`)}
      ${read ? msg(str`Your calendar last read it ${read}.`) : msg('No calendar has read it yet.')}
    </p>`;
  }

  private renderButtons({ madeAt }: CalendarAnswer): TemplateResult {
    const disabled = this.busy ? 'true' : 'false';
    if (madeAt === null)
      return html`<button type="button" aria-disabled=${disabled} @click=${this.make}>${msg('Make my calendar address')}</button>`;
    return html`<div class="row">
      <button type="button" aria-disabled=${disabled} @click=${this.make}>${msg('Make a new address')}</button>
      <button class="quiet" type="button" aria-disabled=${disabled} @click=${this.stop}>${msg('End it')}</button>
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.me.roles.some(({ role }) => role === 'trainee' || role === 'mentor')) return nothing;
    const { calendar, made } = this;
    return html`<details @toggle=${this.opened}>
      <summary>${msg('Observed lessons in your calendar')}</summary>
      <div class="stack-tight">
        ${this.problem === null ? nothing : html`<cf-notice kind="problem"><p>${this.problem}</p></cf-notice>`}
        ${
          calendar
            ? html`${made ? this.renderMade(made) : this.renderStanding(calendar)} ${this.renderButtons(calendar)}
                ${calendar.madeAt === null ? nothing : html`<p class="quiet-text">${msg('A new address ends the one before.')}</p>`}
                <p class="privacy">
                  ${msg('Who can see this: you, and whoever you give the address to. It says the day, the time and the school. It names nobody and holds nothing that anybody wrote.')}
                </p>`
            : nothing
        }
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'calendar-address': CalendarAddress;
  }
}
