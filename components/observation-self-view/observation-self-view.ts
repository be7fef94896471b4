import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../observation-conflict/observation-conflict.js';
import '../shared/cf-notice.js';
import '../shared/save-state.js';
import { sectionLength } from '../../tool/observation/limits.shared.js';
import type { ObservationView, SelfView } from '../../tool/observation/observation.shared.js';
import { asksOwnView } from '../../tool/observation/self-view.shared.js';
import { initialsHint } from '../observation-form/words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { moment } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';
import { SelfViewDraft } from './self-view-draft.js';
import { observationSelfViewStyles } from './observation-self-view.styles.js';

/**
 * *My view first*, for the trainee: folded while there is nothing to read yet, a question once there is. Part of `observation-form`, and asks
 * the server itself, because nobody else’s page knows of what is written here.
 * @fires view-given - it stands beside the record from now on
 * @fires view-skipped - the reader wants the record now
 */
@localized()
@customElement('observation-self-view')
export class ObservationSelfView extends LitElement {
  static override styles = [baseStyles, formStyles, observationSelfViewStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) view!: ObservationView;
  @state() private draft: SelfViewDraft | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  /** Giving was pressed: it says what that means and asks once more. */
  @state() private asking = false;

  constructor() {
    super();
    const store = async () => this.draft?.queue.flush();
    new UnsavedText(this, () => this.draft?.queue.settled === false, store);
  }

  override firstUpdated(): void {
    if (this.view.traineeView === null) void this.load();
  }

  override disconnectedCallback(): void {
    void this.draft?.queue.flush();
    super.disconnectedCallback();
  }

  private get readable(): boolean {
    return this.view.release?.released === true;
  }

  private async load(): Promise<void> {
    await this.tried(async () => {
      const stored = await this.api.get<SelfView>(`/api/observations/${this.view.id}/my-view`);
      this.draft = new SelfViewDraft(this.api, this.view.id, stored);
      this.draft.addEventListener('change', () => this.requestUpdate());
    });
  }

  private async tried(work: () => Promise<unknown>): Promise<boolean> {
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = problemSentence(error);
      return false;
    }
  }

  private readonly give = async (): Promise<void> => {
    if (this.busy || !this.draft) return;
    this.busy = true;
    const stored = await this.draft.queue.flush();
    if (!stored) this.problem = this.draft.queue.status.problem ?? msg('Not everything is stored yet. Wait for the network, then give it.');
    else if (await this.tried(() => this.api.post(`/api/observations/${this.view.id}/my-view/give`))) fire(this, 'view-given');
    this.busy = false;
    this.asking = false;
  };

  private readonly skip = (): void => {
    // Nobody waits for an answer to read: where it gets lost, the question comes once more.
    void this.tried(() => this.api.post(`/api/observations/${this.view.id}/my-view/skip`));
    fire(this, 'view-skipped');
  };

  private prompt({ section, heading, hint }: ObservationView['form']['sections'][number], draft: SelfViewDraft): TemplateResult {
    const options = { id: section, label: heading, hint: `${hint} ${initialsHint()}` };
    const theirs = draft.conflicts.get(section);
    return html`<div class="stack-tight">
      ${field(
        options,
        html`<textarea
          id=${section}
          maxlength=${sectionLength}
          aria-describedby=${describedBy(options)}
          .value=${draft.bodyOf(section)}
          @input=${(event: Event) => draft.write(section, (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      ${
        theirs
          ? html`<observation-conflict
              .yours=${draft.bodyOf(section)}
              .theirs=${theirs.body}
              @text-chosen=${({ detail }: CustomEvent<'yours' | 'theirs'>) => draft.settle(section, detail)}
            ></observation-conflict>`
          : nothing
      }
    </div>`;
  }

  private readers(): string {
    const { visibleTo, observer } = this.view;
    const names = [...new Set([...visibleTo.now, ...visibleTo.onceSigned])];
    return names.length === 0 ? observer.name : listOfNames(names);
  }

  private giving(draft: SelfViewDraft): TemplateResult {
    const { observer } = this.view;
    if (!this.asking) {
      return html`<button
        class=${this.readable ? 'primary' : ''}
        type="button"
        aria-disabled=${draft.begun ? 'false' : 'true'}
        @click=${() => draft.begun && (this.asking = true)}
      >
        ${this.readable ? msg('Give my view, then read') : msg('Give my view')}
      </button>`;
    }
    return html`<cf-notice kind="info">
      <p>${msg(str`It stays as it is then, and stands beside what ${observer.givenName} wrote.`)}</p>
      <div slot="actions" class="row">
        <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.give}>${msg('Give it')}</button>
        <button type="button" @click=${() => (this.asking = false)}>${msg('Go on writing')}</button>
      </div>
    </cf-notice>`;
  }

  private form(draft: SelfViewDraft): TemplateResult {
    const { name, at, problem } = draft.queue.status;
    const prompts = this.view.form.sections.filter(asksOwnView);
    return html`<div class="stack" @focusout=${() => void draft.queue.flush()}>
      ${prompts.map((one) => this.prompt(one, draft))}
      <save-state
        .state=${name}
        .at=${at}
        .sentence=${problem}
        time-zone=${this.view.timeZone}
        ?untouched=${at === null && name === 'saved'}
      ></save-state>
      ${this.giving(draft)}
      <p class="privacy">
        ${msg('Who can see this: only you, until you give it.')}
        ${msg(str`Then ${this.readers()} can read it, from the moment the record can be read.`)}
      </p>
    </div>`;
  }

  private readButton(): TemplateResult {
    return html`<button type="button" @click=${this.skip}>${msg(str`Read what ${this.view.observer.givenName} wrote now`)}</button>`;
  }

  /** There is something to read: asked once, and answered in one press either way. */
  private question(draft: SelfViewDraft): TemplateResult {
    const name = this.view.observer.givenName;
    return html`<section class="stack">
      <h2>${msg('My view first?')}</h2>
      <p>${msg(str`${name} has signed. What did you see yourself? A sentence is enough, and you can leave it out.`)}</p>
      ${this.readButton()} ${this.form(draft)}
    </section>`;
  }

  /** Begun, and the record was read first: theirs to keep, to copy, and nobody else’s. */
  private leftOver(draft: SelfViewDraft): TemplateResult | typeof nothing {
    if (!draft.begun) return nothing;
    return html`<details>
      <summary>${msg('What you began to write yourself')}</summary>
      <div class="stack">
        ${this.view.form.sections.map((one) => {
          const body = draft.bodyOf(one.section);
          return body.trim() === ''
            ? nothing
            : html`<div>
                <h3>${one.heading}</h3>
                <p class="written">${body}</p>
              </div>`;
        })}
        <p class="privacy">${msg('Who can see this: only you.')}</p>
      </div>
    </details>`;
  }

  private given(): TemplateResult | typeof nothing {
    const { traineeView, form, timeZone, observer } = this.view;
    // Once the record can be read, it stands there.
    if (!traineeView || this.readable) return nothing;
    return html`<section class="stack">
      <h2>${msg('My view first')}</h2>
      <p class="quiet-text">
        ${msg(str`Given ${moment(traineeView.givenAt, { timeZone })}. It stands beside what ${observer.givenName} wrote once you can read that.`)}
      </p>
      ${form.sections.map((one) => {
        const answer = traineeView.answers.find(({ section }) => section === one.section);
        return answer
          ? html`<div>
              <h3>${one.heading}</h3>
              <p class="written">${answer.erasedAt ? msg('These words were erased.') : answer.body}</p>
            </div>`
          : nothing;
      })}
    </section>`;
  }

  private body(): TemplateResult | typeof nothing {
    const { view, draft } = this;
    if (view.traineeView) return this.given();
    // What was written did not arrive: that keeps nobody from reading.
    if (!draft) return this.problem && this.readable && view.may.viewFirst ? this.readButton() : nothing;
    if (!view.may.viewFirst) return this.leftOver(draft);
    if (this.readable) return this.question(draft);
    return html`<details ?open=${draft.begun}>
      <summary>${msg('My view first')}</summary>
      <div class="stack">
        <p>${msg(str`What did you see yourself? Write it before you read what ${view.observer.givenName} wrote.`)}</p>
        ${this.form(draft)}
      </div>
    </details>`;
  }

  override render(): TemplateResult {
    return html`${this.problem ? html`<cf-notice kind="problem"><p>${this.problem}</p></cf-notice>` : nothing} ${this.body()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-self-view': ObservationSelfView;
  }
}
