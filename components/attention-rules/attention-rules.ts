import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AttentionDays, AttentionRule, AttentionRules as Rules } from '../../tool/attention/attention.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { ProblemError } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';
import '../shared/save-state.js';
import { ruleOrder } from '../tutor-table/rule-words.js';

const question = (rule: AttentionRule): string =>
  ({
    mentor: msg('No mentor since the placement began'),
    observation: msg('No lesson observation recorded'),
    meeting: msg('No meeting recorded'),
    target: msg('No target made or changed'),
    unread: msg('A signed record not read by the trainee'),
    grade: msg('Not sent to the gradebook'),
  })[rule];

const least = (rule: AttentionRule): number => (rule === 'mentor' || rule === 'grade' ? 0 : 1);
const most = 180;

/** Whether a text is a number of days the rule may have; an empty one switches it off. */
const readDays = (rule: AttentionRule, text: string): number | null | 'wrong' => {
  if (text.trim() === '') return null;
  const days = Number(text);
  return Number.isInteger(days) && days >= least(rule) && days <= most ? days : 'wrong';
};

/** When somebody needs a tutor: the reader's own rules, or the partnership's. */
@localized()
@customElement('attention-rules')
export class AttentionRulesForm extends LitElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      .narrow {
        max-inline-size: 36rem;
      }
      .days {
        inline-size: 7rem;
      }
    `,
  ];

  @property({ attribute: false }) api!: Api;
  @property() whose: 'mine' | 'partnership' = 'mine';
  @state() private rules: Rules | null = null;
  @state() private typed: Partial<Record<AttentionRule, string>> = {};
  @state() private wrong: AttentionRule[] = [];
  @state() private busy = false;
  @state() private problem: string | null = null;
  @state() private savedAt: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  private get stored(): Rules['mine'] {
    return this.rules?.[this.whose] ?? null;
  }

  /** What applies now: a tutor without rules of their own has the partnership's. */
  private get days(): AttentionDays | null {
    return this.rules && (this.stored?.days ?? this.rules.partnership?.days ?? this.rules.usual);
  }

  private async load(): Promise<void> {
    try {
      this.rules = await this.api.get<Rules>('/api/attention/rules');
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private async send(days: AttentionDays | null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const options = this.stored ? { ifMatch: this.stored.revision } : {};
      this.rules = await this.api.put<Rules>(`/api/attention/rules/${this.whose}`, { days }, options);
      this.typed = {};
      this.savedAt = new Date().toISOString();
    } catch (error) {
      this.problem = problemSentence(error);
      if (error instanceof ProblemError && error.status === 409) await this.load();
    } finally {
      this.busy = false;
    }
  }

  private readonly save = (event: Event): void => {
    event.preventDefault();
    const { days } = this;
    if (!days) return;
    const read = ruleOrder.map((rule) => [rule, readDays(rule, this.typed[rule] ?? String(days[rule] ?? ''))] as const);
    this.wrong = read.filter(([, value]) => value === 'wrong').map(([rule]) => rule);
    const [first] = this.wrong;
    if (first) this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
    else void this.send(Object.fromEntries(read) as AttentionDays);
  };

  private renderRule(rule: AttentionRule, days: AttentionDays): TemplateResult {
    const about = {
      id: rule,
      label: question(rule),
      hint: least(rule) === 0 ? msg('Days; 0 means at once, empty means never.') : msg('Days; empty means never.'),
      error: this.wrong.includes(rule) ? msg(str`A whole number from ${least(rule)} to ${most}, or nothing.`) : null,
    };
    return field(
      about,
      html`<input
        id=${rule}
        class="days"
        inputmode="numeric"
        autocomplete="off"
        aria-describedby=${describedBy(about)}
        aria-invalid=${about.error ? 'true' : nothing}
        .value=${this.typed[rule] ?? String(days[rule] ?? '')}
        @input=${(event: Event) => (this.typed = { ...this.typed, [rule]: (event.target as HTMLInputElement).value })}
      />`,
    );
  }

  private renderForm(days: AttentionDays): TemplateResult {
    const mine = this.whose === 'mine';
    const back = mine ? msg('Use the university’s again') : msg('Use the usual ones again');
    return html`<p>
        ${
          mine
            ? msg('A trainee comes to the top of your table after this many days. It changes nobody else’s table.')
            : msg('A trainee comes to the top of their tutor’s table after this many days. Tutors may choose their own.')
        }
      </p>
      <form class="stack" novalidate @submit=${this.save}>
        ${ruleOrder.filter((rule) => rule !== 'meeting' || this.rules?.meetings).map((rule) => this.renderRule(rule, days))}
        <div class="row">
          <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? msg('Saving…') : msg('Save')}</button>
          <save-state
            .state=${this.problem ? 'not-saved' : 'saved'}
            .at=${this.savedAt}
            ?untouched=${this.savedAt === null && !this.problem}
          ></save-state>
        </div>
      </form>
      ${this.stored ? html`<p><button class="quiet" type="button" @click=${() => void this.send(null)}>${back}</button></p>` : nothing}`;
  }

  override render(): TemplateResult {
    const { days } = this;
    const mine = this.whose === 'mine';
    return html`<div class="narrow stack">
      <p>
        <a class="button quiet" href=${mine ? '#/trainees' : '#/schools'}>${icon('back')}${mine ? msg('Your trainees') : msg('Schools')}</a>
      </p>
      <h1>${mine ? msg('When somebody needs you') : msg('When somebody needs their tutor')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${days ? this.renderForm(days) : this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-rules': AttentionRulesForm;
  }
}
