import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { NoteView } from '../../tool/observation/observation.shared.js';
import { tagName, tagSign } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';

const observationCiteStyles = css`
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    color: var(--cf-accent);
    cursor: pointer;
  }
  fieldset {
    max-block-size: 20rem;
    overflow-y: auto;
  }
  .minute {
    color: var(--cf-ink-quiet);
    font-variant-numeric: tabular-nums;
  }
`;

/**
 * Notes to pick for what rests on them.
 * @fires cited - detail {noteIds}
 */
@localized()
@customElement('observation-cite')
export class ObservationCite extends LitElement {
  static override styles = [baseStyles, formStyles, observationCiteStyles];

  /** What cites them, for the group's name: *Strengths*. */
  @property() subject = '';
  @property({ attribute: false }) notes: readonly NoteView[] = [];
  @property({ attribute: false }) noteIds: readonly string[] = [];

  private readonly picked = (event: Event): void => {
    const { value, checked } = event.target as HTMLInputElement;
    const others = this.noteIds.filter((id) => id !== value);
    fire(this, 'cited', { noteIds: checked ? [...others, value] : others });
  };

  private choice(note: NoteView): TemplateResult {
    return html`<label class="choice">
      <input type="checkbox" value=${note.id} .checked=${this.noteIds.includes(note.id)} @change=${this.picked} />
      <span
        ><span class="minute"
          >${note.minuteMs === null ? '' : elapsed(note.minuteMs)} <span aria-hidden="true">${tagSign[note.tag]}</span>
          <span class="visually-hidden">${tagName(note.tag)}</span></span
        >
        ${note.body}</span
      >
    </label>`;
  }

  private summary(): string {
    const count = this.noteIds.length;
    if (count === 0) return msg('Name the notes it rests on');
    return count === 1 ? msg('Rests on one note') : msg(str`Rests on ${count} notes`);
  }

  override render(): TemplateResult {
    const standing = this.notes.filter((note) => !note.withdrawn);
    if (standing.length === 0) return html``;
    return html`<details>
      <summary>${this.summary()}<span class="visually-hidden">: ${this.subject}</span></summary>
      <fieldset>
        <legend class="visually-hidden">${msg(str`Notes for: ${this.subject}`)}</legend>
        ${standing.map((note) => this.choice(note))}
      </fieldset>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-cite': ObservationCite;
  }
}
