import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Processing } from '../../tool/privacy/privacy.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { localized, msg } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { privacyStyles } from './privacy-page.styles.js';

type Table = Processing['areas'][number]['tables'][number];

/** The record of processing: each table, its purpose, its readers, how long; from what the program does. */
@localized()
@customElement('privacy-record')
export class PrivacyRecord extends LitElement {
  static override styles = [baseStyles, privacyStyles];

  @property({ attribute: false }) api!: Api;
  @state() private processing: Processing | null = null;
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.processing = await this.api.get<Processing>('/api/privacy/processing');
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private renderTable(table: Table): TemplateResult {
    return html`<li class="stack-tight">
      <h3>${table.purpose}</h3>
      <dl class="facts">
        <dt>${msg('Whose data')}</dt>
        <dd>${table.whose}</dd>
        <dt>${msg('Who reads it')}</dt>
        <dd>${table.readers}</dd>
        <dt>${msg('How long')}</dt>
        <dd>${table.kept}</dd>
        <dt>${msg('When erased')}</dt>
        <dd>${table.erased}</dd>
      </dl>
      <details>
        <summary>${msg('Every field')} <code>${table.table}</code></summary>
        <dl class="facts">
          ${table.holds.map(
            ({ use, columns }) =>
              html`<dt>${use}</dt>
                <dd><code>${columns.join(', ')}</code></dd>`,
          )}
        </dl>
      </details>
    </li>`;
  }

  override render(): TemplateResult {
    return html`<div class="stack">
      <h1>${msg('What is kept, and for how long')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${this.processing || this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
      <p class="quiet-text">${msg('This list is made from the same words by which Critical Friend exports, erases and clears out.')}</p>
      ${this.processing?.areas.map(
        ({ area, tables }) =>
          html`<section class="stack">
            <h2>${area}</h2>
            <ul class="rows">
              ${tables.map((table) => this.renderTable(table))}
            </ul>
          </section>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-record': PrivacyRecord;
  }
}
