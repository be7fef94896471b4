import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Hold, PeopleFound } from '../../tool/privacy/privacy.shared.js';
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
import { dayRange } from '../shared/times.js';

/**
 * Keeps a person's data, or one placement's, from erasure and clearing out.
 * @fires hold-placed - detail: the hold
 * @fires closed
 */
@localized()
@customElement('privacy-hold')
export class PrivacyHold extends LitElement {
  static override styles = [baseStyles, formStyles];

  @property({ attribute: false }) api!: Api;
  /** The question is open while there is one. */
  @property({ attribute: false }) person: PeopleFound['people'][number] | null = null;
  @state() private missing: string | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('person')) return;
    this.missing = null;
    this.problem = null;
  }

  private readonly place = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { person } = this;
    const data = new FormData(event.target as HTMLFormElement);
    const reason = formText(data, 'reason').trim();
    const what = formText(data, 'what');
    this.missing = reason === '' ? msg('Say why, in a few words.') : null;
    if (!person || this.missing !== null || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const about = what === '' ? { personId: person.personId } : { placementId: what };
      fire(this, 'hold-placed', await this.api.post<Hold>('/api/privacy/holds', { ...about, reason }));
    } catch (error) {
      this.problem = problemSentence(error);
    } finally {
      this.busy = false;
    }
  };

  override render(): TemplateResult {
    const { person } = this;
    const why = {
      id: 'reason',
      label: msg('Why?'),
      hint: msg('For example the number of a complaint. No names of others.'),
      error: this.missing,
    };
    return html`<cf-dialog .heading=${msg(str`Keep the data of ${person?.name ?? ''}?`)} ?open=${person !== null}>
      ${
        person
          ? html`<form id="hold" class="stack" novalidate @submit=${this.place}>
              <p>${msg('Until you lift it, nothing of it can be erased, and nothing goes when its time is over.')}</p>
              ${
                person.placements.length === 0
                  ? nothing
                  : html`<fieldset>
                      <legend>${msg('What is kept?')}</legend>
                      <label class="choice"><input type="radio" name="what" value="" checked /><span>${msg('Everything')}</span></label>
                      ${person.placements.map(
                        ({ placementId, school, startsOn, endsOn }) =>
                          html`<label class="choice"
                            ><input type="radio" name="what" value=${placementId} /><span
                              >${msg(str`Only the placement at ${school}, ${dayRange(startsOn, endsOn)}`)}</span
                            ></label
                          >`,
                      )}
                    </fieldset>`
              }
              ${field(
                why,
                html`<input
                  id="reason"
                  name="reason"
                  maxlength="200"
                  autocomplete="off"
                  aria-describedby=${describedBy(why)}
                  aria-invalid=${this.missing ? 'true' : 'false'}
                />`,
              )}
              ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
            </form>`
          : nothing
      }
      <button slot="actions" type="button" @click=${() => fire(this, 'closed')}>${msg('Not now')}</button>
      <button slot="actions" class="primary" form="hold" aria-disabled=${this.busy ? 'true' : 'false'}>${msg('Keep it')}</button>
    </cf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-hold': PrivacyHold;
  }
}
