import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ErasureBody, PeopleFound, Prepared, Receipt } from '../../tool/privacy/privacy.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { holdName } from './privacy-holds.js';
import { privacyStyles } from './privacy-page.styles.js';
import { countsOf } from './privacy-receipts.js';

type Because = ErasureBody['because'];

/**
 * Erases a person in two looks: what would go, then the button.
 * @fires person-erased - detail: the receipt
 * @fires closed
 */
@localized()
@customElement('privacy-erase')
export class PrivacyErase extends LitElement {
  static override styles = [baseStyles, formStyles, privacyStyles];

  @property({ attribute: false }) api!: Api;
  /** The question is open while there is one. */
  @property({ attribute: false }) person: PeopleFound['people'][number] | null = null;
  /** What would go, once it was asked for. */
  @property({ attribute: false }) prepared: Prepared | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('person')) return;
    if (!changed.has('prepared')) this.prepared = null;
    this.problem = null;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  }

  private readonly look = (event: Event): void => {
    event.preventDefault();
    const { person } = this;
    const data = new FormData(event.target as HTMLFormElement);
    if (!person) return;
    const body: ErasureBody = {
      personId: person.personId,
      because: formText(data, 'because') as Because,
      reference: formText(data, 'reference').trim() || null,
    };
    void this.attempt(async () => {
      this.prepared = await this.api.post<Prepared>('/api/privacy/erasures', body);
    });
  };

  private readonly erase = (): Promise<void> =>
    this.attempt(async () => {
      const { prepared } = this;
      if (!prepared) return;
      const receipt = await this.api.post<Receipt>(`/api/privacy/erasures/${prepared.id}/confirm`, {}, { timeoutMs: 60_000 });
      fire(this, 'person-erased', receipt);
      fire(this, 'closed');
    });

  private renderWhy(): TemplateResult {
    const choices: [Because, string][] = [
      ['request', msg('They asked for it')],
      ['course-over', msg('The course is over and nothing is needed any more')],
      ['by-mistake', msg('It should never have been here')],
    ];
    const reference = { id: 'reference', label: msg('Your number for it (if you like)'), hint: msg('It stays on the receipt: no names.') };
    return html`<form id="why" class="stack" novalidate @submit=${this.look}>
      <p>${msg('First see what would go. Nothing is erased yet.')}</p>
      <fieldset>
        <legend>${msg('Why?')}</legend>
        ${choices.map(
          ([value, words], index) =>
            html`<label class="choice"
              ><input type="radio" name="because" value=${value} ?checked=${index === 0} /><span>${words}</span></label
            >`,
        )}
      </fieldset>
      ${field(
        reference,
        html`<input id="reference" name="reference" maxlength="60" autocomplete="off" aria-describedby=${describedBy(reference)} />`,
      )}
    </form>`;
  }

  private renderPrepared({ former, counts, stays, holds }: Prepared): TemplateResult {
    if (holds.length > 0)
      return html`<cf-notice kind="warning">
        <p>${msg('Nothing can be erased while a hold stands:')}</p>
        ${holds.map((hold) => html`<p>${holdName(hold)}${hold.reason ? html` · ${hold.reason}` : nothing}</p>`)}
      </cf-notice>`;
    return html`<div class="stack">
      <p>${msg(str`Afterwards they are called “${former}”. Their sign-in ends at once. This cannot be undone.`)}</p>
      ${countsOf(counts)} ${stays.map(({ what, rows }) => html`<p>${msg(str`${what}: ${rows}. They stay, under “${former}”.`)}</p>`)}
      <p class="quiet-text">
        ${msg('The gradebook in Moodle is not touched. Take them out of the Moodle course first, or the course list brings their name back.')}
      </p>
    </div>`;
  }

  override render(): TemplateResult {
    const { person, prepared } = this;
    const name = person?.name ?? '';
    return html`<cf-dialog .heading=${prepared ? msg(str`Erase ${name} for good?`) : msg(str`Erase ${name}`)} ?open=${person !== null}>
      ${person === null ? nothing : prepared ? this.renderPrepared(prepared) : this.renderWhy()}
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <button slot="actions" type="button" @click=${() => fire(this, 'closed')}>
        ${prepared && prepared.holds.length > 0 ? msg('Close') : msg('Leave it as it is')}
      </button>
      ${
        prepared === null
          ? html`<button slot="actions" form="why" aria-disabled=${this.busy ? 'true' : 'false'}>${msg('See what would go')}</button>`
          : prepared.holds.length > 0
            ? nothing
            : html`<button slot="actions" class="danger" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.erase}>
                ${this.busy ? msg('Erasing…') : msg('Erase for good')}
              </button>`
      }
    </cf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-erase': PrivacyErase;
  }
}
