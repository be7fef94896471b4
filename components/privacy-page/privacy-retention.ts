import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { retentionBounds, type Retention, type RetentionSettings } from '../../tool/privacy/retention.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { describedBy, field } from '../shared/field.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { longDay, moment } from '../shared/times.js';
import { privacyStyles } from './privacy-page.styles.js';

type Name = keyof RetentionSettings;

/** A coordinator's page: how long things are kept, and what would go. */
@localized()
@customElement('privacy-retention')
export class PrivacyRetention extends LitElement {
  static override styles = [baseStyles, formStyles, privacyStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private retention: Retention | null = null;
  @state() private errors: Partial<Record<Name, string>> = {};
  @state() private problem: string | null = null;
  @state() private busy = false;
  @state() private saved = false;

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.retention = await this.api.get<Retention>('/api/privacy/retention');
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { retention } = this;
    if (!retention || this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const settings = { ...retention.settings };
    const errors: Partial<Record<Name, string>> = {};
    for (const name of Object.keys(retentionBounds) as Name[]) {
      const { least, most } = retentionBounds[name];
      const value = Number(formText(data, name));
      if (Number.isInteger(value) && value >= least && value <= most) settings[name] = value;
      else errors[name] = msg(str`A whole number from ${least} to ${most}.`);
    }
    this.errors = errors;
    this.saved = false;
    if (Object.keys(errors).length > 0) return;
    this.busy = true;
    this.problem = null;
    try {
      const options = retention.revision === 0 ? {} : { ifMatch: retention.revision };
      this.retention = await this.api.put<Retention>('/api/privacy/retention', settings, options);
      this.saved = true;
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  };

  private renderNumber(name: Name, label: string, hint: string): TemplateResult {
    const { least, most } = retentionBounds[name];
    const about = { id: name, label, hint, error: this.errors[name] };
    return field(
      about,
      html`<input
        id=${name}
        name=${name}
        class="number"
        type="number"
        inputmode="numeric"
        min=${least}
        max=${most}
        aria-describedby=${describedBy(about)}
        aria-invalid=${this.errors[name] ? 'true' : 'false'}
        .value=${String(this.retention?.settings[name] ?? '')}
      />`,
    );
  }

  private renderForm(): TemplateResult {
    return html`<form class="stack" novalidate @submit=${this.save}>
      <div class="numbers">
        ${this.renderNumber('recordYears', msg('Training records: years'), msg('After the trainee’s last placement ends.'))}
        ${this.renderNumber('draftDays', msg('Withdrawn drafts: days'), msg('After they were withdrawn.'))}
        ${this.renderNumber('rosterDays', msg('People on course lists: days'), msg('After they were last seen in the course.'))}
        ${this.renderNumber('auditYears', msg('Who did what: years'), msg('Lines without names, about set-up and reading.'))}
      </div>
      <p>${msg('After a change nothing goes for seven days, so that a slip can be put right.')}</p>
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? msg('Saving…') : msg('Save')}</button>
        <span role="status">${this.saved ? msg('Saved. The list below shows what it means.') : ''}</span>
      </div>
    </form>`;
  }

  private renderLines({ lines }: Retention): TemplateResult {
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${msg('What goes next')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('What')}</th>
            <th scope="col">${msg('Kept for')}</th>
            <th scope="col" class="figure">${msg('Next night')}</th>
            <th scope="col" class="figure">${msg('In 30 days')}</th>
            <th scope="col" class="figure">${msg('In a year')}</th>
            <th scope="col" class="figure">${msg('Held')}</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            (line) =>
              html`<tr>
                <th scope="row">${line.what}</th>
                <td>${line.kept}</td>
                <td class="figure">${line.now}</td>
                <td class="figure">${line.in30Days}</td>
                <td class="figure">${line.in365Days}</td>
                <td class="figure">${line.held}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderLast({ lastRun }: Retention): TemplateResult {
    if (!lastRun) return html`<p>${msg('Nothing was cleared out yet.')}</p>`;
    const day = longDay(lastRun.ranOn, true);
    if (lastRun.removed.length === 0) return html`<p>${msg(str`Last done on ${day}: nothing was old enough.`)}</p>`;
    return html`<p>${msg(str`Last done on ${day}:`)}</p>
      <ul>
        ${lastRun.removed.map(({ what, rows }) => html`<li>${what}: ${rows}</li>`)}
      </ul>`;
  }

  override render(): TemplateResult {
    const { retention } = this;
    return html`<div class="stack">
      <h1>${msg('How long things are kept')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${
        retention
          ? html`${this.renderForm()}
              <h2>${msg('What goes next')}</h2>
              ${
                retention.pausedUntil
                  ? html`<cf-notice kind="info"
                      >${msg(str`The periods were changed. Nothing goes before ${moment(retention.pausedUntil, { timeZone: this.me.timeZone })}.`)}</cf-notice
                    >`
                  : nothing
              }
              ${this.renderLines(retention)}
              <p class="quiet-text">${msg('Rows with nothing old enough say 0. What is held goes only after the hold is lifted.')}</p>
              ${this.renderLast(retention)}`
          : this.problem
            ? nothing
            : html`<p role="status">${msg('Opening…')}</p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-retention': PrivacyRetention;
  }
}
