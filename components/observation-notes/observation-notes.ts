import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { noteLength } from '../../tool/observation/limits.shared.js';
import type { NoteTag, NoteView } from '../../tool/observation/observation.shared.js';
import { tagName, tagSign } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';
import { observationNotesStyles } from './observation-notes.styles.js';

const tags: readonly NoteTag[] = ['strength', 'question', 'develop', 'none'];

/**
 * Notes in their order, each with its minute and tag; with `editable` each can be changed, taken back and put back.
 * @fires note-changed - detail {id, body, tag}; also puts a note back that was taken back
 * @fires note-withdrawn - detail {id}
 */
@localized()
@customElement('observation-notes')
export class ObservationNotes extends LitElement {
  static override styles = [baseStyles, formStyles, observationNotesStyles];

  @property({ attribute: false }) notes: readonly NoteView[] = [];
  @property({ type: Boolean }) editable = false;
  /** Newest first, while the lesson runs. */
  @property({ type: Boolean }) newestFirst = false;
  @state() private editing: string | null = null;
  /** Escape was pressed once on a note with new words. */
  @state() private warned = false;
  @query('textarea') private area!: HTMLTextAreaElement | null;
  @query('form') private form!: HTMLFormElement | null;

  constructor() {
    super();
    new UnsavedText(this, () => this.begun);
  }

  /** A note is being changed, and its new words are kept nowhere yet. */
  get begun(): boolean {
    const note = this.notes.find((one) => one.id === this.editing);
    return note !== undefined && this.area !== null && this.area.value !== note.body;
  }

  /** The caret goes to the note that is being changed. */
  override focus(): void {
    this.area?.focus();
  }

  /** Keeps a change that was begun, as its button does, before the notes leave the screen. */
  keepTyped(): void {
    const note = this.notes.find((one) => one.id === this.editing);
    if (note && this.begun) this.keep(note);
  }

  private async edit(note: NoteView): Promise<void> {
    this.editing = note.id;
    this.warned = false;
    await this.updateComplete;
    this.area?.focus();
  }

  /** Closes the editor; the focus stays with the note. */
  private async close(note: NoteView): Promise<void> {
    this.editing = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-note='${note.id}']`)?.focus();
  }

  private readonly pressed = (event: KeyboardEvent, note: NoteView): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    // One key pressed by mistake must not cost a changed note.
    if (this.begun && !this.warned) this.warned = true;
    else void this.close(note);
  };

  private keep(note: NoteView): void {
    const form = new FormData(this.form ?? undefined);
    const body = formText(form, 'body').trim();
    const tag = tags.find((one) => one === form.get('tag')) ?? note.tag;
    if (body !== '') fire(this, 'note-changed', { id: note.id, body, tag });
  }

  private readonly saved = (event: SubmitEvent, note: NoteView): void => {
    event.preventDefault();
    this.keep(note);
    void this.close(note);
  };

  private minute(note: NoteView): string {
    return note.minuteMs === null ? '' : elapsed(note.minuteMs);
  }

  private editor(note: NoteView): TemplateResult {
    return html`<form
      class="editing stack-tight"
      @submit=${(event: SubmitEvent) => this.saved(event, note)}
      @keydown=${(event: KeyboardEvent) => this.pressed(event, note)}
    >
      <label for="body-${note.id}">${msg(str`Note ${this.minute(note)}`)}</label>
      <textarea id="body-${note.id}" name="body" required maxlength=${noteLength} .value=${note.body}></textarea>
      <label for="tag-${note.id}">${msg('Kind of note')}</label>
      <select id="tag-${note.id}" name="tag">
        ${tags.map((tag) => html`<option value=${tag} ?selected=${tag === note.tag}>${tagName(tag)}</option>`)}
      </select>
      <p class="quiet-text" role="status">${this.warned ? msg('Press Escape once more to leave the note as it was.') : nothing}</p>
      <div class="row">
        <button type="submit">${msg('Keep the change')}</button>
        <button class="quiet" type="button" @click=${() => this.close(note)}>${msg('Leave as it was')}</button>
        <button class="quiet" type="button" @click=${() => this.withdraw(note)}>${msg('Take back')}</button>
      </div>
    </form>`;
  }

  private withdraw(note: NoteView): void {
    fire(this, 'note-withdrawn', { id: note.id });
    void this.close(note);
  }

  private putBack(note: NoteView): void {
    fire(this, 'note-changed', { id: note.id });
    void this.close(note);
  }

  private row(note: NoteView): TemplateResult {
    if (this.editing === note.id) return html`<li>${this.editor(note)}</li>`;
    // One button in both cases, so that the focus stays on it when the note is taken back or put back.
    const act = html`<button
      class="quiet"
      type="button"
      data-note=${note.id}
      aria-label=${note.withdrawn ? msg(str`Put back note ${this.minute(note)}: ${note.body.slice(0, 40)}`) : msg(str`Change note ${this.minute(note)}`)}
      @click=${() => (note.withdrawn ? this.putBack(note) : this.edit(note))}
    >
      ${note.withdrawn ? msg('Put back') : icon('pen')}
    </button>`;
    return html`<li class=${note.withdrawn ? 'taken-back' : ''}>
      <span class="minute">${this.minute(note)}</span>
      <span class="words"
        >${note.tag === 'none' ? nothing : html`<span class="tag"><span aria-hidden="true">${tagSign[note.tag]}</span> ${tagName(note.tag)}</span>`}${
          note.withdrawn ? html`<span class="tag">${msg('Taken back')}</span>` : nothing
        }<span class="said">${note.erasedAt ? msg('These words were erased.') : note.body}</span></span
      >
      ${this.editable ? act : nothing}
    </li>`;
  }

  override render(): TemplateResult {
    const ordered = this.newestFirst ? this.notes.toReversed() : this.notes;
    return html`<ol class="notes" ?reversed=${this.newestFirst}>
      ${repeat(
        ordered,
        (note) => note.id,
        (note) => this.row(note),
      )}
    </ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-notes': ObservationNotes;
  }
}
