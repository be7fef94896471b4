import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EndedRole, HomeAnswer, WaitingItem } from '../../tool/home/home.shared.js';
import type { CodeUsed } from '../../tool/partnership/claim-code.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import '../home-page/home-ended.js';
import './partnership-ask.js';
import './partnership-code-entry.js';
import { codePageStyles } from './partnership-code.styles.js';
import './partnership-joined.js';

/**
 * The page of somebody who holds no role yet, and of anybody with another code. Shows nothing but the field and what to do.
 * @fires roles-changed - a code worked: ask again who this is
 */
@localized()
@customElement('partnership-code')
export class PartnershipCode extends LitElement {
  static override styles = [baseStyles, codePageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private used: CodeUsed | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  @state() private reference: string | null = null;
  @state() private ended: EndedRole[] = [];
  @state() private waiting: WaitingItem[] = [];

  override firstUpdated(): void {
    if (this.me.roles.length === 0) void this.askReference();
  }

  override updated(changed: PropertyValues): void {
    // The next screen is a new one: it is read from its heading on.
    if (changed.has('used') && this.used) void this.readHeading();
  }

  private async askReference(): Promise<void> {
    const home = await this.api.get<HomeAnswer>('/api/home', { background: true }).catch(() => null);
    this.reference = home?.reference ?? null;
    this.ended = home?.you.ended ?? [];
    this.waiting = home?.waiting ?? [];
  }

  private async readHeading(): Promise<void> {
    const joined = this.renderRoot.querySelector('partnership-joined');
    await joined?.updateComplete;
    const heading = joined?.renderRoot.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }

  private readonly use = async (event: CustomEvent<{ code: string }>): Promise<void> => {
    this.busy = true;
    this.problem = null;
    try {
      this.used = await this.api.post<CodeUsed>('/api/codes/use', { code: event.detail.code });
      fire(this, 'roles-changed');
    } catch (error) {
      this.problem = error instanceof Error ? error.message : msg('That did not work. Try again in a minute.');
    } finally {
      this.busy = false;
    }
  };

  private renderFirst(): TemplateResult {
    const { identityName } = this.me;
    return html`<h1>${identityName ? msg(str`Welcome, ${identityName}.`) : msg('Welcome.')}</h1>
      <home-ended .ended=${this.ended} .zone=${this.me.timeZone}></home-ended>
      ${
        this.waiting.length === 0
          ? nothing
          : html`<ul class="rows">
              ${this.waiting.map(({ href, sentence }) => html`<li><a class="button quiet" href=${href}>${sentence}</a></li>`)}
            </ul>`
      }
      <p>${msg('Have you a mentor code? Type the code from your university’s letter.')}</p>`;
  }

  private renderNothingHere(): TemplateResult {
    return html`<p>${msg('Lost it? Ask the tutor named in the letter. Nothing else to set up.')}</p>
      <partnership-ask .api=${this.api} .zone=${this.me.timeZone}></partnership-ask>
      <p class="quiet-text">
        ${msg('No code? There is nothing here for you yet.')}
        ${this.reference ? msg(str`If you expected something, tell your course team this number: ${this.reference}.`) : nothing}
      </p>`;
  }

  override render(): TemplateResult {
    if (this.used) return html`<partnership-joined .used=${this.used}></partnership-joined>`;
    const first = this.me.roles.length === 0;
    return html`<div class="page stack">
      ${
        first
          ? this.renderFirst()
          : html`<h1>${msg('A code you were given')}</h1>
              <p>${msg('Type the code from the letter.')}</p>`
      }
      <partnership-code-entry .problem=${this.problem} .busy=${this.busy} @code-given=${this.use}></partnership-code-entry>
      ${first ? this.renderNothingHere() : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'partnership-code': PartnershipCode;
  }
}
