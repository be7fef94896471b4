import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import type {
  ApprovalContent, ApprovalHistory, ApprovalVersion, SchoolApproval as Approval, SchoolApprovals,
} from '../../tool/approval/approval.shared.js'; // prettier-ignore
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { listOfNames } from '../shared/names.js';
import { ProblemError, type FieldProblem } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { dayOf } from '../shared/times.js';
import { stateSentence } from './approval-words.js';
import './school-approval-form.js';
import './school-approval-list.js';
import './school-approval-summary.js';
import { schoolApprovalStyles } from './school-approval.styles.js';

/** Whether schools have agreed to pictures and video: the list, one school's agreement, and its form; the address says which. */
@localized()
@customElement('school-approval')
export class SchoolApprovalPage extends LitElement {
  static override styles = [baseStyles, schoolApprovalStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  /** `approvals`, `approvals/<school>`, `approvals/<school>/change` */
  @property() path = 'approvals';
  @state() private list: SchoolApprovals | null = null;
  @state() private approval: Approval | null = null;
  @state() private earlier: ApprovalVersion[] = [];
  @state() private problem: string | null = null;
  @state() private errors: FieldProblem[] = [];
  @state() private changedMeanwhile = false;
  @state() private asking = false;
  @state() private busy = false;
  @state() private said = '';
  /** The same for every attempt to send one form, so that it is stored once. */
  private approvalId = uuidv7();

  private get parts(): (string | undefined)[] {
    return this.path.split(/[/?]/).slice(1);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('path')) return;
    const [schoolId, page] = this.parts;
    this.changedMeanwhile = false;
    this.approvalId = uuidv7();
    if (schoolId === undefined || schoolId === '') void this.attempt(() => this.loadList(null));
    // Between an agreement and its form nothing is read again: what was stored is on the page.
    else if (this.approval?.school.id !== schoolId || page === 'change') void this.attempt(() => this.load(schoolId));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.errors = [];
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
      if (error instanceof ProblemError) this.errors = error.errors;
      if (error instanceof ProblemError && [409, 422].includes(error.status) && this.approval) {
        this.changedMeanwhile = error.status === 409;
        await this.load(this.approval.school.id).catch(() => undefined);
      }
    } finally {
      this.busy = false;
    }
  }

  private async loadList(after: string | null): Promise<void> {
    const answer = await this.api.get<SchoolApprovals>(after === null ? '/api/approvals' : `/api/approvals?after=${after}`);
    this.list = { schools: [...(after === null ? [] : (this.list?.schools ?? [])), ...answer.schools], next: answer.next };
    if (after !== null) this.said = msg(str`${this.list.schools.length} schools shown`);
  }

  private async load(schoolId: string): Promise<void> {
    if (this.approval?.school.id !== schoolId) this.earlier = [];
    this.approval = await this.api.get<Approval>(`/api/schools/${schoolId}/approval`);
  }

  private readonly loadEarlier = (event: Event): void => {
    const { approval } = this;
    if (!(event.target as HTMLDetailsElement).open || !approval?.current) return;
    const { current, school } = approval;
    void this.attempt(async () => {
      const path = `/api/schools/${school.id}/approvals?before=${current.version}`;
      this.earlier = (await this.api.get<ApprovalHistory>(path)).versions;
    });
  };

  private readonly record = (event: CustomEvent<ApprovalContent>): Promise<void> =>
    this.attempt(async () => {
      const { approval } = this;
      if (!approval) return;
      const path = `/api/schools/${approval.school.id}/approvals/${this.approvalId}`;
      this.approval = await this.api.put<Approval>(path, event.detail, { ifMatch: approval.current?.version ?? 0 });
      this.said = msg('Saved.');
      location.hash = `#/approvals/${approval.school.id}`;
    });

  private readonly withdraw = (): Promise<void> =>
    this.attempt(async () => {
      this.asking = false;
      const { approval } = this;
      if (!approval?.current) return;
      this.approval = await this.api.post<Approval>(`/api/schools/${approval.school.id}/approvals/${approval.current.id}/withdraw`);
      this.said = msg('Taken back.');
    });

  private renderAsking(school: string): TemplateResult {
    const close = () => (this.asking = false);
    return html`<cf-dialog .heading=${msg(str`Take back the agreement of ${school}?`)} ?open=${this.asking} @closed=${close}>
      <p>${msg('From now on nobody can add or open pictures, sound or video of lessons there. What was written stays.')}</p>
      <button slot="actions" type="button" @click=${close}>${msg('Leave it as it is')}</button>
      <button slot="actions" class="danger" type="button" @click=${this.withdraw}>${msg('Take it back')}</button>
    </cf-dialog>`;
  }

  private renderEarlier(current: ApprovalVersion, zone: string): TemplateResult | typeof nothing {
    if (current.version === 1) return nothing;
    return html`<details class="no-print" @toggle=${this.loadEarlier}>
      <summary>${msg('Earlier versions')}</summary>
      ${this.earlier.map(
        (version) =>
          html`<section class="card stack-tight" aria-label=${msg(str`Version ${version.version}`)}>
            <h2>${msg(str`Version ${version.version}`)}</h2>
            <school-approval-summary .version=${version} .zone=${zone}></school-approval-summary>
          </section>`,
      )}
    </details>`;
  }

  private renderActions({ school, state: stands, current, recordAs }: Approval): TemplateResult {
    const path = `#/approvals/${school.id}/change`;
    const going = stands === 'in-force' || stands === 'not-yet';
    return html`<div class="row no-print">
      ${
        recordAs === null
          ? nothing
          : html`<a class=${going || (recordAs === 'coordinator' && stands === 'withdrawn') ? 'button' : 'button primary'} href=${path}
              >${current === null ? msg('Record what the school agrees to') : going ? msg('Change it') : msg('Agree again')}</a
            >`
      }
      ${current === null ? nothing : html`<button type="button" @click=${() => window.print()}>${msg('Print for the school’s file')}</button>`}
      ${
        recordAs !== null && going
          ? html`<button class="quiet" type="button" @click=${() => (this.asking = true)}>${msg('Take it back')}</button>`
          : nothing
      }
    </div>`;
  }

  private renderApproval(approval: Approval): TemplateResult {
    const { school, state: stands, current, today, ask, recordAs, barred, timeZone } = approval;
    const sentence = stateSentence(school.name, stands, current, today, recordAs === null ? ask : []);
    return html`<h1>${msg(str`Pictures and video at ${school.name}`)}</h1>
      <p class="state">${icon(stands === 'in-force' ? 'check' : 'lock')}<span>${sentence}</span></p>
      ${
        barred
          ? html`<cf-notice kind="info"
              >${
                ask.length === 0
                  ? msg('You work with lessons here yourself, so somebody else has to agree.')
                  : msg(str`You work with lessons here yourself, so ${listOfNames(ask.slice(0, 3))} has to agree.`)
              }</cf-notice
            >`
          : nothing
      }
      ${
        current
          ? html`<div class="card"><school-approval-summary .version=${current} .zone=${timeZone}></school-approval-summary></div>`
          : nothing
      }
      ${this.renderActions(approval)} ${current ? this.renderEarlier(current, timeZone) : nothing} ${this.renderAsking(school.name)}`;
  }

  private renderForm(approval: Approval): TemplateResult {
    const { school, current, timeZone } = approval;
    return html`<h1>${msg(str`What ${school.name} agrees to`)}</h1>
      ${
        this.changedMeanwhile && current
          ? html`<section class="card stack-tight" aria-labelledby="stored">
              <h2 id="stored">${msg('What is recorded now')}</h2>
              <school-approval-summary .version=${current} .zone=${timeZone}></school-approval-summary>
            </section>`
          : nothing
      }
      <school-approval-form
        .approval=${approval}
        .name=${this.me.name ?? ''}
        .errors=${this.errors}
        .busy=${this.busy}
        @approval-given=${this.record}
      ></school-approval-form>`;
  }

  private renderList(list: SchoolApprovals): TemplateResult {
    return html`<h1>${msg('Pictures and video')}</h1>
      <p class="quiet-text">${msg('A lesson is photographed or filmed only where the school has agreed.')}</p>
      <school-approval-list .schools=${list.schools} .today=${dayOf(new Date(), this.me.timeZone)}></school-approval-list>
      ${
        list.next === null
          ? nothing
          : html`<p>
              <button type="button" @click=${() => void this.attempt(() => this.loadList(list.next))}>${msg('Show more')}</button>
            </p>`
      }`;
  }

  private renderPage(): TemplateResult {
    const [schoolId, page] = this.parts;
    const approval = this.approval?.school.id === schoolId ? this.approval : null;
    if (!schoolId && this.list) return this.renderList(this.list);
    if (approval) return page === 'change' && approval.recordAs !== null ? this.renderForm(approval) : this.renderApproval(approval);
    return this.problem ? html`<h1>${msg('Pictures and video')}</h1>` : html`<p role="status">${msg('Opening…')}</p>`;
  }

  override render(): TemplateResult {
    const [schoolId] = this.parts;
    return html`<div class="stack">
      ${schoolId ? html`<p class="no-print"><a class="button quiet" href="#/approvals">${icon('back')}${msg('Pictures and video')}</a></p>` : nothing}
      ${this.renderPage()} ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'school-approval': SchoolApprovalPage;
  }
}
