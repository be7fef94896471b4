import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import { sectionLength } from '../../tool/observation/limits.shared.js';
import type { ObservationKind } from '../../tool/observation/observation.shared.js';
import { initialsHint } from '../observation-form/words.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg } from '../shared/localize.js';
import { observationPlanStyles } from './observation-plan.styles.js';

export interface Plan {
  kind: ObservationKind;
  lesson: LessonDetails;
  focus: string;
}

/**
 * What is known of a lesson before it is taught, and the focus the two agreed. New: nothing is stored until the button. With `saves`
 * every change is told at once.
 * @fires plan-made - detail Plan; only where `saves` is off
 * @fires lesson-changed - detail LessonDetails
 * @fires section-written - detail {section: 'focus', body}
 */
@localized()
@customElement('observation-plan')
export class ObservationPlan extends LitElement {
  static override styles = [baseStyles, formStyles, observationPlanStyles];

  @property({ attribute: false }) plan!: Plan;
  @property({ type: Boolean }) saves = false;
  /** For a lesson already seen: other words on the button. */
  @property({ type: Boolean }) writeUp = false;
  @property({ type: Boolean }) busy = false;
  @query('form') private form!: HTMLFormElement;

  private read(): Plan {
    const data = new FormData(this.form);
    const text = (name: string): string => formText(data, name);
    const line = (name: string): string | null => text(name).trim() || null;
    return {
      kind: data.get('kind') === 'drop_in' ? 'drop_in' : this.saves ? this.plan.kind : 'formal',
      focus: text('focus'),
      lesson: {
        day: text('day'),
        starts: line('starts'),
        period: line('period'),
        className: line('className'),
        subject: line('subject'),
        topic: line('topic'),
      },
    };
  }

  private readonly typed = (event: Event): void => {
    if (!this.saves) return;
    const { lesson, focus } = this.read();
    if ((event.target as HTMLInputElement).name === 'focus') fire(this, 'section-written', { section: 'focus', body: focus });
    else if (lesson.day !== '') fire(this, 'lesson-changed', lesson);
  };

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    if (!this.saves && !this.busy) fire(this, 'plan-made', this.read());
  };

  private line(name: keyof LessonDetails, label: string, type = 'text'): TemplateResult {
    return field(
      { id: name, label },
      html`<input
        id=${name}
        name=${name}
        type=${type}
        maxlength="200"
        autocomplete="off"
        ?required=${name === 'day'}
        .value=${this.plan.lesson[name] ?? ''}
      />`,
    );
  }

  private kinds(): TemplateResult {
    const choice = (kind: ObservationKind, label: string) =>
      html`<label class="choice"><input type="radio" name="kind" value=${kind} ?checked=${this.plan.kind === kind} />${label}</label>`;
    return html`<fieldset>
      <legend>${msg('Kind of visit')}</legend>
      ${choice('formal', msg('Whole lesson, agreed beforehand'))} ${choice('drop_in', msg('Drop-in'))}
    </fieldset>`;
  }

  override render(): TemplateResult {
    const focus = {
      id: 'focus',
      label: msg('Focus'),
      hint: `${msg('What the two of you agreed to look at. One thing is enough.')} ${initialsHint()}`,
    };
    return html`<form class="stack" @input=${this.typed} @submit=${this.submitted}>
      <div class="lesson">
        ${this.line('day', msg('Day'), 'date')} ${this.line('starts', msg('Starts'), 'time')} ${this.line('period', msg('Period'))}
        ${this.line('className', msg('Class'))} ${this.line('subject', msg('Subject'))} ${this.line('topic', msg('Topic'))}
      </div>
      ${this.saves ? nothing : this.kinds()}
      ${field(
        focus,
        html`<textarea
          id="focus"
          name="focus"
          maxlength=${sectionLength}
          aria-describedby=${describedBy(focus)}
          .value=${this.plan.focus}
        ></textarea>`,
      )}
      ${
        this.saves
          ? nothing
          : html`<button class="primary" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>
              ${this.writeUp ? msg('Go on to the feedback') : msg('Plan this observation')}
            </button>`
      }
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-plan': ObservationPlan;
  }
}
