import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { WaitedFor } from '../../tool/home/home.shared.js';
import type { PersonAddress } from '../../tool/partnership/person-address.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import { copyText } from '../shared/copy-text.js';
import { localized, msg, str } from '../shared/localize.js';
import { homePageStyles } from './home-page.styles.js';
import { mailLink, tellMessage, type TellMessage } from './tell-message.js';

/**
 * A ready-made message for the reader's own mail program. The tool sends nothing and keeps nothing of it.
 * @fires closed - the person is done with it
 */
@localized()
@customElement('home-tell')
export class HomeTell extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  /** Whom to tell; null while nobody is told. */
  @property({ attribute: false }) person: WaitedFor | null = null;
  /** Null until the server has answered. */
  @property({ attribute: false }) address: PersonAddress | null = null;
  /** Why it did not. */
  @property({ attribute: false }) problem: string | null = null;
  /** The reader's name. */
  @property() sender = '';
  @state() private said = '';
  @query('.message') private words!: HTMLElement | null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('person')) this.said = '';
  }

  private readonly copy = async (): Promise<void> => {
    if (!this.words) return;
    const done = await copyText(this.words);
    this.said = done === 'copied' ? msg('Copied.') : msg('The message is marked. Copy it with Ctrl+C, on a Mac Cmd+C.');
  };

  private renderMessage(person: WaitedFor, email: string | null, { subject, body }: TellMessage): TemplateResult {
    return html`<div class="stack">
      ${
        email === null
          ? html`<p>${msg(str`No e-mail address of ${person.name} is known here. Copy the message and send it as you usually write.`)}</p>`
          : html`<p>${msg('It opens in your own mail program. Critical Friend sends nothing and keeps no note of it.')}</p>
              <p class="quiet-text">${msg(str`To: ${email}`)}<br />${msg(str`Subject: ${subject}`)}</p>`
      }
      <p class="message card">${body}</p>
      <p role="status">${this.said}</p>
    </div>`;
  }

  private renderActions(email: string | null, message: TellMessage): TemplateResult {
    // Another window: a mail program on the web cannot be shown in a platform's frame.
    return html`<button slot="actions" class=${email === null ? 'primary' : nothing} type="button" @click=${this.copy}>
        ${msg('Copy the message')}
      </button>
      ${
        email === null
          ? nothing
          : html`<a slot="actions" class="button primary" href=${mailLink(email, message)} target="_blank" rel="noreferrer"
              >${msg('Open your mail program')}</a
            >`
      }`;
  }

  private renderInside(person: WaitedFor): TemplateResult {
    const email = this.address?.email ?? null;
    const message = tellMessage(person, this.address?.platforms ?? [], this.sender);
    return html`${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
    ${this.renderMessage(person, email, message)} ${this.renderActions(email, message)}`;
  }

  override render(): TemplateResult {
    const { person } = this;
    // It opens with all that it says: a dialog finds its place by its height.
    const asking = person !== null && person.personId !== null && this.address === null && this.problem === null;
    const open = person !== null && !asking;
    return html`<p role="status" class=${asking ? nothing : 'visually-hidden'}>${asking ? msg('Opening…') : nothing}</p>
      <cf-dialog .heading=${person ? msg(str`Tell ${person.givenName}`) : ''} ?open=${open}>
        ${open ? this.renderInside(person) : nothing}
      </cf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-tell': HomeTell;
  }
}
