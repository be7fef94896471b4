import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import './observation-answer-form.js';
import { mostAnswers } from '../../tool/observation/limits.shared.js';
import type { AnswerView, NoteView, ObservationView } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed, moment } from '../shared/times.js';

const observationQuestionsStyles = css`
  .said {
    white-space: pre-wrap;
  }
  .answer {
    padding-inline-start: var(--cf-space-4);
    border-inline-start: 3px solid var(--cf-accent);
  }
`;

/** The questions among the notes that stand. */
export const questionsOf = ({ notes }: Pick<ObservationView, 'notes'>): NoteView[] =>
  notes.filter((note) => note.tag === 'question' && !note.withdrawn);

/**
 * Each question of a record with its answers under it; the trainee answers here.
 * @fires answer-added - from the forms inside
 */
@localized()
@customElement('observation-questions')
export class ObservationQuestions extends LitElement {
  static override styles = [baseStyles, observationQuestionsStyles];

  @property({ attribute: false }) view!: ObservationView;

  private get forms(): NodeListOf<HTMLElementTagNameMap['observation-answer-form']> {
    return this.renderRoot.querySelectorAll('observation-answer-form');
  }

  /** An answer is written here that is not stored yet. */
  get begun(): boolean {
    return [...this.forms].some((form) => form.begun);
  }

  /** Unfolds the answer that was begun. */
  async show(): Promise<void> {
    await [...this.forms].find((form) => form.begun)?.show();
  }

  /** Empties the form of a question whose answer is stored, and leads to where it stands now. */
  async stored(noteId: string): Promise<void> {
    for (const form of this.forms) if (form.noteId === noteId) form.stored();
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>(`[data-question='${noteId}'] .answer`)].at(-1)?.focus();
  }

  private answer({ body, by, createdAt, erasedAt }: AnswerView): TemplateResult {
    return html`<div class="answer" tabindex="-1">
      <p class="said">${erasedAt ? msg('These words were erased.') : body}</p>
      <p class="quiet-text">${by.name}, ${moment(createdAt, { timeZone: this.view.timeZone })}</p>
    </div>`;
  }

  private question(note: NoteView): TemplateResult {
    const answers = this.view.answers.filter((answer) => answer.noteId === note.id);
    const mayAnswer = this.view.may.differ && !note.erasedAt && answers.length < mostAnswers;
    // On paper it stands among the notes; here only what was answered is printed.
    return html`<li class=${answers.length > 0 ? 'stack-tight' : 'stack-tight no-print'} data-question=${note.id}>
      ${note.minuteMs === null ? nothing : html`<p class="quiet-text">${elapsed(note.minuteMs)}</p>`}
      <p class="said">${note.erasedAt ? msg('These words were erased.') : note.body}</p>
      ${answers.map((answer) => this.answer(answer))}
      ${
        mayAnswer
          ? html`<observation-answer-form
              .noteId=${note.id}
              .subject=${note.body.slice(0, 40)}
              ?again=${answers.length > 0}
            ></observation-answer-form>`
          : nothing
      }
    </li>`;
  }

  override render(): TemplateResult {
    const { observer, answers } = this.view;
    return html`<section class=${answers.length > 0 ? 'stack-tight' : 'stack-tight no-print'} aria-labelledby="questions">
      <h2 id="questions">${this.view.may.differ ? msg(str`What ${observer.givenName} asks you`) : msg('Questions')}</h2>
      <ol class="rows">
        ${repeat(
          questionsOf(this.view),
          (note) => note.id,
          (note) => this.question(note),
        )}
      </ol>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-questions': ObservationQuestions;
  }
}
