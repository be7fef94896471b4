import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Notice } from '../../tool/privacy/privacy.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { saveFile } from '../shared/save-file.js';
import '../privacy-notice/privacy-notice.js';
import { privacyStyles } from './privacy-page.styles.js';

/** What everybody may read and have: who can see what, and what is kept about them. */
@localized()
@customElement('privacy-own')
export class PrivacyOwn extends LitElement {
  static override styles = [baseStyles, privacyStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private notice: Notice | null = null;
  @state() private problem: string | null = null;
  @state() private making = false;
  @state() private said = '';

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

  private readonly download = async (): Promise<void> => {
    if (this.making) return;
    this.making = true;
    this.problem = null;
    this.said = msg('Your file is being made.');
    try {
      saveFile(await this.api.download('/api/privacy/export'), 'critical-friend-my-data.zip');
      this.said = msg('Your file is ready. Look where this browser keeps what it downloads.');
    } catch (error) {
      this.said = '';
      this.problem = problemSentence(error);
    } finally {
      this.making = false;
    }
  };

  private renderOwn(): TemplateResult {
    return html`<section class="stack" aria-labelledby="own">
      <h2 id="own">${msg('Your data')}</h2>
      <p>
        ${msg('Have everything that is kept about you, with the signed records you can read. It is one file (zip); the tables in it open in a spreadsheet. Drafts of others are not in it.')}
      </p>
      <div class="row">
        <button class="primary" type="button" aria-disabled=${this.making ? 'true' : 'false'} @click=${this.download}>
          ${this.making ? msg('Making your file…') : msg('Download my data')}
        </button>
        <span role="status" class="quiet-text">${this.said}</span>
      </div>
      <p>${msg('To have your data erased, ask a coordinator of your course. What is wrong in a signed record is put right beside it.')}</p>
      <p><a href="#/privacy/record">${msg('What is kept, for what, who reads it, how long')}</a></p>
    </section>`;
  }

  private renderCoordinator(): TemplateResult {
    const links: [string, string, string][] = [
      ['people', msg('Somebody asks about their data'), msg('A copy, keep it for now, or erase.')],
      ['retention', msg('How long things are kept'), msg('And what goes next, before it goes.')],
      ['words', msg('Your university’s own words'), msg('Shown once to everybody who opens Critical Friend.')],
    ];
    return html`<section class="stack" aria-labelledby="set-up">
      <h2 id="set-up">${msg('For coordinators')}</h2>
      <ul class="rows">
        ${links.map(
          ([page, words, more]) =>
            html`<li><a href="#/privacy/${page}">${words}</a> <span class="quiet-text">${more}</span> ${icon('forward')}</li>`,
        )}
      </ul>
    </section>`;
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack-wide">
      <section class="stack">
        <h1>${msg('Who can see what, and for how long')}</h1>
        ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
        ${
          this.notice
            ? html`<privacy-notice page .notice=${this.notice}></privacy-notice>`
            : this.problem
              ? nothing
              : html`<p role="status">${msg('Opening…')}</p>`
        }
      </section>
      ${this.me.personId === null ? nothing : this.renderOwn()}
      ${this.me.roles.some((held) => held.role === 'coordinator') ? this.renderCoordinator() : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-own': PrivacyOwn;
  }
}
