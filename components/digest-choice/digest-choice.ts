import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DigestAnswer, Rhythm } from '../../tool/digest/digest.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { problemSentence } from '../shared/problem-sentence.js';
import '../shared/save-state.js';
import type { SaveStateName } from '../shared/save-state.js';
import { troubleSentence } from './trouble-sentence.js';

const rhythms: readonly Rhythm[] = ['never', 'weekdays', 'mondays'];
const wordsOf = (rhythm: Rhythm): string => ({ never: msg('never'), weekdays: msg('each weekday'), mondays: msg('on Mondays') })[rhythm];

/** Whether somebody is e-mailed when something waits for them; shows nothing to who holds no role. */
@localized()
@customElement('digest-choice')
export class DigestChoice extends LitElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      summary {
        padding-block: 0.75rem;
        color: var(--cf-accent);
        font-size: var(--cf-text-s);
        cursor: pointer;
      }
      .trouble {
        display: flex;
        gap: var(--cf-space-2);
        padding-block-end: var(--cf-space-2);
      }
      .trouble .icon {
        flex: none;
        margin-block-start: 0.125em;
        color: var(--cf-warning);
      }
      select {
        max-inline-size: 16rem;
      }
    `,
  ];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private digest: DigestAnswer | null = null;
  @state() private wanted: Rhythm | null = null;
  @state() private saving: SaveStateName = 'saved';
  @state() private savedAt: string | null = null;
  @state() private problem: string | null = null;

  override firstUpdated(): void {
    if (this.me.roles.length > 0) void this.load();
  }

  // The page is whole without this line, so its own trouble is no trouble of the page.
  private async load(): Promise<void> {
    this.digest = await this.api.get<DigestAnswer>('/api/digest', { background: true }).catch(() => null);
  }

  /** Sends the newest choice, and again where another one was made meanwhile. */
  private async save(rhythm: Rhythm): Promise<void> {
    this.wanted = rhythm;
    if (this.saving === 'saving') return;
    this.saving = 'saving';
    this.problem = null;
    try {
      let sent: Rhythm;
      do {
        sent = this.wanted;
        this.digest = await this.api.put<DigestAnswer>('/api/digest', { rhythm: sent });
      } while (sent !== this.wanted);
      this.savedAt = new Date().toISOString();
      this.saving = 'saved';
    } catch (error) {
      this.problem = problemSentence(error);
      this.saving = 'not-saved';
    }
  }

  private renderChoice({ rhythm, address }: DigestAnswer): TemplateResult {
    const chosen = this.wanted ?? rhythm;
    return html`${field(
        { id: 'rhythm', label: msg('E-mail me') },
        html`<select id="rhythm" @change=${(event: Event) => void this.save((event.target as HTMLSelectElement).value as Rhythm)}>
          ${rhythms.map((one) => html`<option value=${one} .selected=${one === chosen}>${wordsOf(one)}</option>`)}
        </select>`,
      )}
      <save-state
        .state=${this.saving}
        .at=${this.savedAt}
        .timeZone=${this.me.timeZone}
        .sentence=${this.problem === null ? null : msg(str`Not saved. ${this.problem}`)}
        ?untouched=${this.wanted === null}
      ></save-state>
      ${
        address === null
          ? nothing
          : html`<p class="quiet-text">
              ${msg(str`To ${address}, about 7 in the morning. It says how many things wait and names nobody. Only you see your address here.`)}
            </p>`
      }`;
  }

  private renderMissing({ sends }: DigestAnswer): TemplateResult {
    const { support, platform } = this.me;
    if (sends)
      return html`<p>${msg(str`${platform.name} has not sent us your e-mail address. Your course team can have that changed.`)}</p>`;
    return html`<p>
      ${msg('This Critical Friend sends no e-mail. Whoever runs it can turn that on.')}
      ${support ? msg(str`You can ask ${support}.`) : nothing}
    </p>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { digest } = this;
    // Where no e-mail can be sent there is nothing to choose, and nobody who reads this could change it.
    if (!digest || (!digest.sends && digest.rhythm === 'never')) return nothing;
    const possible = digest.sends && digest.address !== null;
    const state = possible || digest.rhythm !== 'never' ? wordsOf(digest.rhythm) : msg('not possible yet');
    return html`<details>
        <summary>${msg(str`E-mail when something waits: ${state}`)}</summary>
        <div class="stack-tight">
          ${possible ? nothing : this.renderMissing(digest)} ${possible || digest.rhythm !== 'never' ? this.renderChoice(digest) : nothing}
        </div>
      </details>
      ${
        digest.trouble
          ? html`<p class="trouble">${icon('warning')}<span>${troubleSentence(digest.trouble, this.me.timeZone)}</span></p>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'digest-choice': DigestChoice;
  }
}
