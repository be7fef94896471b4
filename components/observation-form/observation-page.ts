import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import '../observation-feedback/observation-feedback.js';
import '../observation-live/observation-live.js';
import '../observation-plan/observation-plan.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import '../shared/save-state.js';
import type { ObservationFeedback } from '../observation-feedback/observation-feedback.js';
import type { ObservationLive } from '../observation-live/observation-live.js';
import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type {
  AnswerBody,
  LookList,
  NoteTag,
  ObservationView,
  RecordCheck,
  RemarkBody,
  SectionName,
} from '../../tool/observation/observation.shared.js';
import type { RedactionBody } from '../../tool/observation/observation-redaction.shared.js';
import { hasFeedback, signingAdvice } from '../../tool/observation/signing-advice.shared.js';
import type { OutcomeBody, TargetBody } from '../../tool/target/target.shared.js';
import type { ObservationRecord } from '../observation-record/observation-record.js';
import type { ObservationTakeaway } from '../observation-takeaway/observation-takeaway.js';
import type { ObservationRedaction } from '../observation-redaction/observation-redaction.js';
import type { ObservationReleaseChoice } from '../observation-release/observation-release-choice.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { ProblemError } from '../shared/problem-error.js';
import { openEmptyTab, openOwnTab } from '../shared/own-tab.js';
import { todayIn } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';
import { adviceSentence, elsewhereSentence, keptNotice, lessonHeading, lessonLine, lessonTitle, privacyLine, stateName } from './words.js';
import { FrameworkList } from './framework-list.js';
import { KeptDraft } from './kept-draft.js';
import { ObservationDraft, type NoteChange } from './observation-draft.js';
import type { CopyWanted } from './take-copy.js';
import { toPark } from './target-room.js';
import { observationFormStyles } from './observation-form.styles.js';
import { saveWords } from './save-words.js';

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
  /** What targets can be tagged with; null until somebody wants to. */
  /** What has just happened, for a screen reader. */
  @state() private spoken = '';
  @query('h1') private heading!: HTMLElement;
  @query('observation-live') private live!: ObservationLive | null;
  @query('observation-record') private record!: ObservationRecord | null;
  @query('observation-redaction') private redaction!: ObservationRedaction | null;
  @query('observation-release-choice') private releaseChoice!: ObservationReleaseChoice | null;
  @query('observation-live, observation-feedback') private desk!: ObservationLive | ObservationFeedback | null;
  /** The server would not have a fourth target. */
  private crowded = false;
  /** The trainee reads without giving a view of their own first. */
  @state() private readsNow = false;
  private readonly wanted = new Set<string>();
  private remarkId = uuidv7();
  private readonly kept = new KeptDraft(this, () => this.api);
  /** A lesson that was started in a frame runs in a tab of its own; `refused` where the browser opened none. */
  @state() private ownTab: 'here' | 'opened' | 'refused' = 'here';
  private answerId = uuidv7();
  private readonly frameworks = new FrameworkList(() => this.requestUpdate());
  /** What is stored takes the place of what had the focus. */
  private displaced = false;

  private readonly changed = (): void => this.requestUpdate();
  private readonly takingStored = (): void => {
    this.desk?.keepTyped();
    this.displaced = (this.renderRoot as ShadowRoot).activeElement !== null;
  };
  private readonly back = (): void => {
    if (!this.hasUpdated) return;
    this.draft.queue.retry();
    this.kept.again();
    this.wantFrameworks();
  };
  private readonly turnedAway = (): void => {
    if (this.hasUpdated && document.visibilityState === 'hidden') void this.draft.queue.flush();
  };

  constructor() {
    super();
    const store = async () => this.hasUpdated && this.draft.queue.flush();
    const unsent = () => !this.draft.queue.settled && !this.kept.safe;
    new UnsavedText(this, () => this.hasUpdated && (unsent() || this.draft.leftOver.length > 0), store);
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
    if (this.hasUpdated) void this.kept.keep(this.draft);
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.back);
    document.removeEventListener('visibilitychange', this.turnedAway);
    this.api.removeEventListener('reachable', this.back);
    // What is still waiting goes out although the person has turned to another page.
    if (this.hasUpdated) void this.draft.queue.flush();
    this.kept.leave();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('loaded')) return;
    this.kept.leave();
    this.open(this.kept.takeUp(this.loaded.id) ?? new ObservationDraft(this.api, this.loaded));
  }

  override updated(): void {
    this.wantParts();
    document.title = lessonTitle(this.draft.view, this.readerId);
    if (this.displaced && (this.renderRoot as ShadowRoot).activeElement === null) this.focus();
    this.displaced = false;
  }

  private open(draft: ObservationDraft): void {
    this.draft = draft;
    draft.addEventListener('change', this.changed);
    draft.addEventListener('taking-stored', this.takingStored);
    draft.addEventListener('typing-restored', this.typingRestored);
    void this.kept.keep(draft);
    // Nobody needs it to write a note, and whoever needs it may have no network then.
    if (draft.view.may.write) void import('../observation-conflict/observation-conflict.js').catch(() => undefined);
    this.wantFrameworks();
  }

  /** What only a reader needs, fetched once there is something to read: nobody waits for it to write a note. */
  private wantParts(): void {
    const { may, release, trainee } = this.draft.view;
    if (!may.write) this.want('record', () => import('../observation-record/observation-record.js'));
    if (release?.released === false) this.want('release', () => import('../observation-release/observation-release.js'));
    if (trainee.personId === this.readerId) this.want('own view', () => import('../observation-self-view/observation-self-view.js'));
  }

  /** A part that does not arrive leaves a hole: the page says so, and the record can be read without the trainee’s own view. */
  private want(part: string, load: () => Promise<unknown>): void {
    if (this.wanted.has(part)) return;
    this.wanted.add(part);
    load().catch(() => {
      this.readsNow = true;
      this.problem = msg('A part of this page did not arrive. Open the page again.');
    });
  }

  private wantFrameworks(): void {
    if (this.draft.view.may.write) void this.frameworks.want(this.api, this.draft.view.placementId);
  }

  /** A note that was being typed when the page was opened anew goes on in its field. */
  private readonly typingRestored = async (event: Event): Promise<void> => {
    await this.updateComplete;
    this.desk?.goOnTyping((event as Told<string>).detail);
  };

  private async reread(): Promise<void> {
    const before = this.draft;
    const draft = new ObservationDraft(this.api, await this.api.get<ObservationView>(`/api/observations/${before.view.id}`));
    draft.leaveOver(before.leftOver, before.leftUnsent);
    this.open(draft);
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
      this.crowded = error instanceof ProblemError && error.type === 'three-targets';
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
    const release = this.releaseChoice?.read() ?? null;
    if (this.busy || release === null || !hasFeedback(this.draft.view.sections) || toPark(this.draft.view) > 0) return;
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
    if (!(await this.act(() => this.api.post(`/api/observations/${view.id}/sign`, { release }, { ifMatch: seenRevision })))) {
      await this.crowdedElsewhere();
      return;
    }
    const name = view.trainee.givenName;
    await this.said(
      release.how === 'now' ? msg(str`Signed. ${name} can read it now.`) : msg(str`Signed. ${name} knows, and cannot read it yet.`),
    );
  };

  /** Fetched when it is asked for: nobody needs it to write a note. */
  private readonly signWanted = async (): Promise<void> => {
    await this.act(
      () => import('../observation-release/observation-release-choice.js'),
      () => undefined,
    );
    this.asking = 'sign';
  };

  private readonly releaseWanted = async (): Promise<void> => {
    if (this.busy) return;
    const { id, trainee } = this.draft.view;
    if (await this.act(() => this.api.post(`/api/observations/${id}/release`)))
      await this.said(msg(str`${trainee.givenName} can read it now.`));
  };

  /** Somebody else's record was signed meanwhile: its targets are worked on too, and the form asks which to park. */
  private async crowdedElsewhere(): Promise<void> {
    const { problem } = this;
    if (!this.crowded) return;
    this.crowded = false;
    if (await this.act(() => Promise.resolve())) this.problem = problem;
  }

  private readonly areasWanted = (): void => this.wantFrameworks();

  private readonly step = async (name: 'start' | 'stop' | 'write-up'): Promise<void> => {
    this.draft.steppedElsewhere = false;
    this.draft.step(name);
    await this.updateComplete;
    if (name !== 'start') this.focus();
    else if (this.live) await this.live.focusEntry();
  };

  /** In a frame by a tab of its own: there a reload needs no network, and what is kept stays when the course's page is closed. */
  private readonly start = async (): Promise<void> => {
    const framed = window.parent !== window;
    const tab = framed ? openEmptyTab() : null;
    await this.step('start');
    if (!framed) return;
    this.ownTab = 'refused';
    if (tab === null) return;
    try {
      // The other tab reads what is stored, so the lesson has to have begun there.
      if (!(await this.draft.queue.flush())) throw new Error('not begun');
      await openOwnTab(this.api, tab);
      this.ownTab = 'opened';
    } catch {
      tab.close();
    }
  };

  private readonly writeHere = async (): Promise<void> => {
    if (await this.act(() => Promise.resolve())) this.ownTab = 'here';
    await this.updateComplete;
    if (this.live) await this.live.focusEntry();
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

  private readonly answerAdded = async ({ detail }: Told<AnswerBody>): Promise<void> => {
    if (!(await this.act(() => this.api.put(`/api/observations/${this.draft.view.id}/answers/${this.answerId}`, detail)))) return;
    this.answerId = uuidv7();
    await this.updateComplete;
    await this.record?.answerStored(detail.noteId);
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
    return html`<details class="no-print" @toggle=${this.looksWanted}>
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

  private readonly takeawayOpened = async ({ target }: Event): Promise<void> => {
    if ((target as HTMLDetailsElement).open) await import('../observation-takeaway/observation-takeaway.js');
  };

  private readonly copyWanted = async ({ target, detail }: CopyWanted): Promise<void> => {
    const { id, lesson } = this.draft.view;
    const { takeCopy } = await import('./take-copy.js');
    const file = { path: `/api/observations/${id}/record`, name: `lesson-observation-${lesson.day}` };
    await takeCopy(this.api, file, detail.format, target as ObservationTakeaway);
  };

  /** What is being written is not taken away; what may be read is, also by who may only copy it any more. */
  private takeaway(view: ObservationView): TemplateResult | typeof nothing {
    if (view.may.write || view.access === 'announcement') return nothing;
    return html`<details class="no-print" @toggle=${this.takeawayOpened} @copy-wanted=${this.copyWanted}>
      <summary>${msg('Take away')}</summary>
      <observation-takeaway></observation-takeaway>
    </details>`;
  }

  private readonly redactionOpened = async ({ target }: Event): Promise<void> => {
    if ((target as HTMLDetailsElement).open)
      await this.act(
        () => import('../observation-redaction/observation-redaction.js'),
        () => undefined,
      );
  };

  private readonly redactionWanted = async ({ detail }: Told<{ bodies: RedactionBody[] }>): Promise<void> => {
    if (this.busy) return;
    const { id, redaction } = this.draft.view;
    const ask = async () => {
      for (const body of detail.bodies) await this.api.put(`/api/observations/${id}/redactions/${uuidv7()}`, body);
    };
    if (!(await this.act(ask))) return;
    this.redaction?.stored();
    await this.said(redaction?.decides ? msg('The words are gone.') : msg('Asked. You will see here what was decided.'));
  };

  /** Rarely needed, so it comes when it is opened. */
  private wordsToRemove(view: ObservationView): TemplateResult | typeof nothing {
    if (!view.redaction) return nothing;
    return html`<details class="no-print" @toggle=${this.redactionOpened}>
      <summary>${msg('Words that should not be here')}</summary>
      <observation-redaction .view=${view} ?busy=${this.busy} @redaction-wanted=${this.redactionWanted}></observation-redaction>
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
    const asked = view.form.sections.find((one) => one.section === 'focus') ?? null;
    const plan = { kind: view.kind, lesson: view.lesson, focus, prompts: view.prompts.texts };
    return html`<observation-plan .plan=${plan} .asked=${asked} .trainee=${view.trainee.givenName} saves></observation-plan>
      ${
        view.earlier.length === 0
          ? nothing
          : html`<section aria-labelledby="earlier">
              <h2 id="earlier">${msg(str`What ${view.trainee.givenName} works on now`)}</h2>
              <ul>
                ${view.earlier.map(({ wording }) => html`<li>${wording}</li>`)}
              </ul>
            </section>`
      }
      <div class="row">
        <button class="primary" type="button" @click=${this.start}>${msg('Start the lesson')}</button>
        <button type="button" @click=${() => this.step('write-up')}>${msg('Write it up without the clock')}</button>
      </div>
      ${window.parent === window ? nothing : html`<p class="hint">${msg('The lesson opens in a tab of its own. Your notes are safe there when the network goes away.')}</p>`}`;
  }

  /** Before the words are shown for the first time: the trainee’s own view, once, and only until they want to read. */
  private get asksFirst(): boolean {
    const { may, release } = this.draft.view;
    return may.viewFirst && release?.released === true && !this.readsNow;
  }

  /** The trainee’s own view: of a lesson that has come, and for the trainee alone. */
  private ownView(view: ObservationView): TemplateResult | typeof nothing {
    const taught = view.state !== 'planned' || view.lesson.day <= todayIn({ timeZone: view.timeZone });
    if (view.trainee.personId !== this.readerId || !taught || view.state === 'read') return nothing;
    return html`<observation-self-view
      .api=${this.api}
      .view=${this.readsNow ? { ...view, may: { ...view.may, viewFirst: false } } : view}
      @view-given=${this.viewGiven}
      @view-skipped=${this.readNow}
    ></observation-self-view>`;
  }

  private readonly viewGiven = async (): Promise<void> => {
    if (await this.act(() => Promise.resolve())) await this.said(msg('Given. It stays as it is.'));
  };

  private readonly readNow = async (): Promise<void> => {
    this.readsNow = true;
    await this.updateComplete;
    this.focus();
  };

  private body(view: ObservationView): TemplateResult {
    if (this.asksFirst) return html`${this.ownView(view)}`;
    if (!view.may.write) {
      return html`${this.left()} ${keptNotice(view)}
        ${view.release?.released === false ? html`<observation-release .view=${view} ?busy=${this.busy}></observation-release>` : nothing}
        <observation-record .view=${view} .check=${this.check} ?busy=${this.busy}></observation-record>
        ${this.ownView(view)}`;
    }
    if (view.state === 'planned') return html`${this.conflicts()} ${this.planned(view)}`;
    const areas = this.frameworks.with(view.areas);
    if (view.state === 'live' && this.ownTab === 'opened') return this.inOwnTab();
    if (view.state === 'live') {
      return html`${this.ownTabRefused()} ${this.conflicts()}
        <observation-live .view=${view} .areas=${areas} .lessonMs=${() => this.draft.lessonMs()}></observation-live>`;
    }
    return html`<observation-feedback .view=${view} .areas=${areas} .conflicts=${new Map(this.draft.conflicts)}></observation-feedback>`;
  }

  private inOwnTab(): TemplateResult {
    return html`<cf-notice>
      <p>${msg('This lesson runs in a tab of its own. Write your notes there.')}</p>
      <button slot="actions" type="button" @click=${this.writeHere}>${msg('Go on here instead')}</button>
    </cf-notice>`;
  }

  private ownTabRefused(): TemplateResult | typeof nothing {
    if (this.ownTab !== 'refused') return nothing;
    return html`<cf-notice kind="warning">
      <p>${msg('Your browser opened no tab for this lesson. You can write here. Keep this page open until everything is sent.')}</p>
    </cf-notice>`;
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
    this.draft.copied();
    await this.updateComplete;
    this.focus();
  };

  private elsewhere(view: ObservationView): TemplateResult | typeof nothing {
    if (!this.draft.steppedElsewhere) return nothing;
    return html`<cf-notice kind="warning"><p>${elsewhereSentence(view.state)}</p></cf-notice>`;
  }

  private signDialog(view: ObservationView): TemplateResult {
    const written = hasFeedback(view.sections);
    const crowded = toPark(view) > 0;
    const ready = written && !crowded;
    return html`<cf-dialog .heading=${msg('Sign this observation')} ?open=${this.asking === 'sign'} @closed=${() => (this.asking = null)}>
      <div class="stack-tight">
        ${written ? nothing : html`<p>${msg('Write a sentence of feedback first: strengths, areas to develop or impact.')}</p>`}
        ${crowded ? html`<p>${msg('There would be more than three targets. Go on writing, and choose which one to park.')}</p>` : nothing}
        ${ready ? signingAdvice(view).map((advice) => html`<p>${adviceSentence(advice)}</p>`) : nothing}
        ${ready ? html`<observation-release-choice .view=${view}></observation-release-choice>` : nothing}
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
    const { state, at, sentence } = saveWords(draft.queue, this.kept.safe, view.timeZone);
    return html`<article
      class="stack"
      @lesson-changed=${({ detail }: Told<LessonDetails>) => draft.changeLesson(detail)}
      @section-written=${({ detail }: Told<{ section: SectionName; body: string }>) => draft.writeSection(detail.section, detail.body)}
      @section-cited=${({ detail }: Told<{ section: SectionName; noteIds: string[] }>) => draft.cite(detail.section, detail.noteIds)}
      @note-added=${({ detail }: Told<{ body: string; tag: NoteTag }>) => draft.addNote(detail.body, detail.tag)}
      @note-typed=${({ detail }: Told<{ text: string }>) => draft.typeNote(detail.text)}
      @note-changed=${({ detail: { id, ...change } }: Told<{ id: string } & NoteChange>) => draft.changeNote(id, change)}
      @note-moved=${({ detail }: Told<{ id: string; to: number }>) => draft.moveNote(detail.id, detail.to)}
      @prompts-agreed=${({ detail }: Told<{ texts: string[] }>) => draft.agreePrompts(detail.texts)}
      @note-withdrawn=${({ detail }: Told<{ id: string }>) => draft.withdrawNote(detail.id)}
      @target-saved=${({ detail }: Told<{ id: string; body: TargetBody }>) => draft.saveTarget(detail.id, detail.body)}
      @target-withdrawn=${({ detail }: Told<{ id: string }>) => draft.withdrawTarget(detail.id)}
      @earlier-said=${({ detail }: Told<{ id: string; body: OutcomeBody }>) => draft.sayOutcome(detail.id, detail.body)}
      @areas-wanted=${this.areasWanted}
      @conflict-settled=${({ detail }: Told<{ key: string; keep: 'yours' | 'theirs' }>) => draft.settle(detail.key, detail.keep)}
      @lesson-ended=${() => this.step('stop')}
      @sign-wanted=${this.signWanted}
      @release-wanted=${this.releaseWanted}
      @read-it=${this.readIt}
      @remark-added=${this.remarkAdded}
      @answer-added=${this.answerAdded}
      @check-wanted=${this.checkWanted}
      @focusout=${() => void (view.may.write && draft.queue.flush())}
    >
      <header>
        <h1 class=${view.may.write || view.access === 'announcement' ? '' : 'no-print'} tabindex="-1">
          ${lessonHeading(view, this.readerId)}
        </h1>
        ${
          view.may.write
            ? html`<save-state
                .state=${state}
                .at=${at}
                .sentence=${sentence}
                time-zone=${view.timeZone}
                ?untouched=${at === null && state === 'saved'}
              ></save-state>`
            : nothing
        }
        <p class="lesson quiet-text no-print">
          ${lessonLine(view.lesson, view.timeZone)} · ${view.observer.name} ·
          ${view.access === 'kept' ? msg('Not signed') : stateName(view.state, view.release?.released !== false)}
        </p>
      </header>
      <p class="visually-hidden" role="status">${this.spoken}</p>
      ${this.problem ? html`<cf-notice kind="problem"><p>${this.problem}</p></cf-notice>` : nothing} ${this.elsewhere(view)}
      ${this.body(view)} ${this.asksFirst ? nothing : privacyLine(view)} ${this.asksFirst ? nothing : this.takeaway(view)}
      ${this.asksFirst ? nothing : this.wordsToRemove(view)} ${this.whoHasLooked(view)} ${view.may.write ? this.signDialog(view) : nothing}
      ${this.end(view)}
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-page': ObservationPage;
  }
}
