import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Notice } from '../../tool/privacy/privacy.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { describedBy, field } from '../shared/field.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { privacyStyles } from './privacy-page.styles.js';

/** A coordinator writes the university's own privacy words. */
@localized()
@customElement('privacy-words')
export class PrivacyWords extends LitElement {
  static override styles = [baseStyles, formStyles, privacyStyles];

  @property({ attribute: false }) api!: Api;
  @state() private notice: Notice | null = null;
  @state() private problem: string | null = null;
  @state() private linkProblem: string | null = null;
  @state() private busy = false;
  @state() private saved = false;

  override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.notice = await this.api.get<Notice>('/api/privacy/notice');
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { notice } = this;
    if (!notice || this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const link = formText(data, 'link').trim();
    this.saved = false;
    // Whether the rest is an address the server says; not every browser has `URL.canParse`.
    this.linkProblem = link === '' || /^https:\/\/[^\s/]/.test(link) ? null : msg('Begin the address with https://');
    if (this.linkProblem) return;
    this.busy = true;
    this.problem = null;
    try {
      const body = { body: formText(data, 'body'), link: link || null };
      this.notice = await this.api.put<Notice>('/api/privacy/notice', body, notice.version === 0 ? {} : { ifMatch: notice.version });
      this.saved = true;
    } catch (error) {
      // Two texts: what is written here stays in its field, and what is stored can be seen in another tab.
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  };

  private renderForm({ body, link }: Notice): TemplateResult {
    const text = {
      id: 'body',
      label: msg('Your words'),
      hint: msg('Who is responsible, and whom to ask. Leave it empty if the address says it all.'),
    };
    const address = { id: 'link', label: msg('Address of your privacy notice'), error: this.linkProblem };
    return html`<form class="stack" novalidate @submit=${this.save}>
      ${field(text, html`<textarea id="body" name="body" maxlength="4000" rows="6" aria-describedby=${describedBy(text)} .value=${body}></textarea>`)}
      ${field(
        address,
        html`<input
          id="link"
          name="link"
          type="url"
          placeholder="https://"
          aria-describedby=${describedBy(address)}
          aria-invalid=${this.linkProblem ? 'true' : 'false'}
          .value=${link ?? ''}
        />`,
      )}
      <p>${msg('When you save, everybody is shown the new words once.')}</p>
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${this.busy ? msg('Saving…') : msg('Save and show to everybody')}
        </button>
        <span role="status">${this.saved ? msg('Saved. Everybody sees it the next time they open Critical Friend.') : ''}</span>
      </div>
    </form>`;
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack">
      <h1>${msg('Your university’s own words')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${this.notice ? this.renderForm(this.notice) : this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-words': PrivacyWords;
  }
}
