import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../observation-prompt-plan/observation-prompt-plan.js';
import type { FormsOffered } from '../../tool/framework/form.shared.js';
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
  /** The form it is written on; the usual one where none is named. */
  formVersionId?: string | undefined;
  prompts: string[];
}

/**
 * What is known of a lesson before it is taught, and the focus the two agreed. New: nothing is stored until the button. With `saves`
 * every change is told at once.
 * @fires plan-made - detail Plan; only where `saves` is off
 * @fires lesson-changed - detail LessonDetails
 * @fires section-written - detail {section: 'focus', body}
 * @fires prompts-agreed - detail {texts}; only with `saves`
 */
@localized()
@customElement('observation-plan')
export class ObservationPlan extends LitElement {
  static override styles = [baseStyles, formStyles, observationPlanStyles];

  @property({ attribute: false }) plan!: Plan;
  /** The forms to choose from, the usual one first; with one there is nothing to choose. */
  @property({ attribute: false }) forms: FormsOffered['forms'] = [];
  /** How the form of a stored plan asks for the focus. */
  @property({ attribute: false }) asked: { heading: string; hint: string } | null = null;
  @property({ type: Boolean }) saves = false;
  /** For a lesson already seen: other words on the button. */
  @property({ type: Boolean }) writeUp = false;
  @property({ type: Boolean }) busy = false;
  /** Given name of who is observed; empty while it is not known. */
  @property() trainee = '';
  /** Of a new plan, as they are in their fields. */
  private prompts: string[] = [];
  @query('form') private form!: HTMLFormElement;
  @state() private chosen: string | null = null;

  private get offered(): FormsOffered['forms'][number] | undefined {
    return this.forms.find(({ versionId }) => versionId === this.chosen) ?? this.forms[0];
  }

  private read(): Plan {
    const data = new FormData(this.form);
    const text = (name: string): string => formText(data, name);
    const line = (name: string): string | null => text(name).trim() || null;
    return {
      kind: data.get('kind') === 'drop_in' ? 'drop_in' : this.saves ? this.plan.kind : 'formal',
      focus: text('focus'),
      formVersionId: this.offered?.versionId,
      prompts: this.prompts,
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
    // The prompts tell of themselves.
    if (!this.saves || !(event.target instanceof Element) || event.target.localName === 'observation-prompt-plan') return;
    const { lesson, focus } = this.read();
    if ((event.target as HTMLInputElement).name === 'focus') fire(this, 'section-written', { section: 'focus', body: focus });
    else if (lesson.day !== '') fire(this, 'lesson-changed', lesson);
  };

  private readonly prompted = ({ detail: { texts } }: CustomEvent<{ texts: string[] }>): void => {
    this.prompts = texts;
    if (this.saves) fire(this, 'prompts-agreed', { texts });
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

  private formChoice(): TemplateResult | typeof nothing {
    if (this.saves || this.forms.length < 2) return nothing;
    return field(
      { id: 'form', label: msg('Form') },
      html`<select id="form" @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
        ${this.forms.map(({ versionId, name }) => html`<option value=${versionId}>${name}</option>`)}
      </select>`,
    );
  }

  override render(): TemplateResult {
    const asked = this.asked ?? this.offered?.focus;
    const focus = {
      id: 'focus',
      label: asked?.heading ?? msg('Focus'),
      hint: `${asked?.hint ?? msg('What the two of you agreed to look at. One thing is enough.')} ${initialsHint()}`.trim(),
    };
    return html`<form class="stack" @input=${this.typed} @submit=${this.submitted}>
      <div class="lesson">
        ${this.line('day', msg('Day'), 'date')} ${this.line('starts', msg('Starts'), 'time')} ${this.line('period', msg('Period'))}
        ${this.line('className', msg('Class'))} ${this.line('subject', msg('Subject'))} ${this.line('topic', msg('Topic'))}
      </div>
      ${this.saves ? nothing : this.kinds()} ${this.formChoice()}
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
        this.writeUp
          ? nothing
          : html`<observation-prompt-plan
              .texts=${this.plan.prompts}
              .trainee=${this.trainee}
              @prompts-written=${this.prompted}
            ></observation-prompt-plan>`
      }
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
