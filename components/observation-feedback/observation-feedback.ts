import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { uuidv7 } from 'uuidv7';
import '../observation-cite/observation-cite.js';
import '../observation-conflict/observation-conflict.js';
import '../observation-note-entry/observation-note-entry.js';
import '../observation-notes/observation-notes.js';
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
  /** Where the focus goes once the page shows it: a new target’s id, or the list one was dropped from. */
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

  private conflict(key: string): TemplateResult | typeof nothing {
    const found = this.conflicts.get(key);
    if (!found) return nothing;
    const settle = (event: CustomEvent<string>) => fire(this, 'conflict-settled', { key, keep: event.detail });
    return html`<observation-conflict .yours=${found.yours} .theirs=${found.theirs} @text-chosen=${settle}></observation-conflict>`;
  }

  private section({ section, heading, hint }: ObservationView['form']['sections'][number]): TemplateResult {
    const stored = this.view.sections.find((one): one is SectionView => one.section === section);
    const options = { id: section, label: heading, hint: `${hint} ${initialsHint()}` };
    const written = (event: Event) => fire(this, 'section-written', { section, body: (event.target as HTMLTextAreaElement).value });
    const cited = (event: CustomEvent<{ noteIds: string[] }>) => fire(this, 'section-cited', { section, noteIds: event.detail.noteIds });
    return html`<div class="section stack-tight">
      ${field(
        options,
        html`<textarea
          id=${section}
          maxlength=${sectionLength}
          aria-describedby=${describedBy(options)}
          .value=${stored?.body ?? ''}
          @input=${written}
        ></textarea>`,
      )}
      ${this.conflict(`section/${section}`)}
      <observation-cite .subject=${heading} .notes=${this.view.notes} .noteIds=${stored?.noteIds ?? []} @cited=${cited}></observation-cite>
    </div>`;
  }

  private target(target: TargetView, index: number): TemplateResult {
    const { wording, actions, support, byOn, position, noteIds } = target;
    const save = (change: Partial<TargetBody>) =>
      fire(this, 'target-saved', { id: target.id, body: { wording, actions, support, byOn, position, noteIds, ...change } });
    return html`<div class="stack-tight">
      <target-editor
        data-place=${target.id}
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
    this.goTo = uuidv7();
    fire(this, 'target-saved', { id: this.goTo, body: { wording: '', actions: '', support: '', byOn: null, position, noteIds: [] } });
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
      <details ?open=${this.notesOpen}>
        <summary><h2>${msg(str`Your notes (${this.view.notes.filter((note) => !note.withdrawn).length})`)}</h2></summary>
        <div class="stack">
          ${conflicts.map((note) => this.conflict(`note/${note.id}`))}
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
          <p>${msg(str`Talk with ${this.view.trainee.givenName} first. Then sign: both of you and the tutor can read it.`)}</p>
          <button class="primary" type="button" @click=${() => fire(this, 'sign-wanted')}>${msg('We have talked: sign')}</button>
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
