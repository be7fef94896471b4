import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';

/** Leads from a person's cell of the gradebook to their observations, and says so where there are none to open. */
@localized()
@customElement('observation-review')
export class ObservationReview extends LitElement {
  static override styles = baseStyles;

  @property({ attribute: false }) api!: Api;
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    void this.lead();
  }

  private async lead(): Promise<void> {
    try {
      const { placementId } = await this.api.get<{ placementId: string }>('/api/links/current/review');
      // In place of this page, so that Back leads to the gradebook.
      location.replace(`#/observations/in/${placementId}`);
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  override render(): TemplateResult {
    return html`<div class="stack">
      <h1>${msg('Signed observations')}</h1>
      ${
        this.problem
          ? html`<p>${this.problem}</p>
              <p><a href="#/home">${msg('Go to “Waiting for you”')}</a></p>`
          : html`<p role="status">${msg('Opening…')}</p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-review': ObservationReview;
  }
}
