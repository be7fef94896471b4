import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LookList } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { roleWord } from '../shared/role-words.js';
import { moment } from '../shared/times.js';

/** Who else opened a record, the latest first. */
@localized()
@customElement('observation-looks')
export class ObservationLooks extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .rows > li:first-child {
        border-block-start: 0;
      }
    `,
  ];

  @property({ attribute: false }) looks: LookList['looks'] = [];
  /** IANA name. */
  @property() timeZone: string | undefined;
  /** Id of the placement whose whole history the reader may open; null where they may not. */
  @property({ attribute: false }) historyOf: string | null = null;

  private row({ by, role, firstAt, lastAt }: LookList['looks'][number]): TemplateResult {
    const [first, last] = [firstAt, lastAt].map((at) => moment(at, { timeZone: this.timeZone }));
    return html`<li>
      <strong>${by.name}</strong>${role === null ? nothing : html`, ${roleWord(role)}`}
      <span class="quiet-text">${firstAt === lastAt ? last : msg(str`${last}, first ${first}`)}</span>
    </li>`;
  }

  override render(): TemplateResult {
    const history = html`<p><a href="#/history/${this.historyOf ?? ''}">${msg('Everything that happened in your record')}</a></p>`;
    return html`<div class="stack-tight">
      ${
        this.looks.length === 0
          ? html`<p>${msg('Nobody but you.')}</p>`
          : html`<ul class="rows">
              ${this.looks.map((look) => this.row(look))}
            </ul>`
      }
      ${this.historyOf === null ? nothing : history}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-looks': ObservationLooks;
  }
}
