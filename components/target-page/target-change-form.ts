import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EvidenceView, TargetChange, TargetLife } from '../../tool/target/target-page.shared.js';
import { actionsLength, mostTargets } from '../../tool/target/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { longDay } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';
import { targetPageStyles } from './target-page.styles.js';

/**
 * Parking, closing, dropping or taking up one target: why, and what shows it. A fourth asks which to park.
 * @fires change-made - detail: what to change
 * @fires change-left - nothing is to be changed
 */
@localized()
@customElement('target-change-form')
export class TargetChangeForm extends LitElement {
  static override styles = [baseStyles, formStyles, targetPageStyles];

  @property() status: TargetChange['status'] = 'closed';
  /** Records that can be named. */
  @property({ attribute: false }) offered: readonly EvidenceView[] = [];
  /** It names something that shows it already. */
  @property({ type: Boolean }) shown = false;
  /** What is worked on now, to choose from where there is no room. */
  @property({ attribute: false }) active: readonly TargetLife[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private because = '';
  @state() private named: readonly string[] = [];
  @state() private parkId: string | null = null;

  constructor() {
    super();
    new UnsavedText(this, () => this.because.trim() !== '');
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('textarea, input, button')?.focus());
  }

  private get crowded(): boolean {
    return this.status === 'active' && this.active.length >= mostTargets;
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (this.busy || (this.crowded && this.parkId === null)) return;
    const evidence = this.offered.filter(({ id }) => this.named.includes(id)).map(({ kind, id }) => ({ kind, id }));
    fire(this, 'change-made', { status: this.status, because: this.because, evidence, parkId: this.crowded ? this.parkId : null });
  };

  private readonly toggled = (event: Event): void => {
    const { value, checked } = event.target as HTMLInputElement;
    this.named = checked ? [...this.named, value] : this.named.filter((id) => id !== value);
  };

  private readonly leave = (): void => {
    this.because = '';
    fire(this, 'change-left');
  };

  private evidence(): TemplateResult | typeof nothing {
    if (this.status !== 'closed') return nothing;
    const nothingShows = !this.shown && this.named.length === 0;
    return html`${
      this.offered.length === 0
        ? nothing
        : html`<fieldset>
            <legend>${msg('Which lessons show it?')}</legend>
            ${this.offered.map(
              ({ id, on }) =>
                html`<label class="choice">
                  <input type="checkbox" value=${id} .checked=${this.named.includes(id)} @change=${this.toggled} />
                  <span>${msg(str`Lesson of ${longDay(on)}`)}</span>
                </label>`,
            )}
          </fieldset>`
    }
    ${nothingShows ? html`<p class="quiet-text">${msg('Nothing that shows it is named yet. You can still say that it is done.')}</p>` : nothing}`;
  }

  private room(): TemplateResult | typeof nothing {
    if (!this.crowded) return nothing;
    return html`<fieldset>
      <legend>${msg('You already have three targets. Which one shall we park?')}</legend>
      ${this.active.map(
        ({ id, wording }) =>
          html`<label class="choice">
            <input type="radio" name="park" value=${id} .checked=${this.parkId === id} @change=${() => (this.parkId = id)} />
            <span>${wording.trim() || msg('A target without wording')}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  override render(): TemplateResult {
    const names = {
      closed: { because: msg('How you can tell'), button: msg('It is done') },
      parked: { because: msg('Why now'), button: msg('Park it') },
      dropped: { because: msg('Why'), button: msg('Drop it') },
      active: { because: msg('Why now'), button: msg('Work on it again') },
    }[this.status];
    const because = { id: 'because', label: names.because, hint: msg('If you want to. Initials or seat, not pupils’ names.') };
    const waits = this.busy || (this.crowded && this.parkId === null);
    return html`<form class="stack ask" @submit=${this.submit}>
      ${this.room()}
      ${field(
        because,
        html`<textarea
          id="because"
          rows="2"
          maxlength=${actionsLength}
          aria-describedby=${describedBy(because)}
          .value=${this.because}
          @input=${(event: Event) => (this.because = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      ${this.evidence()}
      <div class="row">
        <button class="primary" type="submit" aria-disabled=${waits ? 'true' : 'false'}>${names.button}</button>
        <button type="button" @click=${this.leave}>${msg('Not now')}</button>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-change-form': TargetChangeForm;
  }
}
