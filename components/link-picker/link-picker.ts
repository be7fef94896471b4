import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LinkPickAnswer } from '../../tool/link/link-pick.shared.js';
import type { LinkChoice } from '../../tool/link/link.shared.js';
import '../link-preview/link-preview.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { linkPickerStyles } from './link-picker.styles.js';

type Step = 'what' | 'gradebook' | 'preview' | 'ready';
const stepBefore: Record<Step, Step> = { what: 'what', gradebook: 'what', preview: 'gradebook', ready: 'ready' };

/**
 * Chooses what to place in a course, for a platform that asked.
 * @fires picked - with what is to be posted to the platform; also when it was left without a choice
 */
@localized()
@customElement('link-picker')
export class LinkPicker extends LitElement {
  static override styles = [baseStyles, formStyles, linkPickerStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) ticket = '';
  /** How people call the platform. */
  @property() platform = '';
  @property() course: string | null = null;
  /** The platform asked for something else than an activity. */
  @property({ type: Boolean }) nothingToAdd = false;
  @state() private step: Step = 'what';
  @state() private shows: LinkChoice['shows'] = 'everything';
  @state() private sends: LinkChoice['sends'] = 'done';
  @state() private count = 6;
  @state() private countWrong = false;
  @state() private busy = false;
  @state() private problem: string | null = null;

  override updated(changed: PropertyValues): void {
    // After each step its heading is read out; the first one is where the page begins anyway.
    if (changed.has('step') && changed.get('step') !== undefined) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  private async answer(choice: LinkChoice | null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const answer = await this.api.post<LinkPickAnswer>('/api/links/picks', { ticket: this.ticket, choice });
      if (choice !== null) this.step = 'ready';
      fire(this, 'picked', answer);
    } catch (error) {
      this.problem = problemSentence(error);
      this.busy = false;
    }
  }

  private readonly leave = (): Promise<void> => this.answer(null);

  private readonly back = (): void => {
    this.problem = null;
    this.step = stepBefore[this.step];
  };

  private readonly next = (event: Event): void => {
    event.preventDefault();
    if (this.step === 'what') this.step = 'gradebook';
    else if (this.step === 'preview') void this.answer({ shows: this.shows, sends: this.sends, requiredCount: this.count });
    else if (this.countRight()) this.step = 'preview';
  };

  private countRight(): boolean {
    const field = this.renderRoot.querySelector<HTMLInputElement>('#count');
    const count = Number(field?.value ?? this.count);
    this.countWrong = !(Number.isInteger(count) && count >= 1 && count <= 100);
    if (this.countWrong) field?.focus();
    else this.count = count;
    return !this.countWrong;
  }

  private get saving(): string {
    if (this.platform === 'Moodle') return msg('press “Save and return to course” in Moodle.');
    if (this.platform === 'Canvas') return msg('press “Save” or “Add Item” in Canvas.');
    return msg(str`save it in ${this.platform}.`);
  }

  private renderShows(value: LinkChoice['shows'], name: string, words: string): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name="shows" value=${value} .checked=${this.shows === value} @change=${() => (this.shows = value)} />
      <span><strong>${name}</strong><small>${words}</small></span>
    </label>`;
  }

  private renderSends(value: LinkChoice['sends'], words: string): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name="sends" value=${value} .checked=${this.sends === value} @change=${() => (this.sends = value)} />
      <span>${words}</span>
    </label>`;
  }

  private renderWhat(): TemplateResult {
    return html`<fieldset>
      <legend class="visually-hidden">${msg('What do you want in this course?')}</legend>
      ${this.renderShows('everything', msg('Everything on one page (recommended)'), msg('One link that opens “Waiting for you”: observations, targets and the people of each trainee.'))}
      ${this.renderShows('observations', msg('Lesson observations'), msg('Plan, take notes, agree targets, sign.'))}
    </fieldset>`;
  }

  private renderGradebook(): TemplateResult {
    const count = String(this.count);
    const some = String(Math.min(2, this.count));
    const done =
      this.count === 1
        ? msg('Done, when one observation is signed and read (recommended)')
        : msg(str`Done, when ${count} observations are signed and read (recommended)`);
    return html`<fieldset>
        <legend class="visually-hidden">${msg('What should the gradebook show?')}</legend>
        ${this.renderSends('nothing', msg('Nothing'))} ${this.renderSends('done', done)}
        ${this.renderSends('running_count', msg(str`A running count: ${some} of ${count}`))}
      </fieldset>
      ${this.sends === 'nothing' ? nothing : this.renderCount(count)}`;
  }

  private renderCount(count: string): TemplateResult {
    const show = (event: Event): void => {
      const typed = Number((event.target as HTMLInputElement).value);
      if (Number.isInteger(typed) && typed >= 1 && typed <= 100) [this.count, this.countWrong] = [typed, false];
    };
    return html`<div class="field">
      <label for="count">${msg('How many observations?')}</label>
      <input id="count" class="number" type="number" inputmode="numeric" min="1" max="100" .value=${count} aria-invalid=${this.countWrong ? 'true' : 'false'} aria-describedby=${this.countWrong ? 'count-wrong' : nothing} @input=${show} />
      ${this.countWrong ? html`<p id="count-wrong" class="error">${msg('Type a whole number from 1 to 100.')}</p>` : nothing}
    </div>
    <p class="quiet-text">
      ${this.platform === 'Moodle' ? msg('This is a count, not a mark. In Moodle, set its weight to 0 if your course total should ignore it.') : msg('This is a count, not a mark.')}
    </p>`; // prettier-ignore
  }

  private renderPreview(): TemplateResult {
    return html`<link-preview .shows=${this.shows} .sends=${this.sends} .count=${this.count}></link-preview>
      <p>${msg(str`Press “Add to the course”. Then ${this.saving}`)}</p>`;
  }

  private renderStep(): { heading: string; body: TemplateResult; forward: string } {
    if (this.step === 'what') return { heading: msg('What do you want in this course?'), body: this.renderWhat(), forward: msg('Next') };
    if (this.step === 'gradebook')
      return { heading: msg('What should the gradebook show?'), body: this.renderGradebook(), forward: msg('Next') };
    return {
      heading: msg('What your trainees will see'),
      body: this.renderPreview(),
      forward: this.busy ? msg('Adding…') : msg('Add to the course'),
    };
  }

  private renderForm(): TemplateResult {
    const { heading, body, forward } = this.renderStep();
    return html`<form class="page stack" novalidate @submit=${this.next}>
      <div>
        <h1 tabindex="-1">${heading}</h1>
        ${this.course ? html`<p class="quiet-text">${msg(str`Course: ${this.course}`)}</p>` : nothing}
      </div>
      ${body} ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${forward}</button>
        ${this.step === 'what' ? nothing : html`<button type="button" @click=${this.back}>${msg('Back')}</button>`}
        <button type="button" class="quiet" @click=${this.leave}>${msg('Cancel')}</button>
      </div>
    </form>`;
  }

  override render(): TemplateResult {
    if (this.step === 'ready') {
      return html`<div class="page stack" role="status"><h1 tabindex="-1">${msg(str`Ready. Now ${this.saving}`)}</h1></div>`;
    }
    if (!this.nothingToAdd) return this.renderForm();
    return html`<div class="page stack">
      <h1>${msg('Nothing can be added here')}</h1>
      <p>
        ${msg(str`${this.platform} asked for a text or a file. Critical Friend is an activity: add it where your course lists activities.`)}
      </p>
      ${this.problem ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      <div class="row"><button type="button" @click=${this.leave}>${msg('Go back')}</button></div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-picker': LinkPicker;
  }
}
