import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Notice } from '../../tool/privacy/privacy.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';

/**
 * Who can see what and for how long, and the university's own words.
 * @fires notice-read - the person has read it
 */
@localized()
@customElement('privacy-notice')
export class PrivacyNotice extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card {
        border-inline-start: 4px solid var(--cf-accent);
      }
      ul {
        padding-inline-start: 1.25rem;
      }
      li {
        padding-block: var(--cf-space-1);
      }
      .words,
      ul,
      p {
        max-inline-size: var(--cf-measure);
      }
      .words {
        white-space: pre-line;
      }
      /* Nobody prints a letter or a record to read this beside it. */
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) notice!: Notice;
  /** On a page of its own: no button, no card, and the page's heading. */
  @property({ type: Boolean }) page = false;

  private renderWords(): TemplateResult {
    const { partnership, recordYears, draftDays, body, link } = this.notice;
    const years = recordYears === 1 ? msg('1 year') : msg(str`${recordYears} years`);
    return html`<ul>
        <li>${msg('Drafts: only the person who writes them.')}</li>
        <li>${msg('Signed records: the trainee, their mentors and tutor, and the school’s lead. Each record names them.')}</li>
        <li>${msg(str`Kept for ${years} after the last placement ends.`)}</li>
        ${
          this.page
            ? html`<li>
                  ${msg('A trainee knows of a lesson that is not signed: when it is, its class and topic, and the focus that was agreed.')}
                </li>
                <li>${msg('Coordinators set things up and do not read records. A copy they make for somebody is noted.')}</li>
                <li>${msg(str`The words of a withdrawn draft go after ${draftDays} days.`)}</li>`
            : nothing
        }
      </ul>
      ${
        body
          ? html`<h3>${msg(str`From ${partnership}`)}</h3>
              <p class="words">${body}</p>`
          : nothing
      }
      ${
        link
          ? html`<p>
              <a href=${link} target="_blank" rel="noopener noreferrer"
                >${icon('openOut')} ${msg(str`Privacy notice at ${new URL(link).host}`)}</a
              >
            </p>`
          : nothing
      }`;
  }

  override render(): TemplateResult {
    if (this.page) return html`<div class="stack-tight">${this.renderWords()}</div>`;
    return html`<section class="card stack-tight" aria-labelledby="heading">
      <h2 id="heading">${msg('Who can see what, and for how long')}</h2>
      ${this.renderWords()}
      <div class="row">
        <button type="button" @click=${() => fire(this, 'notice-read')}>${icon('check')}${msg('Understood')}</button>
        <a class="button quiet" href="#/privacy">${msg('More, and your own data')}</a>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-notice': PrivacyNotice;
  }
}
