import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { nameLength, reachLength, type SomeoneBody, type UsualSomeone } from '../../tool/contact/contact.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { contactLine } from './contact-line.js';
import { contactPageStyles } from './contact-page.styles.js';

type Wrong = Partial<Record<'name' | 'reach', string>>;

/**
 * Somebody else to talk to: of one placement, or the usual one.
 * @fires someone-given - `SomeoneBody`; nobody where both fields are empty
 */
@localized()
@customElement('contact-someone-form')
export class ContactSomeoneForm extends LitElement {
  static override styles = [baseStyles, formStyles, contactPageStyles];

  @property({ attribute: false }) recorded!: UsualSomeone;
  @property({ attribute: false }) errors: FieldProblem[] = [];
  @property({ type: Boolean }) busy = false;
  /** Who reads it, in a sentence. */
  @property() privacy = '';
  @state() private wrong: Wrong = {};
  /** Kept, so that what somebody else stored meanwhile does not run over what is typed here. */
  private start: UsualSomeone['someone'] | undefined;

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const [name, reach] = [formText(data, 'name').trim(), formText(data, 'reach').trim()];
    const nobody = name === '' && reach === '';
    this.wrong = nobody
      ? {}
      : { ...(name === '' ? { name: msg('Who is it?') } : {}), ...(reach === '' ? { reach: msg('How do people reach them?') } : {}) };
    await this.updateComplete;
    const [first] = Object.keys(this.wrong);
    if (first === undefined) fire(this, 'someone-given', { someone: nobody ? null : { name, reach } } satisfies SomeoneBody);
    else this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
  };

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  private renderLine(id: 'name' | 'reach', label: string, hint: string, value: string, most: number): TemplateResult {
    const error = this.wrong[id] ?? this.errors.find((one) => one.pointer === `/someone/${id}`)?.detail ?? null;
    return contactLine({ id, label, hint, value, most, error });
  }

  override render(): TemplateResult {
    if (this.start === undefined) this.start = this.recorded.someone;
    const { start } = this;
    return html`<form class="stack narrow" novalidate @submit=${this.submit}>
      ${this.renderLine('name', msg('Name'), msg('Not the mentor and not the tutor. Ask them first; they need no account here.'), start?.name ?? '', nameLength)}
      ${this.renderLine(
        'reach',
        msg('How to reach them'),
        msg('A telephone, an e-mail or a room. A telephone alone can be called with one tap.'),
        start?.reach ?? '',
        reachLength,
      )}
      ${start ? html`<p class="hint">${msg('Leave both empty to take them off.')}</p>` : nothing}
      ${this.privacy ? html`<p class="privacy">${this.privacy}</p>` : nothing}
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? msg('Saving…') : msg('Save')}</button>
        <slot></slot>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contact-someone-form': ContactSomeoneForm;
  }
}
