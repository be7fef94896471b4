import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { uuidv7 } from 'uuidv7';
import '../observation-cite/observation-cite.js';
import '../observation-conflict/observation-conflict.js';
import '../observation-note-entry/observation-note-entry.js';
import type { ObservationNoteEntry } from '../observation-note-entry/observation-note-entry.js';
import '../observation-notes/observation-notes.js';
import type { ObservationNotes } from '../observation-notes/observation-notes.js';
import '../shared/cf-notice.js';
import '../target-editor/target-editor.js';
import { sectionLength } from '../../tool/observation/limits.shared.js';
import type { ObservationView, SectionView } from '../../tool/observation/observation.shared.js';
import { mostTargets } from '../../tool/target/limits.shared.js';
import type { TargetBody, TargetView } from '../../tool/target/target.shared.js';
import type { Conflict } from '../observation-form/observation-draft.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { observationFeedbackStyles } from './observation-feedback.styles.js';

/** From this width of the page itself the notes lie beside the text; the styles say the same. */
const wideRem = 56.25;

/**
 * The feedback being written: sections that can name notes, and one to three targets. The heading and hint of each section come with
 * the form's version.
 * @fires section-written - detail {section, body}
 * @fires section-cited - detail {section, noteIds}
 * @fires target-saved - detail {id, body}
 * @fires target-withdrawn - detail {id}
 * @fires conflict-settled - detail {key, keep}
 * @fires sign-wanted
 */
@localized()
@customElement('observation-feedback')
export class ObservationFeedback extends LitElement {
  static override styles = [baseStyles, formStyles, observationFeedbackStyles];

  @property({ attribute: false }) view!: ObservationView;
  @property({ attribute: false }) conflicts: ReadonlyMap<string, Conflict> = new Map();
  /** Notes are beside the text on a wide page; before it, folded, on a narrow one. */
  @state() private notesOpen = false;
  /** Signing was pressed while a note was half typed. */
  @state() private noteBegun = false;
  @query('observation-notes') private noteList!: ObservationNotes;
  @query('observation-note-entry') private entry!: ObservationNoteEntry;
  /** Where the focus goes once the page shows it: a text whose conflict is settled, a new target, or the list one was dropped from. */
  private goTo: string | null = null;

  override firstUpdated(): void {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.notesOpen = this.getBoundingClientRect().width >= wideRem * rem;
  }

  override updated(): void {
    if (this.goTo === null) return;
    const place = this.renderRoot.querySelector<HTMLElement>(`[data-place='${this.goTo}']`);
    if (!place) return;
    this.goTo = null;
    place.focus();
  }

  /** Hands over half-typed notes before this screen goes. */
  keepTyped(): void {
    this.noteList.keepTyped();
    if (this.entry.begun) this.entry.add();
  }

  // A half-typed note would neither be signed nor kept.
  private readonly signWanted = async (): Promise<void> => {
    const begun = [this.noteList, this.entry].find((one) => one.begun);
    this.noteBegun = begun !== undefined;
    if (begun) {
      this.notesOpen = true;
      await this.updateComplete;
      begun.focus();
    } else fire(this, 'sign-wanted');
  };

  private conflict(key: string): TemplateResult | typeof nothing {
    const found = this.conflicts.get(key);
    if (!found) return nothing;
    const settle = (event: CustomEvent<string>) => {
      this.goTo = key.startsWith('note/') ? 'notes' : key;
      fire(this, 'conflict-settled', { key, keep: event.detail });
    };
    return html`<observation-conflict .yours=${found.yours} .theirs=${found.theirs} @text-chosen=${settle}></observation-conflict>`;
  }

  private section({ section, heading, hint, part }: ObservationView['form']['sections'][number]): TemplateResult {
    const stored = this.view.sections.find((one): one is SectionView => one.section === section);
    // What was agreed before the lesson rests on none of its notes.
    const noteIds = stored?.noteIds ?? [];
    const options = { id: section, label: heading, hint: `${hint} ${initialsHint()}` };
    const written = (event: Event) => fire(this, 'section-written', { section, body: (event.target as HTMLTextAreaElement).value });
    const cited = (event: CustomEvent<{ noteIds: string[] }>) => fire(this, 'section-cited', { section, noteIds: event.detail.noteIds });
    return html`<div class="section stack-tight">
      ${field(
        options,
        html`<textarea
          id=${section}
          data-place="section/${section}"
          maxlength=${sectionLength}
          aria-describedby=${describedBy(options)}
          .value=${stored?.body ?? ''}
          @input=${written}
        ></textarea>`,
      )}
      ${this.conflict(`section/${section}`)}
      ${
        part === 'feedback' || noteIds.length > 0
          ? html`<observation-cite .subject=${heading} .notes=${this.view.notes} .noteIds=${noteIds} @cited=${cited}></observation-cite>`
          : nothing
      }
    </div>`;
  }

  private target(target: TargetView, index: number): TemplateResult {
    const { wording, actions, support, byOn, position, noteIds } = target;
    const save = (change: Partial<TargetBody>) =>
      fire(this, 'target-saved', { id: target.id, body: { wording, actions, support, byOn, position, noteIds, ...change } });
    return html`<div class="stack-tight">
      <target-editor
        data-place="target/${target.id}"
        .trainee=${this.view.trainee.givenName}
        .heading=${msg(str`Target ${index + 1}`)}
        .target=${target}
        @target-written=${(event: CustomEvent<Partial<TargetBody>>) => save(event.detail)}
        @target-dropped=${() => this.drop(target.id)}
      >
        <observation-cite
          .subject=${msg(str`Target ${index + 1}`)}
          .notes=${this.view.notes}
          .noteIds=${noteIds}
          @cited=${(event: CustomEvent<{ noteIds: string[] }>) => save(event.detail)}
        ></observation-cite>
      </target-editor>
      ${this.conflict(`target/${target.id}`)}
    </div>`;
  }

  private drop(id: string): void {
    this.goTo = 'targets';
    fire(this, 'target-withdrawn', { id });
  }

  private readonly another = (): void => {
    const position = this.view.targets.reduce((most, target) => Math.max(most, target.position + 1), 0);
    const id = uuidv7();
    this.goTo = `target/${id}`;
    fire(this, 'target-saved', { id, body: { wording: '', actions: '', support: '', byOn: null, position, noteIds: [] } });
  };

  private targets(): TemplateResult {
    const { targets, trainee } = this.view;
    return html`<section class="stack" aria-labelledby="targets">
      <h2 id="targets" tabindex="-1" data-place="targets">${msg('Targets')}</h2>
      ${targets.length === 0 ? html`<p class="quiet-text">${msg(str`What ${trainee.givenName} works on next. Three at most.`)}</p>` : nothing}
      ${repeat(
        targets,
        (target) => target.id,
        (target, index) => this.target(target, index),
      )}
      ${
        targets.length < mostTargets
          ? html`<button type="button" @click=${this.another}>
              ${targets.length === 0 ? msg('Add a target') : msg('Add another target')}
            </button>`
          : html`<p class="quiet-text">${msg('Three targets are enough for one talk.')}</p>`
      }
    </section>`;
  }

  private notes(): TemplateResult {
    const conflicts = this.view.notes.filter((note) => this.conflicts.has(`note/${note.id}`));
    return html`<aside>
      <details .open=${this.notesOpen} @toggle=${(event: Event) => (this.notesOpen = (event.target as HTMLDetailsElement).open)}>
        <summary data-place="notes"><h2>${msg(str`Your notes (${this.view.notes.filter((note) => !note.withdrawn).length})`)}</h2></summary>
        <div class="stack">
          ${conflicts.map((note) => this.conflict(`note/${note.id}`))}
          ${this.noteBegun ? html`<cf-notice kind="warning"><p>${msg('A note is begun here. Finish it or clear it, then sign.')}</p></cf-notice>` : nothing}
          <observation-notes .notes=${this.view.notes} editable></observation-notes>
          <observation-note-entry secondary></observation-note-entry>
        </div>
      </details>
    </aside>`;
  }

  override render(): TemplateResult {
    return html`<div class="desk stack-wide">
      ${this.notes()}
      <div class="texts stack-wide">
        ${this.view.form.sections.map((section) => this.section(section))} ${this.targets()}
        <div class="stack-tight">
          <p>
            ${msg(str`Talk with ${this.view.trainee.givenName} first. When you sign, ${listOfNames(this.view.visibleTo.onceSigned)} can read it.`)}
          </p>
          <button class="primary" type="button" @click=${this.signWanted}>${msg('We have talked: sign')}</button>
        </div>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-feedback': ObservationFeedback;
  }
}
