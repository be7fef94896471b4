import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import '../observation-note-editor/observation-note-editor.js';
import { areasById, noAreas, recentAreas, type AreaChoice } from '../observation-areas/recent-areas.js';
import type { CurriculumArea } from '../../tool/framework/framework.shared.js';
import type { NoteView } from '../../tool/observation/observation.shared.js';
import type { ObservationNoteEditor } from '../observation-note-editor/observation-note-editor.js';
import { tagName, tagSign } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { icon } from '../shared/icons.js';
import { getLocale, localized, msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';
import { NoteDrag } from './note-drag.js';
import { observationNotesStyles } from './observation-notes.styles.js';

const offeredAreas = 5;
type Way = 'earlier' | 'later';

/**
 * Notes in their order, each with its minute, tag and areas; with `editable` each can be changed, moved, taken back and put back.
 * @fires note-changed - detail {id} and what is new of it; also puts a note back that was taken back
 * @fires note-moved - detail {id, to}: its index among the other notes, in the order of the lesson
 * @fires note-withdrawn - detail {id}
 */
@localized()
@customElement('observation-notes')
export class ObservationNotes extends LitElement {
  static override styles = [baseStyles, observationNotesStyles];

  /** In the order of the lesson. */
  @property({ attribute: false }) notes: readonly NoteView[] = [];
  @property({ attribute: false }) areas: AreaChoice = noAreas;
  @property({ type: Boolean }) editable = false;
  /** Newest first, while the lesson runs. */
  @property({ type: Boolean }) newestFirst = false;
  @state() private editing: string | null = null;
  /** What has just happened, for a screen reader. */
  @state() private spoken = '';
  @query('observation-note-editor') private editor!: ObservationNoteEditor | null;
  private known: ReadonlyMap<string, CurriculumArea> = new Map();
  /** Where the focus goes once a moved note stands in its new place. */
  private afterMove: (() => void) | null = null;
  private readonly drag = new NoteDrag((id, beside, below) => {
    const others = this.notes.filter((note) => note.id !== id);
    const at = others.findIndex((note) => note.id === beside);
    if (at !== -1) this.move(id, below === this.newestFirst ? at : at + 1);
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('areas')) this.known = areasById(this.areas);
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('notes') || this.afterMove === null) return;
    this.afterMove();
    this.afterMove = null;
  }

  /** A note is being changed, and its new words are kept nowhere yet. */
  get begun(): boolean {
    return this.editor?.begun ?? false;
  }

  /** The caret goes to the note that is being changed. */
  override focus(): void {
    this.editor?.focus();
  }

  /** Keeps a change that was begun, as its button does, before the notes leave the screen. */
  keepTyped(): void {
    this.editor?.keep();
  }

  private async edit(note: NoteView): Promise<void> {
    this.editing = note.id;
    await this.updateComplete;
    await this.editor?.updateComplete;
    this.editor?.focus();
  }

  private readonly focusNote = (id: string): void => this.renderRoot.querySelector<HTMLElement>(`[data-note='${id}']`)?.focus();

  /** Closes the editor; the focus stays with the note. */
  private async close(note: NoteView): Promise<void> {
    this.editing = null;
    await this.updateComplete;
    this.focusNote(note.id);
  }

  private move(id: string, to: number, then: () => void = () => undefined): void {
    if (to < 0 || to >= this.notes.length || this.notes[to]?.id === id) return;
    this.spoken = msg(str`Moved: note ${to + 1} of ${this.notes.length}`);
    this.afterMove = then;
    fire(this, 'note-moved', { id, to });
  }

  private moveOne(id: string, way: Way, then: () => void): void {
    this.move(id, this.notes.findIndex((note) => note.id === id) + (way === 'earlier' ? -1 : 1), then);
  }

  // On a note's own button: the arrows move it the way they point.
  private readonly pressed = (event: KeyboardEvent): void => {
    const id = (event.target as HTMLElement).dataset.note;
    if (!this.editable || !event.altKey || id === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const way = (event.key === 'ArrowUp') === this.newestFirst ? 'later' : 'earlier';
    this.moveOne(id, way, () => this.focusNote(id));
  };

  private minute(note: NoteView): string {
    return note.minuteMs === null ? '' : elapsed(note.minuteMs);
  }

  private editorOf(note: NoteView): TemplateResult {
    const others = this.notes.filter((one) => one.id !== note.id);
    const moveWanted = ({ detail }: CustomEvent<Way>) => this.moveOne(note.id, detail, () => this.editor?.focusMove(detail));
    return html`<li>
      <observation-note-editor
        class="editing"
        .note=${note}
        .areas=${this.areas}
        .offered=${recentAreas(others, this.areas, offeredAreas)}
        @move-wanted=${moveWanted}
        @editor-left=${() => this.close(note)}
      ></observation-note-editor>
    </li>`;
  }

  // One button in both cases, so that the focus stays on it when the note is taken back or put back.
  private button(note: NoteView): TemplateResult {
    const label = note.withdrawn
      ? msg(str`Put back note ${this.minute(note)}: ${note.body.slice(0, 40)}`)
      : msg(str`Change note ${this.minute(note)}`);
    const press = () => (note.withdrawn ? fire(this, 'note-changed', { id: note.id }) : void this.edit(note));
    return html`<button
        class="quiet"
        type="button"
        data-note=${note.id}
        aria-label=${label}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        @click=${press}
      >
        ${note.withdrawn ? msg('Put back') : icon('pen')}
      </button>
      ${note.withdrawn ? nothing : html`<span class="grip" draggable="true" aria-hidden="true" title=${msg('Drag to move')}>⠿</span>`}`;
  }

  private row(note: NoteView): TemplateResult {
    const codes = note.areaIds.flatMap((id) => this.known.get(id)?.code ?? []);
    const why = note.why ? html`<span class="tag">${msg('Why then?')} ${note.why}</span>` : nothing;
    return html`<li class=${note.withdrawn ? 'taken-back' : ''} data-id=${note.id}>
      <span class="minute">${this.minute(note)}</span>
      <span class="words"
        >${note.tag === 'none' ? nothing : html`<span class="tag"><span aria-hidden="true">${tagSign[note.tag]}</span> ${tagName(note.tag)}</span>`}${
          note.withdrawn ? html`<span class="tag">${msg('Taken back')}</span>` : nothing
        }<span class="said">${note.erasedAt ? msg('These words were erased.') : note.body}</span>${why}${
          codes.length === 0 ? nothing : html`<span class="areas">${codes.join(' · ')}</span>`
        }</span
      >
      ${this.editable ? this.button(note) : nothing}
    </li>`;
  }

  override render(): TemplateResult {
    const ordered = this.newestFirst ? this.notes.toReversed() : this.notes;
    // Three hundred rows of which one is new: the others are not even looked at.
    const row = (note: NoteView) =>
      note.id === this.editing && this.editable
        ? this.editorOf(note)
        : guard([note, this.known, this.editable, getLocale()], () => this.row(note));
    const { drag } = this;
    return html`<ol
        class="notes"
        ?reversed=${this.newestFirst}
        @keydown=${this.pressed}
        @dragstart=${drag.started}
        @dragover=${drag.over}
        @dragend=${drag.ended}
        @drop=${drag.dropped}
      >
        ${repeat(ordered, (note) => note.id, row)}
      </ol>
      <span class="visually-hidden" role="status">${this.spoken}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-notes': ObservationNotes;
  }
}
