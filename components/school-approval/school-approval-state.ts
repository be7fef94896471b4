import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SchoolApproval } from '../../tool/approval/approval.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { audienceName, deviceName, stateSentence, together } from './approval-words.js';

/** For those who work with the school: whether it has agreed to pictures and video, and what to mind. */
@localized()
@customElement('school-approval-state')
export class SchoolApprovalState extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .state {
        display: flex;
        align-items: flex-start;
        gap: var(--cf-space-2);
      }
    `,
  ];

  @property({ attribute: false }) approval!: SchoolApproval;

  private renderTerms(): TemplateResult | typeof nothing {
    const { current, state } = this.approval;
    if (!current || (state !== 'in-force' && state !== 'not-yet')) return nothing;
    const { devices, audience, classes, optOuts } = current;
    const shownTo = together(audience.map(audienceName));
    return html`<p>${msg(str`Recorded with: ${together(devices.map(deviceName))}. Shown to: ${shownTo}.`)}</p>
      ${classes.length === 0 ? nothing : html`<p>${msg(str`Only in these classes: ${classes.join(', ')}`)}</p>`}
      ${
        optOuts === 0
          ? nothing
          : html`<p>
              ${optOuts === 1 ? msg('One pupil must not be seen or heard.') : msg(str`${optOuts} pupils must not be seen or heard.`)}
              ${msg('Ask the school where they sit.')}
            </p>`
      }
      <p class="quiet-text">${msg('Film the teacher, not the class.')}</p>`;
  }

  override render(): TemplateResult {
    const { school, state, current, today, ask, recordAs } = this.approval;
    const sentence = stateSentence(school.name, state, current, today, recordAs === null ? ask : []);
    const path = `#/approvals/${school.id}`;
    return html`<div class="card stack-tight">
      <p class="state">${icon(state === 'in-force' ? 'check' : 'lock')}<span>${sentence}</span></p>
      ${this.renderTerms()}
      ${
        current === null && recordAs === null
          ? nothing
          : html`<p>
              <a href=${current === null ? `${path}/change` : path}
                >${current === null ? msg('Record what the school agrees to') : msg('Read what was agreed')}</a
              >
            </p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'school-approval-state': SchoolApprovalState;
  }
}
