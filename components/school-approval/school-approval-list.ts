import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SchoolApprovals } from '../../tool/approval/approval.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg } from '../shared/localize.js';
import { stateSentence } from './approval-words.js';
import { schoolApprovalStyles } from './school-approval.styles.js';

type Line = SchoolApprovals['schools'][number];

/** Which schools have agreed to what, by name. */
@localized()
@customElement('school-approval-list')
export class SchoolApprovalList extends LitElement {
  static override styles = [baseStyles, schoolApprovalStyles];

  @property({ attribute: false }) schools: Line[] = [];
  /** ISO day. */
  @property() today = '';

  private renderSchool({ school, state, covers, fromOn, untilOn }: Line): TemplateResult {
    const days = fromOn === null || untilOn === null ? null : { covers, fromOn, untilOn };
    return html`<li class="stack-tight">
      <h2><a href="#/approvals/${school.id}">${school.name}</a></h2>
      <p class="state">
        ${icon(state === 'in-force' ? 'check' : 'lock')}<span>${stateSentence(school.name, state, days, this.today, [])}</span>
      </p>
    </li>`;
  }

  override render(): TemplateResult {
    if (this.schools.length === 0) return html`<p>${msg('No schools yet. They come with the first placements.')}</p>`;
    return html`<ul class="schools">
      ${this.schools.map((one) => this.renderSchool(one))}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'school-approval-list': SchoolApprovalList;
  }
}
