import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { uuidv7 } from 'uuidv7';
import '../observation-cite/observation-cite.js';
import '../observation-note-entry/observation-note-entry.js';
import type { ObservationNoteEntry } from '../observation-note-entry/observation-note-entry.js';
import { noAreas, type AreaChoice } from '../observation-areas/recent-areas.js';
import '../observation-notes/observation-notes.js';
import type { ObservationNotes } from '../observation-notes/observation-notes.js';
import '../shared/cf-notice.js';
import '../target-editor/target-editor.js';
import type { FormPart } from '../../tool/framework/form.shared.js';
import type { ObservationView, SectionView } from '../../tool/observation/observation.shared.js';
import { mostTargets } from '../../tool/target/limits.shared.js';
import type { EarlierTarget, OutcomeBody, TargetBody, TargetView } from '../../tool/target/target.shared.js';
import { outcomeOf, targetOf } from '../observation-form/draft-parts.js';
import type { Conflict } from '../observation-form/observation-draft.js';
import { partField } from '../observation-form/part-field.js';
import { goingOn, toPark } from '../observation-form/target-room.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { observationFeedbackStyles } from './observation-feedback.styles.js';

/** From this width of the page itself the notes lie beside the text; the styles say the same. */
const wideRem = 56.25;

/**
 * The feedback being written: what became of the last targets, sections that can name notes, and one to three targets. The heading and hint of each section come with
 * the form's version.
 * @fires section-written - detail {section, body}
 * @fires section-cited - detail {section, noteIds}
 * @fires target-saved - detail {id, body}
 * @fires target-withdrawn - detail {id}
 * @fires earlier-said - detail {id, body}: what became of a target of before
 * @fires conflict-settled - detail {key, keep}
 * @fires sign-wanted
 * @fires note-added, note-changed, note-moved, note-withdrawn - from the elements inside
 */
@localized()
@customElement('observation-feedback')
export class ObservationFeedback extends LitElement {
  static override styles = [baseStyles, formStyles, observationFeedbackStyles];

  @property({ attribute: false }) view!: ObservationView;
  /** What notes and targets can be tagged with. */
  @property({ attribute: false }) areas: AreaChoice = noAreas;
  @property({ attribute: false }) conflicts: ReadonlyMap<string, Conflict> = new Map();
  /** Notes are beside the text on a wide page; before it, folded, on a narrow one. */
  @state() private notesOpen = false;
  /** Signing was pressed while a note was half typed. */
  @state() private noteBegun = false;
  @query('observation-notes') private noteList!: ObservationNotes;
  @query('observation-note-entry') private entry!: ObservationNoteEntry;
  /** Where the focus goes once the page shows it: a text whose conflict is settled, a new target, or the list one was dropped from. */
  private goTo: string | null = null;

  override willUpdate(): void {
    // Few lessons have prompts: what asks about them is fetched then.
    if (this.view.prompts.texts.length > 0 || this.prompted)
      void import('../observation-prompt-review/observation-prompt-review.js').catch(() => undefined);
  }

  private get prompted(): boolean {
    return this.view.notes.some((note) => note.tag === 'prompt' && !note.withdrawn);
  }

  override firstUpdated(): void {
    void import('../target-outcome/target-outcome.js');
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

  /** Gives back what was typed of a note before the page was opened anew. */
  goOnTyping(text: string): void {
    this.entry.goOn(text);
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
      this.goTo = key.startsWith('note/') || key === 'prompts' ? 'notes' : key;
      fire(this, 'conflict-settled', { key, keep: event.detail });
    };
    return html`<observation-conflict .yours=${found.yours} .theirs=${found.theirs} @text-chosen=${settle}></observation-conflict>`;
  }

  private section(part: FormPart): TemplateResult {
    const { section, heading } = part;
    const stored = this.view.sections.find((one): one is SectionView => one.section === section);
    // What was agreed before the lesson rests on none of its notes, and a chosen label says nothing that a note could show.
    const noteIds = stored?.noteIds ?? [];
    const cites = (part.part === 'feedback' && !part.options) || noteIds.length > 0;
    const written = (body: string) => fire(this, 'section-written', { section, body });
    const cited = (event: CustomEvent<{ noteIds: string[] }>) => fire(this, 'section-cited', { section, noteIds: event.detail.noteIds });
    return html`<div class="section stack-tight">
      ${partField({ part, body: stored?.body ?? '', written })} ${this.conflict(`section/${section}`)}
      ${
        cites
          ? html`<observation-cite .subject=${heading} .notes=${this.view.notes} .noteIds=${noteIds} @cited=${cited}></observation-cite>`
          : nothing
      }
    </div>`;
  }

  private target(target: TargetView, index: number): TemplateResult {
    const { noteIds } = target;
    const save = (change: Partial<TargetBody>) => fire(this, 'target-saved', { id: target.id, body: { ...targetOf(target), ...change } });
    return html`<div class="stack-tight">
      <target-editor
        data-place="target/${target.id}"
        .trainee=${this.view.trainee.givenName}
        .heading=${msg(str`Target ${index + 1}`)}
        .target=${target}
        .frameworks=${this.areas.frameworks.length === 0 ? null : this.areas.frameworks}
        .areas=${this.view.areas}
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
    const blank = { wording: '', why: '', actions: '', support: '', byOn: null, areaIds: [], link: null };
    fire(this, 'target-saved', { id, body: { ...blank, position, noteIds: [] } });
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

  private sayEarlier({ id, answer }: EarlierTarget, change: Partial<OutcomeBody>): void {
    const before: OutcomeBody = answer ? outcomeOf(answer) : { outcome: 'going_on', because: '', noteIds: [] };
    fire(this, 'earlier-said', { id, body: { ...before, ...change } });
  }

  private earlierOne(one: EarlierTarget): TemplateResult {
    const said = ({ detail }: CustomEvent<Partial<OutcomeBody>>) => this.sayEarlier(one, detail);
    return html`<div class="stack-tight">
      <target-outcome data-place="outcome/${one.id}" .earlier=${one} @outcome-said=${said}>
        <observation-cite
          .subject=${one.wording}
          .notes=${this.view.notes}
          .noteIds=${one.answer?.noteIds ?? []}
          @cited=${({ detail }: CustomEvent<{ noteIds: string[] }>) => this.sayEarlier(one, detail)}
        ></observation-cite>
      </target-outcome>
      ${this.conflict(`outcome/${one.id}`)}
    </div>`;
  }

  private earlier(): TemplateResult | typeof nothing {
    const { earlier } = this.view;
    if (earlier.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby="earlier">
      <h2 id="earlier">${msg('What became of the last targets?')}</h2>
      ${repeat(
        earlier,
        (one) => one.id,
        (one) => this.earlierOne(one),
      )}
    </section>`;
  }

  /** A fourth target asks which to park, before anybody presses *sign*. */
  private parking(): TemplateResult | typeof nothing {
    const count = toPark(this.view);
    if (count === 0) return nothing;
    const going = goingOn(this.view);
    const asked =
      going.length >= mostTargets
        ? msg('You already have three targets. Which one shall we park?')
        : msg('There would be four targets. Which one shall we park?');
    return html`<cf-notice kind="warning">
      <p>${count === 1 ? asked : msg(str`That is more than three targets. Park ${count} of these.`)}</p>
      <div slot="actions" class="stack-tight">
        ${going.map(
          (one) =>
            html`<p>
              <button type="button" @click=${() => this.sayEarlier(one, { outcome: 'park' })}>
                ${msg(str`Park: ${one.wording.trim() || msg('A target without wording')}`)}
              </button>
            </p>`,
        )}
      </div>
    </cf-notice>`;
  }

  private notes(): TemplateResult {
    const conflicts = this.view.notes.filter((note) => this.conflicts.has(`note/${note.id}`));
    return html`<aside>
      <details .open=${this.notesOpen} @toggle=${(event: Event) => (this.notesOpen = (event.target as HTMLDetailsElement).open)}>
        <summary data-place="notes"><h2>${msg(str`Your notes (${this.view.notes.filter((note) => !note.withdrawn).length})`)}</h2></summary>
        <div class="stack">
          ${this.conflict('prompts')} ${conflicts.map((note) => this.conflict(`note/${note.id}`))}
          ${this.noteBegun ? html`<cf-notice kind="warning"><p>${msg('A note is begun here. Finish it or clear it, then sign.')}</p></cf-notice>` : nothing}
          <observation-notes .notes=${this.view.notes} .areas=${this.areas} editable></observation-notes>
          <observation-note-entry .notes=${this.view.notes} .areas=${this.areas} secondary></observation-note-entry>
        </div>
      </details>
    </aside>`;
  }

  /** What was behind each prompt is asked where one was given. */
  private prompts(): TemplateResult | typeof nothing {
    if (!this.prompted) return nothing;
    return html`<observation-prompt-review .view=${this.view} editable></observation-prompt-review>`;
  }

  override render(): TemplateResult {
    return html`<div class="desk stack-wide">
      ${this.notes()}
      <div class="texts stack-wide">
        ${this.earlier()} ${this.view.form.sections.map((section) => this.section(section))} ${this.prompts()} ${this.targets()}
        ${this.parking()}
        <div class="stack-tight">
          <p>${msg(str`Talk with ${this.view.trainee.givenName} before they read it: you choose when, as you sign.`)}</p>
          <button class="primary" type="button" @click=${this.signWanted}>${msg('Finish and sign')}</button>
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
