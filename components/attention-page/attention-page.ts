import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import '../attention-rules/attention-rules.js';
import '../school-table/school-table.js';
import '../tutor-table/tutor-table.js';

/** The tutor's table, the coordinator's, and the rules of each; the address says which: `trainees`, `schools`, `…/rules`. */
@localized()
@customElement('attention-page')
export class AttentionPage extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'trainees';

  override render(): TemplateResult {
    const { api, me, path } = this;
    const [table, page] = path.split(/[/?]/);
    const schools = table === 'schools';
    if (page === 'rules') return html`<attention-rules .api=${api} .whose=${schools ? 'partnership' : 'mine'}></attention-rules>`;
    return schools ? html`<school-table .api=${api} .me=${me}></school-table>` : html`<tutor-table .api=${api}></tutor-table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-page': AttentionPage;
  }
}
