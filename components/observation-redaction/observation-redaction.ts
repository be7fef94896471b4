import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../shared/cf-notice.js';
import type { RedactionBody } from '../../tool/observation/observation-redaction.shared.js';
import type { ObservationView, RemovalView } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';
import { moment } from '../shared/times.js';
import { observationRedactionStyles } from './observation-redaction.styles.js';
import { marked, reasonName, reasons } from './redaction-words.js';
import { find, textsOf, type ShownText } from './record-texts.js';

interface Found extends ShownText {
  passages: RedactionBody['passages'];
}

/**
 * Words that must not be in a signed record: where they stand, why they go, and what went before.
 * @fires redaction-wanted - detail {bodies}: one for each text the words stand in; never the words
 */
@localized()
@customElement('observation-redaction')
export class ObservationRedaction extends LitElement {
  static override styles = [baseStyles, formStyles, observationRedactionStyles];

  @property({ attribute: false }) view!: ObservationView;
  @property({ type: Boolean }) busy = false;
  @state() private words = '';
  @query('form') private form!: HTMLFormElement;

  /** Forgets the words once they are asked about. */
  stored(): void {
    this.words = '';
    this.form.reset();
  }

  private found(): Found[] {
    return textsOf(this.view)
      .map((one) => ({ ...one, passages: find(this.words, one.text) }))
      .filter(({ passages }) => passages.length > 0);
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    const found = this.found();
    if (this.busy || found.length === 0) return;
    const data = new FormData(this.form);
    const reason = reasons.find((one) => one === data.get('reason')) ?? 'other';
    const note = formText(data, 'note').trim();
    fire(this, 'redaction-wanted', { bodies: found.map(({ part, passages }) => ({ part, passages, reason, note })) });
  };

  private place({ heading, text, passages }: Found): TemplateResult {
    return html`<li>
      <strong>${heading}</strong>
      <p class="written">${marked(text, passages)}</p>
    </li>`;
  }

  private places(): TemplateResult | typeof nothing {
    if (this.words.trim() === '') return nothing;
    const found = this.found();
    const count = found.length;
    const said =
      count === 0
        ? msg('These words stand nowhere in this record. Type them as they stand there.')
        : count === 1
          ? msg('Found in 1 text.')
          : msg(str`Found in ${count} texts.`);
    return html`<p role="status">${said}</p>
      <ul class="rows">
        ${found.map((one) => this.place(one))}
      </ul>`;
  }

  private removal({ state, reason, note, by, at, part }: RemovalView): TemplateResult {
    const when = moment(at, { timeZone: this.view.timeZone });
    const where = textsOf(this.view).find((one) => one.part === part)?.heading ?? msg('a text');
    const said = {
      asked: msg(str`${by.givenName} asked for words to be removed`),
      removed: msg(str`${by.name} removed words`),
      left: msg(str`${by.name} let the words stand`),
    }[state];
    return html`<li>
      ${icon(state === 'removed' ? 'check' : state === 'asked' ? 'clock' : 'minus')} ${said}, ${when}: ${where}.
      <span class="quiet-text">${reasonName(reason)}${note === '' ? '' : `: ${note}`}</span>
    </li>`;
  }

  private decision(decides: boolean, deciders: readonly string[]): TemplateResult {
    if (decides) return html`<p>${msg('The words go for good, from every page, file and search. What is left is sealed anew.')}</p>`;
    return html`<p>
      ${
        deciders.length === 0
          ? msg('Your course team decides, and sees only the texts found here.')
          : msg(str`${listOfNames(deciders)} can decide. They see only the texts found here.`)
      }
    </p>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { redaction } = this.view;
    if (!redaction) return nothing;
    const { decides, deciders, removals } = redaction;
    const words = { id: 'words', label: msg('Which words?'), hint: msg('As they stand in the record. What you type stays on this page.') };
    const note = {
      id: 'note',
      label: msg('Anything to add (optional)'),
      hint: msg('Without the words that go. It stays for everybody who reads the record.'),
    };
    return html`<div class="stack">
      ${
        removals.length === 0
          ? nothing
          : html`<ul class="rows">
              ${removals.map((one) => this.removal(one))}
            </ul>`
      }
      <form class="stack" autocomplete="off" @submit=${this.submitted}>
        ${field(
          words,
          html`<input
            id="words"
            type="text"
            required
            maxlength="200"
            aria-describedby=${describedBy(words)}
            .value=${this.words}
            @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}
          />`,
        )}
        ${this.places()}
        <fieldset>
          <legend>${msg('What are they?')}</legend>
          ${reasons.map(
            (reason, index) =>
              html`<label class="choice"
                ><input type="radio" name="reason" value=${reason} ?checked=${index === 0} /><span>${reasonName(reason)}</span></label
              >`,
          )}
        </fieldset>
        ${field(note, html`<textarea id="note" name="note" maxlength="500" aria-describedby=${describedBy(note)}></textarea>`)}
        ${this.decision(decides, deciders)}
        <button class=${decides ? 'danger' : ''} type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${decides ? msg('Remove these words') : msg('Ask to have them removed')}
        </button>
      </form>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-redaction': ObservationRedaction;
  }
}
