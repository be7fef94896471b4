import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CurriculumBody, CurriculumTrial, FrameworkLine } from '../../tool/framework/curriculum.shared.js';
import { frameworkNameLength } from '../../tool/framework/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { saveTable } from '../shared/save-file.js';
import { formSetUpStyles } from './form-set-up.styles.js';

// A mark before it, so that Excel reads it as UTF-8.
const example = '\uFEFFCode,Name\r\nC1,Behaviour and relationships\r\nC2,How pupils learn\r\nC3,Subject and curriculum\r\n';

/**
 * A provider's own curriculum from a CSV file: tried out first, published when its coordinator has seen what it makes.
 * @fires curriculum-file-given - detail {file}
 * @fires curriculum-given - detail CurriculumBody
 */
@localized()
@customElement('framework-upload')
export class FrameworkUpload extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  /** The one it is the next version of; null for a new one. */
  @property({ attribute: false }) earlier: FrameworkLine | null = null;
  @property({ attribute: false }) trial: CurriculumTrial | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private name: string | null = null;
  @state() private wrong: string | null = null;

  /** Leads to what the file would make. */
  async showTrial(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#found')?.focus();
  }

  private readonly fileGiven = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file && !this.busy) fire(this, 'curriculum-file-given', { file });
    input.value = '';
  };

  private readonly confirm = async (trial: CurriculumTrial): Promise<void> => {
    if (this.busy) return;
    const name = (this.name ?? this.earlier?.name ?? '').trim();
    this.wrong = name === '' ? msg('What do people call it?') : null;
    await this.updateComplete;
    if (this.wrong) this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
    else
      fire(this, 'curriculum-given', {
        name,
        areas: trial.areas.map(({ code, name: words }) => ({ code, name: words })),
      } satisfies CurriculumBody);
  };

  private readonly change = (change: 'new' | 'changed' | 'same'): TemplateResult =>
    ({
      new: html`${icon('plus')} ${msg('New')}`,
      changed: html`${icon('pen')} ${msg('Changed')}`,
      same: html`${icon('check')} ${msg('As before')}`,
    })[change];

  private result(trial: CurriculumTrial): TemplateResult {
    const { areas, left, problems, ignored } = trial;
    const ready = areas.length > 0 && problems.length === 0;
    const about = { id: 'name', label: msg('Name of the curriculum'), error: this.wrong };
    return html`<section class="stack" aria-labelledby="found">
      <h2 id="found" tabindex="-1">${msg(str`Areas found: ${areas.length}. Nothing is published yet.`)}</h2>
      ${
        problems.length > 0
          ? html`<cf-notice kind="warning">
              <p>${msg('Mend these rows in your spreadsheet, then choose the file again.')}</p>
              <ul>
                ${problems.map(({ line, problem }) => html`<li>${msg(str`Row ${line}: ${problem}`)}</li>`)}
              </ul>
            </cf-notice>`
          : nothing
      }
      ${ignored.length > 0 ? html`<p class="quiet-text">${msg(str`Columns that are not used: ${ignored.join(', ')}`)}</p>` : nothing}
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="found">
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Code')}</th>
              <th scope="col">${msg('Name')}</th>
              ${this.earlier ? html`<th scope="col">${msg('Compared with now')}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${areas.map(
              ({ code, name, change }) =>
                html`<tr>
                  <td>${code}</td>
                  <td>${name}</td>
                  ${this.earlier ? html`<td>${this.change(change)}</td>` : nothing}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        left.length > 0
          ? html`<p>${msg(str`Left out from now on: ${left.map(({ code }) => code).join(', ')}. What is tagged with them keeps them.`)}</p>`
          : nothing
      }
      ${
        ready
          ? html`${field(
                about,
                html`<input
                  id="name"
                  maxlength=${frameworkNameLength}
                  aria-describedby=${describedBy(about)}
                  aria-invalid=${this.wrong ? 'true' : nothing}
                  .value=${this.name ?? this.earlier?.name ?? ''}
                  @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
                />`,
              )}
              <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.confirm(trial)}>
                ${msg(str`Publish version ${(this.earlier?.version ?? 0) + 1}`)}
              </button>`
          : nothing
      }
    </section>`;
  }

  override render(): TemplateResult {
    const words = this.trial ? msg('Choose another file') : msg('Choose the file');
    return html`<div class="stack-wide narrow">
      <p>${msg('A CSV file with two columns: Code and Name. Excel and any other spreadsheet can save one.')}</p>
      <div class="row">
        <span>
          <input id="file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" ?disabled=${this.busy} @change=${this.fileGiven} />
          <label class="button ${this.trial ? '' : 'primary'}" for="file">${words}</label>
        </span>
        <button type="button" @click=${() => saveTable({ name: 'curriculum-example.csv', content: example })}>
          ${msg('Save an example')}
        </button>
      </div>
      ${this.trial ? this.result(this.trial) : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'framework-upload': FrameworkUpload;
  }
}
