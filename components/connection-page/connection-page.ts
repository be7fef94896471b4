import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Connection, ConnectionCheck, Connections } from '../../tool/connection/connection.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { moment } from '../shared/times.js';
import './connection-lines.js';
import { connectionPageStyles } from './connection-page.styles.js';
import { tryFrame } from './frame-trial.js';

const askAgainMs = 500;

/** *Check the connection*: each Moodle and Canvas of the partnership, what the last check found, and a button that tries again. */
@localized()
@customElement('connection-page')
export class ConnectionPage extends LitElement {
  static override styles = [baseStyles, connectionPageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private connections: Connection[] | null = null;
  @state() private problem: string | null = null;
  /** The one whose check this page began. */
  @state() private checking: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const { connections } = await this.api.get<Connections>('/api/connections');
      this.connections = [...connections].sort((a, b) => Number(b.here) - Number(a.here));
      // A check that goes on, begun in another tab, is watched here too.
      const going = this.connections.find(({ check }) => check?.goesOn);
      if (going) await this.watch(going);
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private replace(next: Connection): void {
    this.connections = (this.connections ?? []).map((one) => (one.id === next.id ? next : one));
  }

  private async check(connection: Connection): Promise<void> {
    if (this.checking !== null) return;
    this.checking = connection.id;
    this.problem = null;
    try {
      const begun = await this.api.post<Connection>(`/api/connections/${connection.id}/check`);
      this.replace(begun);
      const frame = begun.here && begun.check ? this.tellOfFrame(begun, begun.check) : Promise.resolve();
      await this.watch(begun);
      await frame;
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.checking = null;
    }
  }

  // Without its line the check is as good; the next one tries again.
  private async tellOfFrame(connection: Connection, check: ConnectionCheck): Promise<void> {
    const report = { ...(await tryFrame()), checkId: check.id };
    const told = await this.api.put<Connection>(`/api/connections/${connection.id}/frame`, report, { background: true }).catch(() => null);
    if (told) this.replace(told);
  }

  private async watch(connection: Connection): Promise<void> {
    for (let last = connection; last.check?.goesOn && this.isConnected;) {
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      last = await this.api.get<Connection>(`/api/connections/${connection.id}`, { background: true });
      this.replace(last);
    }
  }

  private renderVerdict(check: ConnectionCheck): TemplateResult {
    const faults = check.lines.filter((line) => line.state === 'fault').length;
    const tried = check.lines.filter((line) => line.state !== 'waiting').length;
    if (check.goesOn) return html`<p role="status">${msg(str`Trying: ${tried} of ${check.lines.length} done.`)}</p>`;
    const when = moment(check.endedAt ?? check.beganAt, { timeZone: this.me.timeZone });
    if (check.endedAt === null) return html`<p role="status">${msg(str`The check of ${when} was interrupted.`)}</p>`;
    const early = check.lines.some((line) => line.name === 'roster' && line.state === 'not-tried');
    const found =
      faults === 0
        ? early
          ? msg('Not all could be tried yet.')
          : msg('Nothing to put right.')
        : faults === 1
          ? msg('One thing to put right.')
          : msg(str`${faults} things to put right.`);
    return html`<p role="status"><strong>${found}</strong> <span class="quiet-text">${msg(str`Checked ${when}.`)}</span></p>`;
  }

  private renderConnection(connection: Connection): TemplateResult {
    const { id, name, course, here, check } = connection;
    const busy = this.checking !== null || (check?.goesOn ?? false);
    const words = check === null ? msg('Check now') : msg('Check again');
    return html`<section class="card stack" aria-labelledby=${`name-${id}`}>
      <div class="stack-tight">
        <h2 id=${`name-${id}`}>${name}</h2>
        <p class="quiet-text">
          ${course === null ? msg('Nobody has opened it from a course there yet.') : msg(str`Tried in the course ${course}.`)}
          ${here ? msg('You are here now.') : nothing}
        </p>
        ${check ? this.renderVerdict(check) : nothing}
      </div>
      ${check ? html`<connection-lines .lines=${check.lines} .goesOn=${check.goesOn}></connection-lines>` : nothing}
      <button
        type="button"
        class=${here ? 'primary' : nothing}
        aria-disabled=${busy ? 'true' : 'false'}
        aria-describedby=${`name-${id}`}
        @click=${() => (busy ? undefined : void this.check(connection))}
      >
        ${check?.goesOn ? msg('Trying…') : words}
      </button>
    </section>`;
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack">
      <p><a class="button quiet" href="#/placements">${icon('back')}${msg('Placements')}</a></p>
      <h1>${msg('Check the connection')}</h1>
      <p>
        ${msg('Critical Friend tries what it needs of Moodle or Canvas. It puts a column into the gradebook for a moment and takes it away. Nobody’s grade is touched.')}
      </p>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${
        this.connections === null
          ? this.problem
            ? nothing
            : html`<p role="status">${msg('Opening…')}</p>`
          : this.connections.map((one) => this.renderConnection(one))
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'connection-page': ConnectionPage;
  }
}
