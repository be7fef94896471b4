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
import type { ObservationFeedback } from '../observation-feedback/observation-feedback.js';
import type { ObservationLive } from '../observation-live/observation-live.js';
import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type {
  LookList,
  NoteTag,
  ObservationView,
  RecordCheck,
  RemarkBody,
  SectionName,
} from '../../tool/observation/observation.shared.js';
import { hasFeedback, signingAdvice } from '../../tool/observation/signing-advice.shared.js';
import type { TargetBody } from '../../tool/target/target.shared.js';
import type { ObservationRecord } from '../observation-record/observation-record.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { UnsavedText } from '../shared/unsaved.js';
import { adviceSentence, elsewhereSentence, keptNotice, lessonHeading, lessonLine, lessonTitle, privacyLine, stateName } from './words.js';
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
  /** Who else opened the record; null until the reader asks. */
  @state() private looks: LookList['looks'] | null = null;
  /** What has just happened, for a screen reader. */
  @state() private spoken = '';
  @query('h1') private heading!: HTMLElement;
  @query('observation-live') private live!: ObservationLive | null;
  @query('observation-record') private record!: ObservationRecord | null;
  @query('observation-live, observation-feedback') private desk!: ObservationLive | ObservationFeedback | null;
  private remarkId = uuidv7();
  /** What is stored takes the place of what had the focus. */
  private displaced = false;

  private readonly changed = (): void => this.requestUpdate();
  private readonly takingStored = (): void => {
    this.desk?.keepTyped();
    this.displaced = (this.renderRoot as ShadowRoot).activeElement !== null;
  };
  private readonly back = (): void => {
    if (this.hasUpdated) this.draft.queue.retry();
  };
  private readonly turnedAway = (): void => {
    if (this.hasUpdated && document.visibilityState === 'hidden') void this.draft.queue.flush();
  };

  constructor() {
    super();
    const store = async () => this.hasUpdated && this.draft.queue.flush();
    new UnsavedText(this, () => this.hasUpdated && (!this.draft.queue.settled || this.draft.leftOver.length > 0), store);
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
    if (this.displaced && (this.renderRoot as ShadowRoot).activeElement === null) this.focus();
    this.displaced = false;
  }

  private open(view: ObservationView, leftOver: ObservationDraft['leftOver'] = []): void {
    this.draft = new ObservationDraft(this.api, view);
    this.draft.leftOver = leftOver;
    this.draft.addEventListener('change', this.changed);
    this.draft.addEventListener('taking-stored', this.takingStored);
  }

  private async reread(): Promise<void> {
    this.open(await this.api.get<ObservationView>(`/api/observations/${this.draft.view.id}`), this.draft.leftOver);
  }

  /** Does something that needs an answer before going on, and then reads the observation again. */
  private async act(work: () => Promise<unknown>, then: () => unknown = () => this.reread()): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
      await then();
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
    const stored = await this.draft.queue.flush();
    const open = this.draft.view.may.write;
    if (stored && open) return true;
    this.asking = null;
    // Where it was closed meanwhile the page says so itself.
    if (open) this.problem = this.draft.queue.status.problem ?? msg('Not everything is stored yet. Wait for the network, then sign.');
    return false;
  }

  private async said(sentence: string): Promise<void> {
    this.spoken = sentence;
    await this.updateComplete;
    this.focus();
  }

  private readonly sign = async (): Promise<void> => {
    if (this.busy || !hasFeedback(this.draft.view.sections)) return;
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
    const { id, placementId, access } = this.draft.view;
    const withdraw = async () => this.api.post(`/api/observations/${id}/withdraw`);
    // A former mentor has nothing to read again and no list to go back to.
    if (access === 'kept') await this.act(withdraw, () => (location.hash = '#/'));
    else if ((await this.saved()) && (await this.act(withdraw))) location.hash = `#/observations/in/${placementId}`;
  };

  private readonly readIt = async (): Promise<void> => {
    if (this.busy) return;
    const { id, observer } = this.draft.view;
    if (await this.act(() => this.api.post(`/api/observations/${id}/read`)))
      await this.said(msg(str`Read. ${observer.givenName} can see that.`));
  };

  private readonly remarkAdded = async ({ detail }: Told<RemarkBody>): Promise<void> => {
    if (!(await this.act(() => this.api.put(`/api/observations/${this.draft.view.id}/remarks/${this.remarkId}`, detail)))) return;
    this.remarkId = uuidv7();
    await this.updateComplete;
    await this.record?.remarkStored(detail.kind);
  };

  private readonly checkWanted = async (): Promise<void> => {
    const { id } = this.draft.view;
    if (!(await this.act(async () => (this.check = await this.api.get<RecordCheck>(`/api/observations/${id}/check`))))) return;
    await this.updateComplete;
    await this.record?.showCheck();
  };

  private async settle(key: string, keep: 'yours' | 'theirs'): Promise<void> {
    this.draft.settle(key, keep);
    await this.updateComplete;
    this.focus();
  }

  private readonly looksWanted = async ({ target }: Event): Promise<void> => {
    if (!(target as HTMLDetailsElement).open || this.looks) return;
    this.problem = null;
    try {
      // Fetched when it is asked for: nobody needs it to write a note.
      await import('../observation-looks/observation-looks.js');
      this.looks = (await this.api.get<LookList>(`/api/observations/${this.draft.view.id}/looks`)).looks;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  };

  /** The record is the trainee's; who wrote it may know too. */
  private whoHasLooked(view: ObservationView): TemplateResult | typeof nothing {
    const own = view.trainee.personId === this.readerId;
    if (view.may.write || (view.access !== 'own' && !own)) return nothing;
    return html`<details @toggle=${this.looksWanted}>
      <summary>${msg('Who has looked')}</summary>
      ${
        this.looks
          ? html`<observation-looks
              .looks=${this.looks}
              .timeZone=${view.timeZone}
              .historyOf=${own ? view.placementId : null}
            ></observation-looks>`
          : html`<p role="status">${msg('One moment…')}</p>`
      }
    </details>`;
  }

  /** Beside its field where the feedback is written; here while the lesson is planned or running. */
  private conflicts(): TemplateResult[] {
    return [...this.draft.conflicts.values()].map(
      (one) =>
        html`<observation-conflict
          .yours=${one.yours}
          .theirs=${one.theirs}
          @text-chosen=${({ detail }: Told<'yours' | 'theirs'>) => this.settle(one.key, detail)}
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
      return html`${this.left()} ${keptNotice(view)}
        <observation-record .view=${view} .check=${this.check} ?busy=${this.busy}></observation-record>`;
    }
    if (view.state === 'planned') return html`${this.conflicts()} ${this.planned(view)}`;
    if (view.state === 'live') {
      return html`${this.conflicts()} <observation-live .view=${view} .lessonMs=${() => this.draft.lessonMs()}></observation-live>`;
    }
    return html`<observation-feedback .view=${view} .conflicts=${new Map(this.draft.conflicts)}></observation-feedback>`;
  }

  /** Words for a record that was signed elsewhere meanwhile have nowhere to go; they are shown to be copied. */
  private left(): TemplateResult | typeof nothing {
    const { leftOver, view } = this.draft;
    if (leftOver.length === 0) return nothing;
    const words = view.may.correct
      ? msg('These words are only on this page. Copy what you need, for example into a correction.')
      : msg('These words are only on this page. Copy what you need.');
    return html`<cf-notice kind="warning">
      <p>${words}</p>
      <dl class="left">
        ${leftOver.map(
          ({ heading, text }) =>
            html`<dt>${heading}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      <button slot="actions" type="button" @click=${this.copied}>${msg('I have copied what I need')}</button>
    </cf-notice>`;
  }

  private readonly copied = async (): Promise<void> => {
    this.draft.leftOver = [];
    this.requestUpdate();
    await this.updateComplete;
    this.focus();
  };

  private elsewhere(view: ObservationView): TemplateResult | typeof nothing {
    if (!this.draft.steppedElsewhere) return nothing;
    return html`<cf-notice kind="warning"><p>${elsewhereSentence(view.state)}</p></cf-notice>`;
  }

  private signDialog(view: ObservationView): TemplateResult {
    const ready = hasFeedback(view.sections);
    return html`<cf-dialog .heading=${msg('Sign this observation')} ?open=${this.asking === 'sign'} @closed=${() => (this.asking = null)}>
      <div class="stack-tight">
        ${ready ? nothing : html`<p>${msg('Write a sentence of feedback first: strengths, areas to develop or impact.')}</p>`}
        ${ready ? signingAdvice(view).map((advice) => html`<p>${adviceSentence(advice)}</p>`) : nothing}
        <p>${msg(str`${listOfNames(view.visibleTo.onceSigned)} can read it then.`)}</p>
        <p>${msg('Its words stay as they are; a correction stands beside them.')}</p>
      </div>
      <button slot="actions" type="button" @click=${() => (this.asking = null)}>${msg('Go on writing')}</button>
      <button slot="actions" class="primary" type="button" aria-disabled=${!ready || this.busy ? 'true' : 'false'} @click=${this.sign}>
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
        <h1 tabindex="-1">${lessonHeading(view, this.readerId)}</h1>
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
        <p class="lesson quiet-text">
          ${lessonLine(view.lesson, view.timeZone)} · ${view.observer.name} ·
          ${view.access === 'kept' ? msg('Not signed') : stateName(view.state)}
        </p>
      </header>
      <p class="visually-hidden" role="status">${this.spoken}</p>
      ${this.problem ? html`<cf-notice kind="problem"><p>${this.problem}</p></cf-notice>` : nothing} ${this.elsewhere(view)}
      ${this.body(view)} ${privacyLine(view)} ${this.whoHasLooked(view)} ${view.may.write ? this.signDialog(view) : nothing}
      ${this.end(view)}
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-page': ObservationPage;
  }
}
