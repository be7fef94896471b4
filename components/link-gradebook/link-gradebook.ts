import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LinkPolicy, LinkPolicyAnswer } from '../../tool/link/link.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { ProblemError } from '../shared/problem-error.js';
import '../shared/save-state.js';
import { gradebookStyles } from './link-gradebook.styles.js';
import { problemSentence } from '../shared/problem-sentence.js';

/** *What should the gradebook show?*, for the activity this page was opened from. */
@localized()
@customElement('link-gradebook')
export class LinkGradebook extends LitElement {
  static override styles = [baseStyles, formStyles, gradebookStyles];

  @property({ attribute: false }) api!: Api;
  /** What the course is called in which the page was opened. */
  @property() course: string | null = null;
  @state() private answer: LinkPolicyAnswer | null = null;
  @state() private sends: LinkPolicy['sends'] = 'done';
  @state() private problem: string | null = null;
  @state() private busy = false;
  @state() private savedAt: string | null = null;

  override firstUpdated(): void {
    void this.load();
  }

  private show(answer: LinkPolicyAnswer): void {
    this.answer = answer;
    this.sends = answer.policy.sends;
  }

  private async load(): Promise<void> {
    try {
      this.show(await this.api.get<LinkPolicyAnswer>('/api/links/current/policy'));
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { answer } = this;
    if (!answer || this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const day = (name: string): string | null => formText(data, name) || null;
    const policy: LinkPolicy = {
      ...answer.policy,
      sends: this.sends,
      requiredCount: Number(formText(data, 'required')),
      countsPlacements: data.get('both') === null ? 'each' : 'both',
      fromOn: day('fromOn'),
      untilOn: day('untilOn'),
    };
    this.busy = true;
    this.problem = null;
    try {
      const options = answer.revision === 0 ? {} : { ifMatch: answer.revision };
      this.show(await this.api.put<LinkPolicyAnswer>('/api/links/current/policy', policy, options));
      this.savedAt = new Date().toISOString();
    } catch (error) {
      this.problem = problemSentence(error);
      if (error instanceof ProblemError && error.status === 409) await this.load();
    } finally {
      this.busy = false;
    }
  };

  private renderChoice(value: LinkPolicy['sends'], words: string): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name="sends" value=${value} .checked=${this.sends === value} @change=${() => (this.sends = value)} />
      <span>${words}</span>
    </label>`;
  }

  private renderDay(name: 'fromOn' | 'untilOn', label: string, value: string | null): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label><input id=${name} name=${name} type="date" .value=${value ?? ''} />
    </div>`;
  }

  private renderForm({ policy, rule, sendsFromHere, link }: LinkPolicyAnswer): TemplateResult {
    const count = policy.requiredCount;
    return html`<form class="stack" novalidate @submit=${this.save}>
      ${this.course ? html`<p class="quiet-text">${msg(str`Course: ${this.course}`)}</p>` : nothing}
      ${link.title ? html`<p class="quiet-text">${msg(str`Activity: ${link.title}`)}</p>` : nothing}
      ${
        sendsFromHere
          ? nothing
          : html`<cf-notice kind="info"
              >${msg('This activity is not in a course of trainees, so nothing is sent from here. Choose this in the trainees’ own course.')}</cf-notice
            >`
      }
      <fieldset>
        <legend>${msg('What should the gradebook show?')}</legend>
        ${this.renderChoice('nothing', msg('Nothing'))}
        ${this.renderChoice('done', msg(str`Done, when ${count} observations are signed and read (recommended)`))}
        ${this.renderChoice('running_count', msg(str`A running count: 2 of ${count}`))}
      </fieldset>
      <div class="field">
        <label for="required">${msg('How many observations?')}</label>
        <input id="required" class="number" name="required" type="number" inputmode="numeric" min="1" max="100" .value=${String(count)} />
      </div>
      <div class="days">
        ${this.renderDay('fromOn', msg('Lessons from (if you like)'), policy.fromOn)}
        ${this.renderDay('untilOn', msg('Lessons until (if you like)'), policy.untilOn)}
      </div>
      <label class="choice">
        <input type="checkbox" name="both" .checked=${policy.countsPlacements === 'both'} />
        <span>${msg('Count both placements of a trainee together')}</span>
      </label>
      <p class="quiet-text">${rule}</p>
      ${
        sendsFromHere && this.sends !== 'nothing'
          ? html`<p>${msg('Trainees who already have signed and read records are sent at once when you save.')}</p>`
          : nothing
      }
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? msg('Saving…') : msg('Save')}</button>
        <save-state
          .state=${this.problem ? 'not-saved' : 'saved'}
          .at=${this.savedAt}
          ?untouched=${this.savedAt === null && !this.problem}
        ></save-state>
      </div>
    </form>`;
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack">
      <h1>${msg('Gradebook')}</h1>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${this.answer ? this.renderForm(this.answer) : this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-gradebook': LinkGradebook;
  }
}
