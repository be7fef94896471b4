import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../shared/cf-notice.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayAndYear, dayOf } from '../shared/times.js';

/**
 * Above a record that is signed and that nobody but its observer reads yet: when that will be, and the observer’s *We have talked*.
 * @fires release-wanted
 */
@localized()
@customElement('observation-release')
export class ObservationRelease extends LitElement {
  static override styles = baseStyles;

  @property({ attribute: false }) view!: ObservationView;
  @property({ type: Boolean }) busy = false;

  private day(): string {
    const { release, now, timeZone } = this.view;
    return dayAndYear(dayOf(new Date(release?.at ?? now), timeZone));
  }

  private forObserver(): TemplateResult {
    const name = this.view.trainee.givenName;
    const talked = this.view.release?.how === 'talked';
    const words = talked
      ? msg(str`${name} knows that it is signed and cannot read it yet. Talk about the lesson, then press “We have talked”.`)
      : msg(str`${name} knows that it is signed, and can read it from ${this.day()}.`);
    return html`<cf-notice kind="info">
      <p>${words}</p>
      ${talked ? html`<p>${msg(str`Without a talk, ${name} can read it from ${this.day()}.`)}</p>` : ''}
      <button
        slot="actions"
        class=${talked ? 'primary' : ''}
        type="button"
        aria-disabled=${this.busy ? 'true' : 'false'}
        @click=${() => !this.busy && fire(this, 'release-wanted')}
      >
        ${talked ? msg('We have talked') : msg('We have talked: open it now')}
      </button>
    </cf-notice>`;
  }

  private forTrainee(): TemplateResult {
    const name = this.view.observer.givenName;
    const words =
      this.view.release?.how === 'talked'
        ? msg(str`${name} has signed. You can read it when the two of you have talked, and from ${this.day()} in any case.`)
        : msg(str`${name} has signed. You can read it from ${this.day()}.`);
    return html`<cf-notice kind="info"><p>${words}</p></cf-notice>`;
  }

  override render(): TemplateResult {
    return this.view.may.release ? this.forObserver() : this.forTrainee();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-release': ObservationRelease;
  }
}
