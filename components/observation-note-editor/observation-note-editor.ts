import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../observation-areas/observation-areas.js';
import { noAreas, type AreaChoice } from '../observation-areas/recent-areas.js';
import { noteLength } from '../../tool/observation/limits.shared.js';
import type { NoteTag, NoteView } from '../../tool/observation/observation.shared.js';
import type { NoteChange } from '../observation-form/observation-draft.js';
import { tagName } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';

const kinds: readonly NoteTag[] = ['strength', 'question', 'develop', 'none'];
const minuteLength = 60_000;
const longestMinutes = 1440;

const observationNoteEditorStyles = css`
  textarea {
    min-block-size: 4rem;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: var(--cf-space-2) var(--cf-space-4);
  }
`;

/**
 * One note being changed.
 * @fires note-changed - detail {id} and what is new of it
 * @fires note-withdrawn - detail {id}
 * @fires move-wanted - detail 'earlier' or 'later'; at once, whatever becomes of the words
 * @fires editor-left - the note is as it should be
 */
@localized()
@customElement('observation-note-editor')
export class ObservationNoteEditor extends LitElement {
  static override styles = [baseStyles, formStyles, observationNoteEditorStyles];

  @property({ attribute: false }) note!: NoteView;
  @property({ attribute: false }) areas: AreaChoice = noAreas;
  /** Ids of areas to tap. */
  @property({ attribute: false }) offered: readonly string[] = [];
  @state() private areaIds: readonly string[] = [];
  /** Escape was pressed once on a note with new words. */
  @state() private warned = false;
  @query('textarea') private area!: HTMLTextAreaElement;
  @query('form') private form!: HTMLFormElement;
  @query('#minute') private minute!: HTMLInputElement;

  constructor() {
    super();
    new UnsavedText(this, () => this.begun);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('note') && changed.get('note')?.id !== this.note.id) this.areaIds = this.note.areaIds;
  }

  /** The caret goes to the words. */
  override focus(): void {
    this.area.focus();
  }

  /** The focus stays on the button that moved the note. */
  focusMove(way: 'earlier' | 'later'): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-move='${way}']`)?.focus();
  }

  /** Something is changed here that is kept nowhere yet. */
  get begun(): boolean {
    return this.hasUpdated && Object.keys(this.change).length > 0;
  }

  /** Keeps what was changed, as its button does. */
  keep(): void {
    if (this.begun) fire(this, 'note-changed', { id: this.note.id, ...this.change });
  }

  private get wholeMinutes(): string {
    return this.note.minuteMs === null ? '' : String(Math.floor(this.note.minuteMs / minuteLength));
  }

  /** What differs from the note as it is stored; without words it keeps those it has. */
  private get change(): NoteChange {
    const { note } = this;
    const form = new FormData(this.form);
    const body = formText(form, 'body').trim();
    const tag = [...kinds, note.tag].find((one) => one === form.get('tag')) ?? note.tag;
    const minute = this.minute.validity.valid ? this.minute.value : this.wholeMinutes;
    return {
      ...(body !== '' && body !== note.body ? { body } : {}),
      ...(tag === note.tag ? {} : { tag }),
      ...(minute === this.wholeMinutes ? {} : { minuteMs: minute === '' ? null : Number(minute) * minuteLength }),
      ...(this.areaIds.toSorted().join() === note.areaIds.toSorted().join() ? {} : { areaIds: [...this.areaIds] }),
    };
  }

  private readonly left = (): void => fire(this, 'editor-left');

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    // One key pressed by mistake must not cost a changed note.
    if (this.begun && !this.warned) this.warned = true;
    else this.left();
  };

  private readonly submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    this.keep();
    this.left();
  };

  private readonly withdraw = (): void => {
    fire(this, 'note-withdrawn', { id: this.note.id });
    this.left();
  };

  private readonly areasChanged = (event: CustomEvent<{ areaIds: string[] }>): void => {
    event.stopPropagation();
    this.areaIds = event.detail.areaIds;
  };

  private tagging(): TemplateResult | typeof nothing {
    if (this.areas.frameworks.length === 0) return nothing;
    return html`<observation-areas
      .label=${msg('Areas of this note')}
      .areas=${this.areas}
      .offered=${this.offered}
      .chosen=${this.areaIds}
      @areas-changed=${this.areasChanged}
    ></observation-areas>`;
  }

  override render(): TemplateResult {
    const { note } = this;
    const move = (way: 'earlier' | 'later', label: string) =>
      html`<button type="button" data-move=${way} @click=${() => fire(this, 'move-wanted', way)}>${label}</button>`;
    return html`<form class="stack-tight" @submit=${this.submitted} @keydown=${this.pressed}>
      <label for="body">${msg(str`Note ${note.minuteMs === null ? '' : elapsed(note.minuteMs)}`)}</label>
      <textarea id="body" name="body" required maxlength=${noteLength} .value=${note.body}></textarea>
      <div class="facts">
        <div>
          <label for="tag">${msg('Kind of note')}</label>
          <select id="tag" name="tag">
            ${(note.tag === 'prompt' ? [note.tag] : kinds).map((tag) => html`<option value=${tag} ?selected=${tag === note.tag}>${tagName(tag)}</option>`)}
          </select>
        </div>
        <div>
          <label for="minute">${msg('Minute')}</label>
          <input id="minute" type="number" inputmode="numeric" min="0" max=${longestMinutes} step="1" .value=${this.wholeMinutes} />
        </div>
      </div>
      ${this.tagging()}
      <div class="row" role="group" aria-label=${msg('Move the note')}>
        ${move('earlier', msg('Move earlier'))} ${move('later', msg('Move later'))}
      </div>
      <p class="quiet-text" role="status">${this.warned ? msg('Press Escape once more to leave the note as it was.') : nothing}</p>
      <div class="row">
        <button type="submit">${msg('Keep the change')}</button>
        <button class="quiet" type="button" @click=${this.left}>${msg('Leave as it was')}</button>
        <button class="quiet" type="button" @click=${this.withdraw}>${msg('Take back')}</button>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-note-editor': ObservationNoteEditor;
  }
}
