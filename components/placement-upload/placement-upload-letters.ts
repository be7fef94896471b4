import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MentorLetter } from '../../tool/partnership/placement-intake.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { dayAndYear, dayOf, longDay } from '../shared/times.js';
import { letterStyles } from '../shared/letter.styles.js';
import { groupLetters, type Letter } from './mentor-letters.js';
import { lettersStyles } from './placement-upload.styles.js';

/** The letters to mentors, one a mentor; each prints on a page of its own. They hold the only copy of the codes. */
@localized()
@customElement('placement-upload-letters')
export class PlacementUploadLetters extends LitElement {
  static override styles = [baseStyles, letterStyles, lettersStyles];

  @property({ attribute: false }) codes: MentorLetter[] = [];
  @property() partnership = '';
  /** The university's own platform, for mentors whose school has none. */
  @property() platform = '';
  /** Whom to ask, where no tutor is named. */
  @property() support = '';

  private renderCode(code: MentorLetter, several: boolean): TemplateResult {
    const shown = html`<span class="code">${code.code.replace('-', '–')}</span>`;
    return several ? html`<li>${msg(str`For ${code.trainee}:`)} ${shown}</li>` : html`<li>${msg('Type this code:')} ${shown}</li>`;
  }

  private renderLetter({ mentor, startsOn, codes }: Letter): TemplateResult {
    const [from, several] = [dayAndYear(startsOn), codes.length > 1];
    const trainees = listOfNames(codes.map((code) => code.trainee));
    const tutors = [...new Set(codes.map((code) => code.tutor).filter((name) => name !== null))];
    const ask = [listOfNames(tutors), this.support].filter((part) => part !== '').join(', ');
    const until = longDay(dayOf(new Date(codes[0]?.expiresAt ?? ''), codes[0]?.timeZone), true);
    const entry = html`<strong>Critical Friend (${this.partnership})</strong>`;
    return html`<article class="letter card stack" aria-label=${msg(str`Letter to ${mentor}`)}>
      <p>${msg(str`Dear ${mentor},`)}</p>
      <p>${msg(str`from ${from} you are mentor to ${trainees}.`)}</p>
      <ol>
        <li>
          ${msg(html`Open your school’s Canvas. In the menu on the left choose ${entry}.`)}
          ${msg(str`No Canvas? Open Critical Friend in ${this.platform}, with the login from the university.`)}
        </li>
        ${several ? html`<li>${msg('Type the code. After the first one, choose “Mentor code” and type the next.')}</li>` : nothing}
        ${several ? nothing : codes.map((code) => this.renderCode(code, false))}
      </ol>
      ${
        several
          ? html`<ul>
              ${codes.map((code) => this.renderCode(code, true))}
            </ul>`
          : nothing
      }
      <p>
        ${several ? msg(str`That is all. Each code works once, until ${until}.`) : msg(str`That is all. The code works once, until ${until}.`)}
      </p>
      ${ask ? html`<p>${msg(str`Questions: ${ask}`)}</p>` : nothing}
    </article>`;
  }

  override render(): TemplateResult {
    return html`<div class="letters">${groupLetters(this.codes).map((letter) => this.renderLetter(letter))}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'placement-upload-letters': PlacementUploadLetters;
  }
}
