import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FormLine } from '../../tool/framework/form.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay } from '../shared/times.js';
import { formSetUpStyles } from './form-set-up.styles.js';

/**
 * The forms a partnership has: which of them observers can choose, and the way to change one.
 * @fires form-shown - detail {id, shown}
 * @fires form-file-given - detail {file}
 */
@localized()
@customElement('form-list')
export class FormList extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  @property({ attribute: false }) forms: readonly FormLine[] = [];
  @property() timeZone = 'Europe/London';
  @property({ type: Boolean }) busy = false;

  private state({ shown, own, version }: FormLine): TemplateResult {
    const offered = shown ? msg('Observers can choose it') : msg('Hidden from observers');
    const whose = own ? msg(str`Your own, version ${version}`) : msg('Comes with Critical Friend');
    return html`<p class="state">${icon(shown ? 'check' : 'minus')}<span>${offered}. ${whose}.</span></p>`;
  }

  private versions({ versions }: FormLine): TemplateResult | typeof nothing {
    if (versions.length < 2) return nothing;
    return html`<details>
      <summary>${msg(str`All ${versions.length} versions`)}</summary>
      <ul class="rows">
        ${versions.map(({ versionId, version, name, publishedAt }) => {
          const day = longDay(dayOf(new Date(publishedAt), this.timeZone), true);
          return html`<li>
            <a href="#/forms/version/${versionId}">${msg(str`Version ${version}: ${name}`)}</a> <span class="quiet-text">${day}</span>
          </li>`;
        })}
      </ul>
    </details>`;
  }

  private form(form: FormLine): TemplateResult {
    const { id, name, versionId, own, shown, headings } = form;
    const toggle = () => fire(this, 'form-shown', { id, shown: !shown });
    return html`<li class="stack-tight">
      <h3>${name}</h3>
      ${this.state(form)}
      <p class="quiet-text">${headings.join(' · ')}</p>
      <div class="row">
        <a
          class="button"
          href="#/forms/change/${versionId}"
          aria-label=${own ? msg(str`Change ${name}`) : msg(str`Make your own from ${name}`)}
        >
          ${own ? msg('Change') : msg('Make your own')}
        </a>
        <a class="button" href="#/forms/version/${versionId}" aria-label=${msg(str`Preview ${name}`)}>${msg('Preview')}</a>
        <button
          type="button"
          id="shown-${id}"
          aria-disabled=${this.busy ? 'true' : 'false'}
          aria-label=${shown ? msg(str`Hide ${name}`) : msg(str`Show ${name}`)}
          @click=${toggle}
        >
          ${shown ? msg('Hide') : msg('Show')}
        </button>
      </div>
      ${this.versions(form)}
    </li>`;
  }

  private readonly fileGiven = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file && !this.busy) fire(this, 'form-file-given', { file });
    // The same file, corrected, is to be chosen again.
    input.value = '';
  };

  override render(): TemplateResult {
    return html`<section class="stack" aria-labelledby="forms">
      <h2 id="forms">${msg('Forms for lesson observations')}</h2>
      <p class="quiet-text">${msg('Where observers can choose several, the first one is the usual one.')}</p>
      <ul class="rows">
        ${this.forms.map((one) => this.form(one))}
      </ul>
      <div class="row">
        <a class="button" href="#/forms/new">${msg('Begin a new form')}</a>
        <span>
          <input id="file" type="file" accept=".json,application/json" ?disabled=${this.busy} @change=${this.fileGiven} />
          <label class="button" for="file">${msg('Bring a form from a file')}</label>
        </span>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-list': FormList;
  }
}
