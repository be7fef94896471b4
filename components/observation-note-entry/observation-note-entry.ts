import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { noteLength } from '../../tool/observation/limits.shared.js';
import type { NoteTag } from '../../tool/observation/observation.shared.js';
import { initialsHint, tagName, tagSign } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { UnsavedText } from '../shared/unsaved.js';
import { readPrefix } from './note-prefix.js';
import { observationNoteEntryStyles } from './observation-note-entry.styles.js';

const tags: readonly NoteTag[] = ['strength', 'question', 'develop'];

/**
 * Where a note is typed. Enter adds it; a tap on a tag, Alt+1, 2 or 3, or `+`, `?`, `>` as its first sign adds it with that tag.
 * @fires note-added - detail {body, tag}
 */
@localized()
@customElement('observation-note-entry')
export class ObservationNoteEntry extends LitElement {
  static override styles = [baseStyles, formStyles, observationNoteEntryStyles];

  /** Beside another main button: its own is a quiet one. */
  @property({ type: Boolean }) secondary = false;
  @state() private text = '';
  @state() private spoken = '';
  /** A tag was pressed before anything was written. */
  @state() private first = false;
  @query('textarea') private area!: HTMLTextAreaElement;

  constructor() {
    super();
    new UnsavedText(this, () => this.begun);
  }

  /** Puts the caret where the next note goes. */
  override focus(): void {
    this.area.focus();
  }

  /** Something is typed here that is no note yet. */
  get begun(): boolean {
    return this.text.trim() !== '';
  }

  /** Adds what is typed, as the end of the lesson does. @returns false where nothing was typed */
  add(tag?: NoteTag): boolean {
    const note = readPrefix(this.text);
    if (note.body === '') {
      this.first = tag !== undefined;
      this.area.focus();
      return false;
    }
    const chosen = tag ?? note.tag;
    fire(this, 'note-added', { body: note.body, tag: chosen });
    this.text = '';
    this.spoken = msg(str`Added: ${tagName(chosen)}`);
    this.area.focus();
    return true;
  }

  private readonly typed = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.first = false;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    const tag = event.altKey ? tags[['Digit1', 'Digit2', 'Digit3'].indexOf(event.code)] : undefined;
    if (!tag && (event.key !== 'Enter' || event.shiftKey || event.isComposing)) return;
    event.preventDefault();
    this.add(tag);
  };

  override render(): TemplateResult {
    const error = this.first ? msg('Write the note first, then tag it.') : null;
    const options = { id: 'note', label: msg('What you see and hear'), hint: initialsHint(), error };
    return html`<form class="stack-tight" @submit=${(event: Event) => event.preventDefault()}>
      ${field(
        options,
        html`<textarea
          id="note"
          rows="2"
          maxlength=${noteLength}
          enterkeyhint="done"
          autocomplete="off"
          aria-describedby=${describedBy(options)}
          aria-keyshortcuts="Alt+1 Alt+2 Alt+3"
          .value=${this.text}
          @input=${this.typed}
          @keydown=${this.pressed}
        ></textarea>`,
      )}
      <div class="tags" role="group" aria-label=${msg('Add it as')}>
        ${tags.map((tag) => html`<button type="button" data-tag=${tag} @click=${() => this.add(tag)}><span aria-hidden="true">${tagSign[tag]}</span> ${tagName(tag)}</button>`)}
      </div>
      <button class=${this.secondary ? 'add' : 'primary add'} type="button" @click=${() => this.add()}>${msg('Add note')}</button>
      <p class="hint keys">${msg('Enter adds the note. Alt+1, 2, 3 tag it; so does +, ? or > as its first sign.')}</p>
      <span class="visually-hidden" role="status">${error ?? this.spoken}</span>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-note-entry': ObservationNoteEntry;
  }
}
