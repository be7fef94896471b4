import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClosingStatement, Handover } from '../../tool/partnership/handover.shared.js';
import type { CurrentTarget } from '../../tool/target/target.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { ProblemError } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';
import '../shared/save-state.js';
import { dayRange, longDay } from '../shared/times.js';
import { UnsavedText } from '../shared/unsaved.js';
import { placementsStyles } from './partnership-placements.styles.js';

/** What the placement before leaves for this one, and the few sentences this one leaves for the next mentor. */
@localized()
@customElement('partnership-handover')
export class PartnershipHandover extends LitElement {
  static override styles = [baseStyles, formStyles, placementsStyles];

  @property({ attribute: false }) api!: Api;
  @property() placementId = '';
  @property() trainee = '';
  /** The reader is the trainee. */
  @property({ type: Boolean }) own = false;
  @state() private handover: Handover | null = null;
  /** What is typed; null where nothing was changed. */
  @state() private typed: string | null = null;
  @state() private theirs: string | null = null;
  @state() private savedAt: string | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;

  constructor() {
    super();
    new UnsavedText(this, () => this.typed !== null);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('placementId')) void this.load();
  }

  private async load(): Promise<void> {
    this.handover = null;
    try {
      this.handover = await this.api.get<Handover>(`/api/placements/${this.placementId}/handover`);
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { handover, typed } = this;
    if (!handover || typed === null || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const options = handover.closing ? { ifMatch: handover.closing.revision } : {};
      const path = `/api/placements/${this.placementId}/closing-statement`;
      const closing = await this.api.put<ClosingStatement>(path, { body: typed }, options);
      this.handover = { ...handover, closing };
      if (this.typed === typed) this.typed = null;
      this.theirs = null;
      this.savedAt = new Date().toISOString();
    } catch (error) {
      this.problem = problemSentence(error);
      // Their words stand beside one's own; saving once more keeps one's own.
      if (error instanceof ProblemError && error.status === 409) {
        const { handover: now } = await this.reread();
        this.theirs = now?.closing?.body ?? null;
      }
    } finally {
      this.busy = false;
    }
  };

  private async reread(): Promise<{ handover: Handover | null }> {
    this.handover = await this.api.get<Handover>(`/api/placements/${this.placementId}/handover`).catch(() => this.handover);
    return { handover: this.handover };
  }

  private renderStatement({ body, writtenOn, by, erasedAt }: ClosingStatement): TemplateResult {
    return html`<p class="written">${erasedAt === null ? body : msg('These words were erased.')}</p>
      <p class="quiet-text">${by.name}, ${longDay(writtenOn, true)}</p>`;
  }

  private renderTarget({ wording, actions, support, byOn }: CurrentTarget): TemplateResult {
    return html`<li class="stack-tight">
      <p><strong>${wording ?? ''}</strong></p>
      ${actions ? html`<p>${actions}</p>` : nothing} ${support ? html`<p class="quiet-text">${support}</p>` : nothing}
      ${byOn ? html`<p class="quiet-text">${msg(str`by ${longDay(byOn)}`)}</p>` : nothing}
    </li>`;
  }

  private renderBefore(before: NonNullable<Handover['before']>): TemplateResult {
    const { school, startsOn, endsOn, closing, targets } = before;
    return html`<section class="card stack" aria-labelledby="before">
      <h2 id="before">${msg(str`From ${school}, ${dayRange(startsOn, endsOn)}`)}</h2>
      <h3>${msg('How it closed')}</h3>
      ${closing ? this.renderStatement(closing) : html`<p>${msg('Nobody wrote a closing statement.')}</p>`}
      <h3>${msg('Current targets')}</h3>
      ${
        targets.length === 0
          ? html`<p>${msg('No target was open at the end.')}</p>`
          : html`<ul class="rows">
              ${targets.map((one) => this.renderTarget(one))}
            </ul>`
      }
      <p class="quiet-text">
        ${this.own ? msg('Your new mentor sees this, and no observation from there.') : msg('Observations from there stay with those who worked there.')}
      </p>
    </section>`;
  }

  private renderForm(closing: ClosingStatement | null): TemplateResult {
    const about = {
      id: 'closing',
      label: msg('What should the next mentor know?'),
      hint: msg('A few sentences at the end. Initials or seat, not pupils’ names.'),
    };
    return html`<form class="narrow stack" @submit=${this.save}>
      ${
        this.theirs === null
          ? nothing
          : html`<cf-notice kind="warning"
              ><p>${msg('What is stored now:')}</p>
              <p class="written">${this.theirs}</p>
              <p>${msg('Save once more to keep your own words.')}</p></cf-notice
            >`
      }
      ${field(
        about,
        html`<textarea
          id="closing"
          maxlength="4000"
          aria-describedby=${describedBy(about)}
          .value=${this.typed ?? closing?.body ?? ''}
          @input=${(event: Event) => (this.typed = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      ${closing ? html`<p class="quiet-text">${closing.by.name}, ${longDay(closing.writtenOn, true)}</p>` : nothing}
      <div class="row">
        <button aria-disabled=${this.busy || this.typed === null ? 'true' : 'false'}>${this.busy ? msg('Saving…') : msg('Save')}</button>
        <save-state
          .state=${this.problem ? 'not-saved' : 'saved'}
          .at=${this.savedAt}
          ?untouched=${!this.problem && (this.savedAt === null || this.typed !== null)}
        ></save-state>
      </div>
    </form>`;
  }

  private renderClosing({ closing, mayWrite, readers }: Handover): TemplateResult | typeof nothing {
    if (!mayWrite && !closing) return nothing;
    const names = listOfNames([msg('you'), ...readers]);
    const next = this.own
      ? msg(str`Who can see this: ${names}. Your next mentor and tutor will see it too.`)
      : msg(str`Who can see this: ${names}. ${this.trainee}’s next mentor and tutor will see it too.`);
    return html`<section class="stack" aria-labelledby="closing-heading">
      <h2 id="closing-heading">${msg('Closing statement')}</h2>
      ${mayWrite ? this.renderForm(closing) : closing ? this.renderStatement(closing) : nothing}
      <p class="privacy">${next}</p>
    </section>`;
  }

  override render(): TemplateResult {
    const { handover } = this;
    return html`<div class="stack-wide">
      ${handover?.before ? this.renderBefore(handover.before) : nothing} ${handover ? this.renderClosing(handover) : nothing}
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-handover': PartnershipHandover;
  }
}
