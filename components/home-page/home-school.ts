import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SchoolApproval } from '../../tool/approval/approval.shared.js';
import '../school-approval/school-approval-state.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg } from '../shared/localize.js';
import { homePageStyles } from './home-page.styles.js';

/** For a school's lead: the trainees placed there, and what the school has agreed to. */
@localized()
@customElement('home-school')
export class HomeSchool extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) api!: Api;
  /** Ids of the schools that the reader leads. */
  @property({ attribute: false }) schools: string[] = [];
  @state() private approvals: SchoolApproval[] = [];

  override firstUpdated(): void {
    void this.load();
  }

  // The way to the trainees stands without them; they come a moment later, and have a page of their own that says what went wrong.
  private async load(): Promise<void> {
    const read = (id: string): Promise<SchoolApproval | null> =>
      this.api.get<SchoolApproval>(`/api/schools/${id}/approval`, { background: true }).catch(() => null);
    this.approvals = (await Promise.all(this.schools.map(read))).filter((one) => one !== null);
  }

  override render(): TemplateResult {
    return html`<section class="stack" aria-labelledby="school">
      <h2 id="school">${this.schools.length === 1 ? msg('Your school') : msg('Your schools')}</h2>
      ${this.approvals.map((one) => html`<school-approval-state .approval=${one}></school-approval-state>`)}
      <p><a class="button" href="#/placements">${msg('See your school’s trainees')}</a></p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-school': HomeSchool;
  }
}
