import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import '../observation-conflict/observation-conflict.js';
import '../observation-feedback/observation-feedback.js';
import '../observation-live/observation-live.js';
import '../observation-plan/observation-plan.js';
import '../observation-record/observation-record.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import '../shared/save-state.js';
import type { ObservationLive } from '../observation-live/observation-live.js';
import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type { NoteTag, ObservationView, RecordCheck, RemarkBody, SectionName } from '../../tool/observation/observation.shared.js';
import { hasFeedback, signingAdvice } from '../../tool/observation/signing-advice.shared.js';
import type { TargetBody } from '../../tool/target/target.shared.js';
import type { ObservationRecord } from '../observation-record/observation-record.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { UnsavedText } from '../shared/unsaved.js';
import { adviceSentence, lessonHeading, lessonLine, lessonTitle, privacyLine, stateName } from './words.js';
import { ObservationDraft } from './observation-draft.js';
import { observationFormStyles } from './observation-form.styles.js';

type Told<Detail> = CustomEvent<Detail>;

/** One observation: its observer's draft with everything saved as it is typed, or the record to read. Part of `observation-form`. */
@localized()
@customElement('observation-page')
export class ObservationPage extends LitElement {
  static override styles = [baseStyles, observationFormStyles];

  @property({ attribute: false }) api!: Api;
  /** As it was when the page was opened. */
  @property({ attribute: false }) loaded!: ObservationView;
  /** Who reads: the trainee’s own lesson is *Your lesson*. */
  @property() readerId: string | null = null;
  @state() private draft!: ObservationDraft;
  @state() private problem: string | null = null;
  @state() private asking: 'sign' | 'withdraw' | null = null;
  @state() private busy = false;
  @state() private check: RecordCheck | null = null;
  /** What has just happened, for a screen reader. */
  @state() private spoken = '';
  @query('h1') private heading!: HTMLElement;
  @query('observation-live') private live!: ObservationLive | null;
  @query('observation-record') private record!: ObservationRecord | null;
  private remarkId = uuidv7();

  private readonly changed = (): void => this.requestUpdate();
  private readonly back = (): void => {
    if (this.hasUpdated) this.draft.queue.retry();
  };
  private readonly turnedAway = (): void => {
    if (this.hasUpdated && document.visibilityState === 'hidden') void this.draft.queue.flush();
  };

  constructor() {
    super();
    const store = async () => this.hasUpdated && this.draft.queue.flush();
    new UnsavedText(this, () => this.hasUpdated && !this.draft.queue.settled, store);
  }

  /** The heading, after the person came here or the page became another one. */
  override focus(): void {
    this.heading.focus();
    scrollTo({ top: 0 });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.back);
    document.addEventListener('visibilitychange', this.turnedAway);
    this.api.addEventListener('reachable', this.back);
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.back);
    document.removeEventListener('visibilitychange', this.turnedAway);
    this.api.removeEventListener('reachable', this.back);
    // What is still waiting goes out although the person has turned to another page.
    if (this.hasUpdated) void this.draft.queue.flush();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('loaded')) this.open(this.loaded);
  }

  override updated(): void {
    document.title = lessonTitle(this.draft.view, this.readerId);
  }

  private open(view: ObservationView): void {
    this.draft = new ObservationDraft(this.api, view);
    this.draft.addEventListener('change', this.changed);
  }

  /** Does something that needs an answer before going on, and reads the observation again. */
  private async act(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
      this.open(await this.api.get<ObservationView>(`/api/observations/${this.draft.view.id}`));
      return true;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.busy = false;
      this.asking = null;
    }
  }

  private async saved(): Promise<boolean> {
    if (await this.draft.queue.flush()) return true;
    this.asking = null;
    this.problem = this.draft.queue.status.problem ?? msg('Not everything is stored yet. Wait for the network, then sign.');
    return false;
  }

  private async said(sentence: string): Promise<void> {
    this.spoken = sentence;
    await this.updateComplete;
    this.focus();
  }

  private readonly sign = async (): Promise<void> => {
    this.busy = true;
    const stored = await this.saved();
    this.busy = false;
    if (!stored) return;
    const { view, seenRevision } = this.draft;
    if (this.draft.changedElsewhere) {
      await this.act(async () => undefined);
      this.problem = msg('Something changed in another tab since you opened this page. Look at it once more, then sign.');
      return;
    }
    if (!(await this.act(() => this.api.post(`/api/observations/${view.id}/sign`, {}, { ifMatch: seenRevision })))) return;
    await this.said(msg(str`Signed. ${view.trainee.givenName} can read it now.`));
  };

  private readonly step = async (name: 'start' | 'stop' | 'write-up'): Promise<void> => {
    this.draft.steppedElsewhere = false;
    this.draft.step(name);
    await this.updateComplete;
    if (name !== 'start') this.focus();
    else if (this.live) await this.live.focusEntry();
  };

  private readonly withdraw = async (): Promise<void> => {
    const { id, placementId } = this.draft.view;
    if ((await this.saved()) && (await this.act(() => this.api.post(`/api/observations/${id}/withdraw`)))) {
      location.hash = `#/observations/in/${placementId}`;
    }
  };

  private readonly readIt = async (): Promise<void> => {
    const { id, observer } = this.draft.view;
    if (await this.act(() => this.api.post(`/api/observations/${id}/read`)))
      await this.said(msg(str`Read. ${observer.givenName} can see that.`));
  };

  private readonly remarkAdded = async ({ detail }: Told<RemarkBody>): Promise<void> => {
    if (!(await this.act(() => this.api.put(`/api/observations/${this.draft.view.id}/remarks/${this.remarkId}`, detail)))) return;
    this.remarkId = uuidv7();
    this.record?.remarkStored(detail.kind);
  };

  private readonly checkWanted = (): Promise<boolean> =>
    this.act(async () => {
      this.check = await this.api.get<RecordCheck>(`/api/observations/${this.draft.view.id}/check`);
    });

  /** Beside its field where the feedback is written; here while the lesson is planned or running. */
  private conflicts(): TemplateResult[] {
    return [...this.draft.conflicts.values()].map(
      (one) =>
        html`<observation-conflict
          .yours=${one.yours}
          .theirs=${one.theirs}
          @text-chosen=${({ detail }: Told<'yours' | 'theirs'>) => this.draft.settle(one.key, detail)}
        ></observation-conflict>`,
    );
  }

  private planned(view: ObservationView): TemplateResult {
    const focus = view.sections.find((one) => one.section === 'focus')?.body ?? '';
    return html`<observation-plan .plan=${{ kind: view.kind, lesson: view.lesson, focus }} saves></observation-plan>
      <div class="row">
        <button class="primary" type="button" @click=${() => this.step('start')}>${msg('Start the lesson')}</button>
        <button type="button" @click=${() => this.step('write-up')}>${msg('Write it up without the clock')}</button>
      </div>`;
  }

  private body(view: ObservationView): TemplateResult {
    if (!view.may.write) {
      return html`${this.left()} <observation-record .view=${view} .check=${this.check} ?busy=${this.busy}></observation-record>`;
    }
    if (view.state === 'planned') return html`${this.conflicts()} ${this.planned(view)}`;
    if (view.state === 'live') {
      return html`${this.conflicts()} <observation-live .view=${view} .lessonMs=${() => this.draft.lessonMs()}></observation-live>`;
    }
    return html`<observation-feedback .view=${view} .conflicts=${new Map(this.draft.conflicts)}></observation-feedback>`;
  }

  /** Notes for a lesson that was signed elsewhere meanwhile have nowhere to go; they are shown to be copied. */
  private left(): TemplateResult | typeof nothing {
    const notes = this.draft.unstoredNotes;
    if (notes.length === 0) return nothing;
    return html`<cf-notice kind="warning">
      <p>${msg('These notes were not stored. Copy what you need, for example into a correction.')}</p>
      <ul>
        ${notes.map((note) => html`<li>${note.body}</li>`)}
      </ul>
    </cf-notice>`;
  }

  private elsewhere(view: ObservationView): TemplateResult | typeof nothing {
    if (!this.draft.steppedElsewhere) return nothing;
    const words =
      view.state === 'live'
        ? msg('This lesson was already started on another device. Here is what is stored.')
        : msg('This lesson was already ended on another device. Here is what is stored.');
    return html`<cf-notice kind="warning"><p>${words}</p></cf-notice>`;
  }

  private signDialog(view: ObservationView): TemplateResult {
    const ready = hasFeedback(view.sections);
    return html`<cf-dialog .heading=${msg('Sign this observation')} ?open=${this.asking === 'sign'} @closed=${() => (this.asking = null)}>
      <div class="stack-tight">
        ${ready ? nothing : html`<p>${msg('Write a sentence of feedback first: strengths, areas to develop or impact.')}</p>`}
        ${ready ? signingAdvice(view).map((advice) => html`<p>${adviceSentence(advice)}</p>`) : nothing}
        <p>${msg(str`${view.trainee.givenName} can read it then. Its words stay as they are; a correction stands beside them.`)}</p>
      </div>
      <button slot="actions" type="button" @click=${() => (this.asking = null)}>${msg('Go on writing')}</button>
      <button slot="actions" class="primary" type="button" ?disabled=${!ready || this.busy} @click=${this.sign}>
        ${this.busy ? msg('Signing…') : msg('Sign')}
      </button>
    </cf-dialog>`;
  }

  private end(view: ObservationView): TemplateResult | typeof nothing {
    if (!view.may.withdraw) return nothing;
    return html`<div class="end">
        <button class="quiet" type="button" @click=${() => (this.asking = 'withdraw')}>${msg('Withdraw this draft')}</button>
      </div>
      <cf-dialog .heading=${msg('Withdraw this draft?')} ?open=${this.asking === 'withdraw'} @closed=${() => (this.asking = null)}>
        <p>${msg('It leaves your list and cannot be signed any more.')}</p>
        <button slot="actions" type="button" @click=${() => (this.asking = null)}>${msg('Keep it')}</button>
        <button slot="actions" class="danger" type="button" @click=${this.withdraw}>${msg('Withdraw it')}</button>
      </cf-dialog>`;
  }

  override render(): TemplateResult {
    const { draft } = this;
    const { view } = draft;
    const { name, at, problem } = draft.queue.status;
    return html`<article
      class="stack"
      @lesson-changed=${({ detail }: Told<LessonDetails>) => draft.changeLesson(detail)}
      @section-written=${({ detail }: Told<{ section: SectionName; body: string }>) => draft.writeSection(detail.section, detail.body)}
      @section-cited=${({ detail }: Told<{ section: SectionName; noteIds: string[] }>) => draft.cite(detail.section, detail.noteIds)}
      @note-added=${({ detail }: Told<{ body: string; tag: NoteTag }>) => draft.addNote(detail.body, detail.tag)}
      @note-changed=${({ detail: { id, ...change } }: Told<{ id: string; body?: string; tag?: NoteTag }>) => draft.changeNote(id, change)}
      @note-withdrawn=${({ detail }: Told<{ id: string }>) => draft.withdrawNote(detail.id)}
      @target-saved=${({ detail }: Told<{ id: string; body: TargetBody }>) => draft.saveTarget(detail.id, detail.body)}
      @target-withdrawn=${({ detail }: Told<{ id: string }>) => draft.withdrawTarget(detail.id)}
      @conflict-settled=${({ detail }: Told<{ key: string; keep: 'yours' | 'theirs' }>) => draft.settle(detail.key, detail.keep)}
      @lesson-ended=${() => this.step('stop')}
      @sign-wanted=${() => (this.asking = 'sign')}
      @read-it=${this.readIt}
      @remark-added=${this.remarkAdded}
      @check-wanted=${this.checkWanted}
      @focusout=${() => void (view.may.write && draft.queue.flush())}
    >
      <header>
        <div>
          <h1 tabindex="-1">${lessonHeading(view, this.readerId)}</h1>
          <p class="quiet-text">${lessonLine(view.lesson, view.timeZone)} · ${view.observer.name} · ${stateName(view.state)}</p>
        </div>
        ${
          view.may.write
            ? html`<save-state
                .state=${name}
                .at=${at}
                .sentence=${problem}
                time-zone=${view.timeZone}
                ?untouched=${at === null && name === 'saved'}
              ></save-state>`
            : nothing
        }
      </header>
      <p class="visually-hidden" role="status">${this.spoken}</p>
      ${this.problem ? html`<cf-notice kind="problem"><p>${this.problem}</p></cf-notice>` : nothing} ${this.elsewhere(view)}
      ${this.body(view)} ${privacyLine(view)} ${view.may.write ? this.signDialog(view) : nothing} ${this.end(view)}
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-page': ObservationPage;
  }
}
