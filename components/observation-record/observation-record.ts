import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../observation-notes/observation-notes.js';
import '../shared/cf-notice.js';
import '../target-card/target-card.js';
import { outcomeName } from '../target-outcome/outcome-words.js';
import './observation-remark-form.js';
import { answerInWords } from '../../tool/framework/answer.shared.js';
import type { FormPart } from '../../tool/framework/form.shared.js';
import type { ObservationRemarkForm } from './observation-remark-form.js';
import { noAreas, type AreaChoice } from '../observation-areas/recent-areas.js';
import type { ObservationQuestions } from '../observation-questions/observation-questions.js';
import type { NoteTag, ObservationView, RecordCheck, RemarkKind, SectionView } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { Paper } from '../shared/paper.js';
import { dayOf, elapsed, longDay, moment, timeOfDay } from '../shared/times.js';
import { lessonFacts, stateName } from '../observation-form/words.js';
import { observationRecordStyles } from './observation-record.styles.js';

/**
 * A signed observation, to be read: its words, what stands beside them, and who signed. Before signing, for the trainee, only the plan.
 * @fires read-it - *I have read this*
 * @fires check-wanted
 * @fires remark-added, answer-added - from the forms inside
 */
@localized()
@customElement('observation-record')
export class ObservationRecord extends LitElement {
  static override styles = [baseStyles, observationRecordStyles];

  @property({ attribute: false }) view!: ObservationView;
  @property({ attribute: false }) check: RecordCheck | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private warned = false;
  private areas: AreaChoice = noAreas;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    this.areas = { frameworks: [], known: this.view.areas };
    // Fetched where a record has some: nobody needs them to write a note.
    if (this.holds('prompt')) void import('../observation-prompt-review/observation-prompt-review.js').catch(() => undefined);
    if (this.holds('question')) void import('../observation-questions/observation-questions.js').catch(() => undefined);
  }

  private holds(tag: NoteTag): boolean {
    return this.view.notes.some((note) => note.tag === tag && !note.withdrawn);
  }

  constructor() {
    super();
    new Paper(this);
  }

  /** Empties a form whose text is stored, and leads to where it stands now. */
  async remarkStored(kind: RemarkKind): Promise<void> {
    this.warned = false;
    for (const form of this.renderRoot.querySelectorAll('observation-remark-form')) if (form.kind === kind) form.stored();
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>('.beside h2')].at(-1)?.focus();
  }

  /** The same for an answer to a question. */
  async answerStored(noteId: string): Promise<void> {
    this.warned = false;
    await this.updateComplete;
    await this.renderRoot.querySelector('observation-questions')?.stored(noteId);
  }

  /** Leads to what the check found, where its button was. */
  async showCheck(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#signatures')?.focus();
  }

  /** Words begun beside the record come first; a second press goes on and leaves them in their field. */
  private readonly read = (): void => {
    const forms = [
      ...this.renderRoot.querySelectorAll<ObservationRemarkForm | ObservationQuestions>('observation-remark-form, observation-questions'),
    ];
    const begun = forms.find((form) => form.begun);
    if (begun && !this.warned) {
      this.warned = true;
      void begun.show();
    } else fire(this, 'read-it');
  };

  /** On the screen as people say it from here; on paper, which is read at any time, with its day and year. */
  private when(instant: string): TemplateResult {
    const { timeZone } = this.view;
    const full = `${longDay(dayOf(new Date(instant), timeZone), true)}, ${timeOfDay(instant, timeZone)}`;
    return html`<span class="no-print">${moment(instant, { timeZone })}</span><span class="on-paper">${full}</span>`;
  }

  /** What the head of the page says on the screen. */
  private paperHead(): TemplateResult {
    const { lesson, trainee, observer, school, state, release } = this.view;
    return html`<p class="on-paper title">${msg(str`Lesson observation: ${trainee.name}`)}</p>
      <dl class="on-paper facts">
        <dt>${msg('Trainee')}</dt>
        <dd>${trainee.name}, ${school}</dd>
        <dt>${msg('Lesson')}</dt>
        <dd>${[longDay(lesson.day, true), ...lessonFacts(lesson)].join(' · ')}</dd>
        <dt>${msg('Observer')}</dt>
        <dd>${observer.name} · ${stateName(state, release?.released !== false)}</dd>
      </dl>`;
  }

  private announced(): string {
    const { observer, state } = this.view;
    const name = observer.givenName;
    if (state === 'signed') return msg('Until then you see only what was planned.');
    if (state === 'planned') return msg(str`${name} comes to this lesson. You will read the rest when it is signed.`);
    if (state === 'live') return msg(str`${name} is watching this lesson. You will read the rest when it is signed.`);
    return msg(str`${name} has watched this lesson and is writing. You will read it when it is signed.`);
  }

  private cited(noteIds: readonly string[]): TemplateResult | typeof nothing {
    const notes = this.view.notes.filter((note) => noteIds.includes(note.id));
    if (notes.length === 0) return nothing;
    return html`<ul class="cited">
      ${notes.map((note) => html`<li>${note.minuteMs === null ? '' : elapsed(note.minuteMs)} ${note.body}</li>`)}
    </ul>`;
  }

  private section(part: FormPart): TemplateResult | typeof nothing {
    const stored: SectionView | undefined = this.view.sections.find((one) => one.section === part.section);
    const theirs = this.besides()?.answers.find((one) => one.section === part.section);
    const words = answerInWords(part, stored?.body ?? '');
    const unanswered = words.trim() === '' && !stored?.erasedAt;
    // Of a plan only the focus is told, once there is one.
    if (unanswered && this.view.access === 'announcement') return nothing;
    const written = unanswered
      ? html`<p class="quiet-text">${msg('Nothing was written here.')}</p>`
      : html`<p class="written">${stored?.erasedAt ? msg('These words were erased.') : words}</p>`;
    const rests = html`${written} ${this.cited(stored?.noteIds ?? [])}`;
    return html`<section class="stack-tight">
      <h2>${part.heading}</h2>
      ${theirs ? this.pair(rests, theirs.erasedAt ? msg('These words were erased.') : theirs.body) : rests}
    </section>`;
  }

  private earlier(): TemplateResult | typeof nothing {
    const { earlier } = this.view;
    if (earlier.length === 0) return nothing;
    return html`<section class="stack">
      <h2>${msg('What became of the last targets')}</h2>
      ${earlier.map(({ wording, nowWording, answer }) =>
        answer
          ? html`<div class="stack-tight">
              <h3>${wording.trim() || msg('A target of before')}</h3>
              ${nowWording === null ? nothing : html`<p class="quiet-text">${msg(str`Now worded: ${nowWording}`)}</p>`}
              <p class="written">
                ${icon(answer.outcome === 'done' ? 'check' : answer.outcome === 'park' ? 'minus' : 'forward')}
                ${answer.erasedAt ? msg('These words were erased.') : [outcomeName(answer.outcome), answer.because].filter(Boolean).join(': ')}
              </p>
              ${this.cited(answer.noteIds)}
            </div>`
          : nothing,
      )}
    </section>`;
  }

  /** Said beforehand, as the focus is. */
  private agreedPrompts(): TemplateResult | typeof nothing {
    const { texts, erasedAt } = this.view.prompts;
    if (texts.length === 0 && !erasedAt) return nothing;
    return html`<section class="stack-tight">
      <h2>${msg('Agreed prompts')}</h2>
      ${
        erasedAt
          ? html`<p>${msg('These words were erased.')}</p>`
          : html`<p class="quiet-text">${msg(str`Short words that ${this.view.observer.givenName} may give you while you teach.`)}</p>
              <ul>
                ${texts.map((text) => html`<li>${text}</li>`)}
              </ul>`
      }
    </section>`;
  }

  private prompts(): TemplateResult | typeof nothing {
    if (!this.holds('prompt')) return nothing;
    return html`<observation-prompt-review .view=${this.view}></observation-prompt-review>`;
  }

  private questions(): TemplateResult | typeof nothing {
    if (!this.holds('question')) return nothing;
    return html`<observation-questions .view=${this.view}></observation-questions>`;
  }

  /** What the codes beside the notes stand for, in the words of the version they were tagged with. */
  private namedAreas(): TemplateResult | typeof nothing {
    const { areas } = this.view;
    if (areas.length === 0) return nothing;
    return html`<ul class="cited">
      ${areas.map(({ code, name }) => html`<li><strong>${code}</strong> ${name}</li>`)}
    </ul>`;
  }

  /** What the trainee gave before reading; in an announcement it stands by itself. */
  private besides(): ObservationView['traineeView'] {
    return this.view.access === 'announcement' ? null : this.view.traineeView;
  }

  /** Both views of one question: side by side where there is room, one after the other on a phone. */
  private pair(written: TemplateResult, theirs: string): TemplateResult {
    const { observer, trainee } = this.view;
    return html`<div class="pair">
      <div class="stack-tight">
        <h3>${observer.givenName}</h3>
        ${written}
      </div>
      <div class="stack-tight theirs">
        <h3>${msg(str`${trainee.givenName}, before reading`)}</h3>
        <p class="written">${theirs}</p>
      </div>
    </div>`;
  }

  private remarks(): TemplateResult {
    const { remarks, may } = this.view;
    return html`${remarks.map(
      (remark) =>
        html`<section class="beside stack-tight">
          <h2 tabindex="-1">
            ${remark.kind === 'differs' ? msg(str`${remark.by.givenName} sees it differently`) : msg(str`Correction by ${remark.by.givenName}`)}
          </h2>
          <p class="written">${remark.erasedAt ? msg('These words were erased.') : remark.body}</p>
          <p class="quiet-text">${remark.by.name}, ${this.when(remark.createdAt)}</p>
        </section>`,
    )}
    ${may.differ ? html`<observation-remark-form kind="differs"></observation-remark-form>` : nothing}
    ${may.correct ? html`<observation-remark-form kind="correction"></observation-remark-form>` : nothing}`;
  }

  private reading(): TemplateResult | typeof nothing {
    if (!this.view.may.read) return nothing;
    const begun = html`<cf-notice kind="warning"
      ><p>${msg('What you wrote here is not stored yet. Send it first, or press once more to go on.')}</p></cf-notice
    >`;
    return html`<div class="stack-tight no-print">
      ${this.warned ? begun : nothing}
      <p>${msg(str`${this.view.observer.givenName} has signed. Read it, then press “I have read this”. That does not mean you agree.`)}</p>
      <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.read}>
        ${msg('I have read this')}
      </button>
    </div>`;
  }

  private signatures(): TemplateResult | typeof nothing {
    const { signatures } = this.view;
    if (signatures.length === 0) return nothing;
    const said = (check: RecordCheck) =>
      check.intact
        ? html`<cf-notice kind="good">
            <p>
              ${
                check.erased.length === 0
                  ? msg('Checked: every word is the signed one.')
                  : msg('Checked: what stands here is what was signed. Where words went, it says so.')
              }
            </p>
          </cf-notice>`
        : html`<cf-notice kind="problem"><p>${msg('The stored words are not the signed ones. Tell your course team.')}</p></cf-notice>`;
    return html`<section class="stack-tight">
      <h2 id="signatures" tabindex="-1">${msg('Signatures')}</h2>
      <ul class="signatures">
        ${signatures.map(
          ({ meaning, by, signedAt, digest }) =>
            html`<li>
              ${icon('check')} ${meaning === 'signed' ? msg(str`Signed by ${by.name}`) : msg(str`Read by ${by.name}`)},
              ${this.when(signedAt)}
              ${this.check ? html`<span class="quiet-text">${msg(str`(seal ${digest.slice(0, 8)})`)}</span>` : nothing}
            </li>`,
        )}
      </ul>
      ${this.check ? said(this.check) : html`<button class="quiet" type="button" @click=${() => fire(this, 'check-wanted')}>${msg('Check the signatures')}</button>`}
    </section>`;
  }

  override render(): TemplateResult {
    const { form, notes, targets, areas, access, observer, trainee } = this.view;
    if (access === 'announcement') {
      return html`<div class="stack-wide">
        <p>${this.announced()}</p>
        ${form.sections.map((section) => this.section(section))} ${this.agreedPrompts()}
      </div>`;
    }
    const given = this.besides();
    return html`<div class="stack-wide ${given ? 'paired' : ''}">
      ${this.paperHead()}
      ${
        given
          ? html`<p class="quiet-text">
              ${msg(str`${trainee.givenName} wrote about the lesson before reading this:`)} ${this.when(given.givenAt)}.
            </p>`
          : nothing
      }
      ${this.earlier()} ${form.sections.map((section) => this.section(section))}
      ${
        targets.length === 0
          ? nothing
          : html`<section class="stack">
              <h2>${msg('Targets')}</h2>
              ${targets.map((target) => html`<target-card .target=${target} .areas=${areas} .trainee=${trainee.givenName} .observer=${observer.givenName}>${this.cited(target.noteIds)}</target-card>`)}
            </section>`
      }
      ${this.questions()} ${this.prompts()}
      ${
        notes.length === 0
          ? nothing
          : html`<details>
              <summary>${msg(str`Notes from the lesson (${notes.length})`)}</summary>
              <observation-notes .notes=${notes} .areas=${this.areas}></observation-notes>
              ${this.namedAreas()}
            </details>`
      }
      ${this.remarks()} ${this.reading()} ${this.signatures()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-record': ObservationRecord;
  }
}
