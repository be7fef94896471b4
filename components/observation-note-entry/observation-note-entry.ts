import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { noteLength } from '../../tool/observation/limits.shared.js';
import '../observation-areas/observation-areas.js';
import type { ObservationAreas } from '../observation-areas/observation-areas.js';
import { noAreas, recentAreas, type AreaChoice } from '../observation-areas/recent-areas.js';
import type { NoteTag, NoteView } from '../../tool/observation/observation.shared.js';
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

/** As many as have a key of their own: Alt+4 to Alt+8. */
const offeredAreas = 5;

/** The note added last; browsers mint ids in the order of time. */
const lastOf = (notes: readonly NoteView[]): NoteView | null =>
  notes.reduce<NoteView | null>((last, note) => (note.withdrawn || (last !== null && last.id > note.id) ? last : note), null);

/**
 * Where a note is typed. Enter adds it; a tap on a tag, Alt+1, 2 or 3, or `+`, `?`, `>` as its first sign adds it with that tag. The note
 * added last is tagged with a curriculum area by one more tap, Alt+4 to Alt+8, or from the whole list by Alt+9.
 * @fires note-added - detail {body, tag}
 * @fires note-typed - detail {text}: what is typed so far; empty once it was added
 * @fires note-changed - detail {id, areaIds}: the areas of the note added last
 */
@localized()
@customElement('observation-note-entry')
export class ObservationNoteEntry extends LitElement {
  static override styles = [baseStyles, formStyles, observationNoteEntryStyles];

  /** Beside another main button: its own is a quiet one. */
  @property({ type: Boolean }) secondary = false;
  /** The notes there are, in the order of the lesson. */
  @property({ attribute: false }) notes: readonly NoteView[] = [];
  @property({ attribute: false }) areas: AreaChoice = noAreas;
  @state() private text = '';
  @state() private spoken = '';
  /** A tag was pressed before anything was written. */
  @state() private first = false;
  @query('textarea') private area!: HTMLTextAreaElement;
  @query('observation-areas') private tagging!: ObservationAreas | null;
  private last: NoteView | null = null;
  private offered: readonly string[] = [];

  constructor() {
    super();
    new UnsavedText(this, () => this.begun);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('notes') && !changed.has('areas')) return;
    const last = lastOf(this.notes);
    this.last = last;
    this.offered = recentAreas(
      this.notes.filter((note) => note !== last),
      this.areas,
      offeredAreas,
    );
  }

  /** Puts the caret where the next note goes. */
  override focus(): void {
    this.area.focus();
  }

  /** Something is typed here that is no note yet. */
  get begun(): boolean {
    return this.text.trim() !== '';
  }

  /** Goes on with what was typed here before the page was opened anew; what is typed already stays. */
  goOn(text: string): void {
    if (!this.begun) this.text = text;
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
    fire(this, 'note-typed', { text: '' });
    this.spoken = msg(str`Added: ${tagName(chosen)}`);
    this.area.focus();
    return true;
  }

  private readonly typed = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.first = false;
    fire(this, 'note-typed', { text: this.text });
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    const digit = event.altKey ? Number(/^Digit([1-9])$/.exec(event.code)?.[1] ?? 0) : 0;
    if (digit > tags.length && this.tagging) {
      event.preventDefault();
      if (digit === 9) void this.tagging.search();
      else this.tagging.toggleAt(digit - tags.length - 1);
      return;
    }
    const tag = tags[digit - 1];
    if (!tag && (event.key !== 'Enter' || event.shiftKey || event.isComposing)) return;
    event.preventDefault();
    this.add(tag);
  };

  private areasOfLast(): TemplateResult | typeof nothing {
    const { last } = this;
    if (last === null || this.areas.frameworks.length === 0) return nothing;
    const named = last.body.length > 40 ? `${last.body.slice(0, 40)}…` : last.body;
    const changed = (event: CustomEvent<{ areaIds: string[] }>) => {
      event.stopPropagation();
      fire(this, 'note-changed', { id: last.id, ...event.detail });
    };
    return html`<div class="stack-tight">
      <p class="quiet-text last">${msg(str`What is “${named}” about?`)}</p>
      <observation-areas
        .label=${msg('Areas of the last note')}
        .areas=${this.areas}
        .offered=${this.offered}
        .chosen=${last.areaIds}
        @areas-changed=${changed}
      ></observation-areas>
      <p class="hint keys">${msg('Alt+4 to 8 name its area, Alt+9 shows all of them.')}</p>
    </div>`;
  }

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
      ${this.areasOfLast()}
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-note-entry': ObservationNoteEntry;
  }
}
