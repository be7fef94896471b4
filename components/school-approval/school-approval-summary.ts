import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ApprovalVersion } from '../../tool/approval/approval.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay } from '../shared/times.js';
import { audienceName, basisName, deviceName, kindName, together } from './approval-words.js';

/** One version in full, as it can be printed for the school's file. */
@localized()
@customElement('school-approval-summary')
export class SchoolApprovalSummary extends LitElement {
  static override styles = [
    baseStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(9rem, 14rem) 1fr;
        gap: var(--cf-space-2) var(--cf-space-4);
      }
      dt {
        font-weight: 600;
      }
      dd {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      @media (width < 36rem) {
        dl {
          grid-template-columns: 1fr;
          gap: 0;
        }
        dd {
          margin-block-end: var(--cf-space-3);
        }
      }
    `,
  ];

  @property({ attribute: false }) version!: ApprovalVersion;
  @property() zone = 'Europe/London';

  private renderLine(term: string, words: string | TemplateResult): TemplateResult {
    return html`<dt>${term}</dt>
      <dd>${words}</dd>`;
  }

  private renderDocument(document: string): string | TemplateResult {
    // Only an address of the web becomes a link; anything else is the name of a letter.
    return /^https?:\/\/\S+$/i.test(document)
      ? html`<a href=${document} target="_blank" rel="noopener noreferrer">${document}</a>`
      : document;
  }

  override render(): TemplateResult {
    const { version } = this;
    const day = (instant: string): string => longDay(dayOf(new Date(instant), this.zone), true);
    const { approver, withdrawn, classes, retentionDays, document } = version;
    return html`<dl>
      ${withdrawn ? this.renderLine(msg('Taken back'), msg(str`on ${day(withdrawn.at)} by ${withdrawn.by}`)) : nothing}
      ${this.renderLine(msg('What may be recorded'), together(version.covers.map(kindName)))}
      ${this.renderLine(msg('Days'), msg(str`${longDay(version.fromOn, true)} to ${longDay(version.untilOn, true)}`))}
      ${this.renderLine(msg('Classes'), classes.length === 0 ? msg('All classes') : classes.join(', '))}
      ${this.renderLine(msg('Recorded with'), together(version.devices.map(deviceName)))}
      ${this.renderLine(msg('Shown to, beside the trainee'), together(version.audience.map(audienceName)))}
      ${this.renderLine(msg('Pupils not to be seen or heard'), String(version.optOuts))}
      ${this.renderLine(msg('Deleted'), msg(str`${retentionDays} days after sharing ends, at the latest 30 days after the placement`))}
      ${this.renderLine(msg('Lawful basis'), basisName(version.lawfulBasis))}
      ${this.renderLine(msg('Agreed by'), msg(str`${approver.name}, ${approver.role}, on ${longDay(version.agreedOn, true)}`))}
      ${document === null ? nothing : this.renderLine(msg('Letter or form'), this.renderDocument(document))}
      ${this.renderLine(msg('Written down here by'), msg(str`${version.recordedBy}, on ${day(version.recordedAt)} (version ${version.version})`))}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'school-approval-summary': SchoolApprovalSummary;
  }
}
