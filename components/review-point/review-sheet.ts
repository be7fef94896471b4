import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ReviewView } from '../../tool/review/review.shared.js';
import { uuidv7 } from 'uuidv7';
import { Asking } from '../form-set-up/asking.js';
import { problemNotice } from '../form-set-up/form-words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames, whoCanSee } from '../shared/names.js';
import '../shared/save-state.js';
import { UnsavedText } from '../shared/unsaved.js';
import './review-beside.js';
import './review-evidence.js';
import './review-signatures.js';
import './review-text.js';
import { stateWords } from './review-words.js';
import { SectionDraft } from './section-draft.js';

/** One review or support plan: read, written together, signed. */
@localized()
@customElement('review-sheet')
export class ReviewSheet extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property() reviewId = '';
  @state() private view: ReviewView | null = null;
  private readonly asking = new Asking(this);
  private readonly draft = new SectionDraft(this, () => ({ api: this.api, id: this.reviewId }));

  constructor() {
    super();
    new UnsavedText(
      this,
      () => this.draft.unsaved,
      () => this.draft.save(),
    );
  }

  override firstUpdated(): void {
    void this.asking.tried(() => this.open());
  }

  private take(view: ReviewView): void {
    this.view = view;
    this.draft.load(view.sections, view.revision);
  }

  private async open(): Promise<void> {
    this.take(await this.api.get<ReviewView>(`/api/reviews/${this.reviewId}`));
  }

  private async post(step: string, body: object, ifMatch?: number): Promise<void> {
    const options = ifMatch === undefined ? {} : { ifMatch };
    this.take(await this.api.post<ReviewView>(`/api/reviews/${this.reviewId}/${step}`, body, options));
  }

  /** What was read is signed: what is typed is stored first, and what others wrote meanwhile is shown first. */
  private readonly sign = async (): Promise<void> => {
    if (this.asking.busy || !(await this.draft.save())) return;
    const done = await this.asking.tried(() => this.post('sign', {}, this.draft.revision), msg('Signed.'));
    const { problem } = this.asking;
    if (done) return;
    // Shows what changed, under the sentence that says so.
    await this.open().catch(() => undefined);
    this.asking.problem = problem;
    this.requestUpdate();
  };

  private readonly reopen = ({ detail }: CustomEvent<{ reason: string }>): Promise<boolean> =>
    this.asking.tried(() => this.post('reopen', detail), msg('Open again.'));

  private readonly sendAgain = (): Promise<boolean> =>
    this.asking.tried(() => this.post('send-again', {}), msg('It will be tried again now.'));

  private readonly differ = ({ detail }: CustomEvent<{ body: string; stored: () => void }>): Promise<boolean> =>
    this.asking.tried(async () => {
      this.take(await this.api.put<ReviewView>(`/api/reviews/${this.reviewId}/remarks/${uuidv7()}`, { body: detail.body }));
      detail.stored();
    });

  private head(view: ReviewView): TemplateResult {
    const said = stateWords(view.state);
    return html`<header class="stack-tight">
      <h1>${msg(str`${view.name}: ${view.trainee.name}`)}</h1>
      <p>${icon(said.icon)} ${said.words} <span class="quiet-text">${view.school}</span></p>
    </header>`;
  }

  private privacy({ visibleTo }: ReviewView): TemplateResult {
    const later = visibleTo.onceAll;
    return html`<p class="privacy">
      ${whoCanSee(visibleTo.now)} ${later.length === 0 ? nothing : msg(str`${listOfNames(later)} can read it when everybody has signed.`)}
    </p>`;
  }

  private body(view: ReviewView): TemplateResult {
    const { draft, asking } = this;
    const written = ({ detail }: CustomEvent<{ section: string; body: string }>) => draft.write(detail.section, detail.body);
    const settled = ({ detail }: CustomEvent<{ section: string; keep: 'yours' | 'theirs' }>) => draft.settle(detail.section, detail.keep);
    const state = draft.problem === null ? (draft.saving || draft.unsaved ? 'saving' : 'saved') : 'not-saved';
    return html`${this.head(view)} ${asking.problem ? problemNotice(asking.problem, []) : nothing}
      ${draft.problem ? problemNotice(draft.problem, []) : nothing} ${this.privacy(view)}
      <review-evidence .view=${view}></review-evidence>
      <review-text
        .view=${view}
        .draft=${draft}
        .drawn=${draft.changes}
        @section-written=${written}
        @clash-settled=${settled}
      ></review-text>
      ${
        view.may.write || view.may.ownWords
          ? html`<save-state
              state=${state}
              .at=${draft.savedAt}
              time-zone=${view.timeZone}
              ?untouched=${draft.savedAt === null && state === 'saved'}
            ></save-state>`
          : nothing
      }
      <review-signatures
        .view=${view}
        ?busy=${asking.busy}
        @sign-wanted=${this.sign}
        @reopen-wanted=${this.reopen}
        @send-again-wanted=${this.sendAgain}
      ></review-signatures>
      <review-beside .view=${view} ?busy=${asking.busy} @differ-written=${this.differ}></review-beside>
      <p class="visually-hidden" role="status">${asking.said}</p>`;
  }

  override render(): TemplateResult {
    const { view, asking } = this;
    if (view) return html`<div class="stack-wide">${this.body(view)}</div>`;
    return html`<div class="stack">
      <h1>${msg('Review')}</h1>
      ${asking.problem ? problemNotice(asking.problem, []) : html`<p role="status">${msg('Opening…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-sheet': ReviewSheet;
  }
}
