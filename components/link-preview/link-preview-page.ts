import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PlatformFrame } from '../app-shell/platform-frame.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg } from '../shared/localize.js';
import './link-preview.js';

const pageStyles = css`
  .page {
    max-inline-size: 48rem;
    margin-inline: auto;
    padding: var(--cf-space-5) var(--cf-space-4);
  }
`;

/** What a trainee sees, shown to a test student, who is nobody here, and to a teacher who has switched their role. */
@localized()
@customElement('link-preview-page')
export class LinkPreviewPage extends LitElement {
  static override styles = [baseStyles, pageStyles];

  /** A teacher looks at the course as a student: their own page is a press away. */
  @property({ type: Boolean }) switched = false;
  @property() returnUrl: string | null = null;
  @property() frameOrigin: string | null = null;

  constructor() {
    super();
    new PlatformFrame(this, () => this.frameOrigin);
  }

  override render(): TemplateResult {
    return html`<div class="page stack">
      <h1>${msg('This is what a trainee sees')}</h1>
      <p>
        ${
          this.switched
            ? msg('You are looking at this course as a student. Nothing is sent to the gradebook for you.')
            : msg('You are looking at this course as a test student. Nothing here is kept, and nothing is sent to the gradebook.')
        }
      </p>
      <link-preview></link-preview>
      ${this.switched ? html`<p><a class="button" href="#/home">${msg('Open it as yourself')}</a></p>` : nothing}
      ${this.returnUrl ? html`<p><a class="button" href=${this.returnUrl} target="_top">${msg('Back to your course')}</a></p>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-preview-page': LinkPreviewPage;
  }
}
