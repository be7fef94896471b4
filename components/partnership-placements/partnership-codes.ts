import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodeListed } from '../../tool/partnership/claim-code.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { dayOf, longDay, moment } from '../shared/times.js';
import { roleWord } from '../shared/role-words.js';
import { placementsStyles } from './partnership-placements.styles.js';

const icons: Record<CodeListed['state'], IconName> = { open: 'clock', used: 'check', expired: 'minus', withdrawn: 'minus' };

/**
 * Codes, and making one; where it may be for more than one role, which.
 * @fires code-wanted - `{ name, role }`
 * @fires code-withdrawn - `{ id }`
 */
@localized()
@customElement('partnership-codes')
export class PartnershipCodes extends LitElement {
  static override styles = [baseStyles, formStyles, placementsStyles];

  @property({ attribute: false }) codes: CodeListed[] = [];
  @property() zone: string | undefined;
  @property({ type: Boolean }) busy = false;
  /** Roles to choose from in this form; none where the page has asked already. */
  @property({ attribute: false }) roles: readonly ('mentor' | 'coach')[] = ['mentor', 'coach'];
  @state() private error: string | null = null;

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const name = formText(data, 'name');
    const role = formText(data, 'role') || 'mentor';
    this.error = name === '' ? msg('Who is the letter to?') : null;
    if (this.error) this.renderRoot.querySelector('input')?.focus();
    else if (!this.busy) {
      fire(this, 'code-wanted', { name, role });
      form.reset();
    }
  };

  private sentenceOf(code: CodeListed): string {
    const at = (instant: string | null): string => (instant === null ? '' : moment(instant, { timeZone: this.zone }));
    if (code.state === 'used') {
      const who = code.usedBy ?? msg('somebody');
      return code.usedFrom === null
        ? msg(str`used by ${who}, ${at(code.usedAt)}`)
        : msg(str`used by ${who}, ${at(code.usedAt)}, from ${code.usedFrom}`);
    }
    if (code.state === 'withdrawn') return msg('withdrawn');
    const day = longDay(dayOf(new Date(code.expiresAt), this.zone));
    return code.state === 'open' ? msg(str`not used yet, works until ${day}`) : msg(str`not used, ended on ${day}`);
  }

  private renderCode(code: CodeListed): TemplateResult {
    return html`<li class="row">
      <span class="state"
        >${icon(icons[code.state])}<span
          ><strong>${code.name ?? ''}</strong> (${[roleWord(code.role), code.school].filter(Boolean).join(', ')})
          ${this.sentenceOf(code)}</span
        ></span
      >
      ${
        code.state === 'open'
          ? html`<button class="quiet" type="button" @click=${() => fire(this, 'code-withdrawn', { id: code.id })}>
              ${msg('Withdraw')}<span class="visually-hidden">: ${code.name ?? ''}</span>
            </button>`
          : nothing
      }
    </li>`;
  }

  override render(): TemplateResult {
    const about = { id: 'name', label: msg('Name for the letter'), hint: msg('As you would write to them: Ms Nair.'), error: this.error };
    return html`<div class="stack">
      ${
        this.codes.length === 0
          ? html`<p>${msg('No code yet. Make one and send it with the letter.')}</p>`
          : html`<ul class="rows">
              ${this.codes.map((code) => this.renderCode(code))}
            </ul>`
      }
      <form class="narrow stack" novalidate @submit=${this.submit}>
        ${
          this.roles.length === 0
            ? nothing
            : html`<fieldset class="row">
                <legend>${msg('What will they be?')}</legend>
                ${this.roles.map((role, index) => html`<label class="choice"><input type="radio" name="role" value=${role} ?checked=${index === 0} /> <span>${roleWord(role)}</span></label>`)}
              </fieldset>`
        }
        ${field(
          about,
          html`<input
            id="name"
            name="name"
            maxlength="200"
            autocomplete="off"
            aria-describedby=${describedBy(about)}
            aria-invalid=${this.error ? 'true' : nothing}
          />`,
        )}
        <button aria-disabled=${this.busy ? 'true' : 'false'}>${msg('Make a code')}</button>
      </form>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-codes': PartnershipCodes;
  }
}
