import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SetUpStep, WaitingItem } from '../../tool/home/home.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import { homePageStyles } from './home-page.styles.js';

const wordsOf = (key: SetUpStep['key']): string =>
  ({
    tutors: msg('Name your tutors'),
    placements: msg('Upload your placement list'),
    letters: msg('Send the letters with the mentor codes'),
    gradebook: msg('Choose what the gradebook shows (until you do: done, at 6 signed and read)'),
    connection: msg('Check the connection to Moodle or Canvas'),
  })[key];

/** The first step that is not done, as a line of **Waiting for you**; none where all are. */
export const openStep = (steps: readonly SetUpStep[]): WaitingItem[] =>
  steps
    .filter((step) => step.done === false)
    .slice(0, 1)
    .map(({ key, href }) => ({ key: `step:${key}`, sentence: wordsOf(key), href, about: null, due: null, minutes: null }));

/** A coordinator's first steps. */
@localized()
@customElement('home-steps')
export class HomeSteps extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) steps: SetUpStep[] = [];

  override render(): TemplateResult | typeof nothing {
    if (this.steps.length === 0) return nothing;
    return html`<section class="card stack-tight" aria-labelledby="steps">
      <h2 id="steps">${msg('Five steps')}</h2>
      <p class="quiet-text">${msg('About 30 minutes. You can stop at any point.')}</p>
      <ol class="steps">
        ${this.steps.map(
          ({ key, done, href }) =>
            html`<li>
              <a href=${href}>${wordsOf(key)}</a>
              ${done ? html`<span class="quiet-text">${icon('check')} ${msg('done')}</span>` : nothing}
            </li>`,
        )}
      </ol>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-steps': HomeSteps;
  }
}
