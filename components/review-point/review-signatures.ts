import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { reasonLength } from '../../tool/review/limits.shared.js';
import type { ReviewView } from '../../tool/review/review.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { moment } from '../shared/times.js';
import { missingSentence, signerWords } from './review-words.js';

/**
 * Who has signed, who has not, and what came of it.
 * @fires sign-wanted
 * @fires reopen-wanted - detail {reason}
 * @fires send-again-wanted
 */
@localized()
@customElement('review-signatures')
export class ReviewSignatures extends LitElement {
  static override styles = [baseStyles, formStyles];

  @property({ attribute: false }) view!: ReviewView;
  @property({ type: Boolean }) busy = false;
  @state() private opening = false;
  @state() private reason = '';

  private when(instant: string): string {
    return moment(instant, { timeZone: this.view.timeZone });
  }

  private signing(): TemplateResult | typeof nothing {
    const { may, state: now } = this.view;
    if (!may.sign) return nothing;
    const first = msg('The first signature fixes the words. Talk it over first. Signing says that you have read it.');
    const later = msg('The words are fixed. Signing says that you have read them.');
    return html`<div class="stack-tight no-print">
      <p>${now === 'open' ? first : later}</p>
      <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => fire(this, 'sign-wanted')}>
        ${msg('Sign')}
      </button>
    </div>`;
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (this.busy || this.reason.trim() === '') return;
    fire(this, 'reopen-wanted', { reason: this.reason });
    this.opening = false;
    this.reason = '';
  };

  private reopening(): TemplateResult | typeof nothing {
    if (!this.view.may.reopen) return nothing;
    if (!this.opening)
      return html`<button class="quiet no-print" type="button" @click=${() => (this.opening = true)}>
        ${msg('Something must change')}
      </button>`;
    const options = { id: 'reason', label: msg('Why it must change'), hint: `${msg('Everybody here reads this.')} ${initialsHint()}` };
    return html`<form class="card stack-tight" @submit=${this.submitted}>
      <p>${msg('The review opens for writing. The signatures given are dropped, and everybody signs again.')}</p>
      ${field(
        options,
        html`<textarea
          id="reason"
          required
          maxlength=${reasonLength}
          aria-describedby=${describedBy(options)}
          .value=${this.reason}
          @input=${(event: Event) => (this.reason = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      <div class="row">
        <button type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${msg('Open it again')}</button>
        <button class="quiet" type="button" @click=${() => (this.opening = false)}>${msg('Leave it as it is')}</button>
      </div>
    </form>`;
  }

  private gradebook(): TemplateResult | typeof nothing {
    const { gradebook, may } = this.view;
    if (!gradebook) return nothing;
    const sentence = gradebook.sentence
      .replace('{at}', gradebook.at === null ? '' : this.when(gradebook.at))
      .replace('{nextTryAt}', gradebook.nextTryAt === null ? '' : this.when(gradebook.nextTryAt));
    const icons = { sent: 'check', waiting: 'clock', not_sent: 'warning', nothing: 'minus' } as const;
    return html`<p>${icon(icons[gradebook.state])} ${sentence}</p>
      ${
        may.sendAgain
          ? html`<button type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => fire(this, 'send-again-wanted')}>
              ${msg('Send again')}
            </button>`
          : nothing
      }`;
  }

  override render(): TemplateResult {
    const { signatures, missing, reopenings } = this.view;
    return html`<section class="stack-tight" aria-labelledby="signatures">
      <h2 id="signatures">${msg('Signatures')}</h2>
      <ul class="rows">
        ${signatures.map(
          ({ role, by, signedAt }) =>
            html`<li>${icon('check')} ${msg(str`Signed by ${by.name} as ${signerWords(role)}, ${this.when(signedAt)}`)}</li>`,
        )}
      </ul>
      ${missing.length > 0 ? html`<p>${icon('dots')} ${missingSentence(this.view)}</p>` : nothing} ${this.gradebook()} ${this.signing()}
      ${this.reopening()}
      ${reopenings.map(
        ({ by, reason, reopenedAt, erasedAt }) =>
          html`<p class="quiet-text">
            ${msg(str`${by.name} opened it again, ${this.when(reopenedAt)}:`)}
            ${erasedAt === null ? reason : msg('These words were erased.')}
          </p>`,
      )}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-signatures': ReviewSignatures;
  }
}
