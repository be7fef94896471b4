import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../observation-note-entry/observation-note-entry.js';
import type { ObservationNoteEntry } from '../observation-note-entry/observation-note-entry.js';
import '../observation-notes/observation-notes.js';
import type { ObservationNotes } from '../observation-notes/observation-notes.js';
import '../shared/cf-dialog.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';
import { observationLiveStyles } from './observation-live.styles.js';

/**
 * The lesson runs: its clock, a place to type, and the notes so far.
 * @fires lesson-ended
 * @fires note-added, note-changed, note-withdrawn - from the elements inside
 */
@localized()
@customElement('observation-live')
export class ObservationLive extends LitElement {
  static override styles = [baseStyles, observationLiveStyles];

  @property({ attribute: false }) view!: ObservationView;
  /** Milliseconds since the lesson began, by the server's clock. */
  @property({ attribute: false }) lessonMs: () => number | null = () => null;
  @state() private now = 0;
  @state() private asking = false;
  @query('observation-note-entry') private entry!: ObservationNoteEntry;
  @query('observation-notes') private notes!: ObservationNotes | null;
  private ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => (this.now = this.lessonMs() ?? 0), 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.ticking);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    this.now = this.lessonMs() ?? 0;
  }

  /** The caret goes to the field for the first note. */
  async focusEntry(): Promise<void> {
    await this.updateComplete;
    await this.entry.updateComplete;
    this.entry.focus();
  }

  /** Hands over half-typed words before this screen goes: they belong to the lesson. */
  keepTyped(): void {
    this.notes?.keepTyped();
    if (this.entry.begun) this.entry.add();
  }

  private readonly ended = (): void => {
    this.asking = false;
    this.keepTyped();
    fire(this, 'lesson-ended');
  };

  private count(): string {
    const count = this.view.notes.filter((note) => !note.withdrawn).length;
    return count === 1 ? msg('One note') : msg(str`${count} notes`);
  }

  override render(): TemplateResult {
    const focus = this.view.sections.find((one) => one.section === 'focus')?.body ?? '';
    const { notes } = this.view;
    return html`<div class="stack">
      <div class="bar">
        <span class="clock" role="timer" aria-label=${msg('Time since the lesson began')}>${elapsed(this.now)}</span>
        <button type="button" @click=${() => (this.asking = true)}>${msg('End the lesson')}</button>
      </div>
      <cf-dialog .heading=${msg('End the lesson?')} ?open=${this.asking} @closed=${() => (this.asking = false)}>
        <p>${msg('The clock stops for good. You can still add and change notes.')}</p>
        <button slot="actions" type="button" @click=${() => (this.asking = false)}>${msg('Go on watching')}</button>
        <button slot="actions" class="primary" type="button" @click=${this.ended}>${msg('End it now')}</button>
      </cf-dialog>
      ${focus.trim() ? html`<p><strong>${msg('Focus')}:</strong> ${focus}</p>` : nothing}
      <div class="desk stack">
        <observation-note-entry></observation-note-entry>
        <section aria-label=${msg('Notes so far')}>
          ${
            notes.length === 0
              ? html`<p class="quiet-text">
                  ${msg('Write what you see and hear. Tap + Strength, ? Question or → Develop. Judgement can wait.')}
                </p>`
              : html`<p class="quiet-text">${this.count()}</p>
                  <observation-notes .notes=${notes} editable newestFirst></observation-notes>`
          }
        </section>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-live': ObservationLive;
  }
}
