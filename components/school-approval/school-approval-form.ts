import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  ApprovalAudience, ApprovalContent, ApprovalDevice, ApprovalKind, LawfulBasis, SchoolApproval,
} from '../../tool/approval/approval.shared.js'; // prettier-ignore
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { audienceName, basisName, deviceName, kindName } from './approval-words.js';
import { schoolApprovalStyles } from './school-approval.styles.js';

/** The end of the school year: what a new approval runs to unless somebody says otherwise. @param today ISO day */
const endOfYear = (today: string): string => `${Number(today.slice(0, 4)) + (today.slice(5) > '06-30' ? 1 : 0)}-07-31`;

/** Who took it back has to be asked again. */
const nobodyYet = { approver: { name: '', role: '' } };

/** What a form begins with where nothing was agreed before. No box is ticked: what was ticked for somebody is not agreed to. */
const usual = (today: string, name: string): ApprovalContent => ({
  lawfulBasis: 'public_task', covers: [], classes: [], fromOn: today, untilOn: endOfYear(today), devices: [],
  optOuts: 0, retentionDays: 30, audience: [], approver: { name, role: '' }, agreedOn: today, document: null,
}); // prettier-ignore

const basisHint = (basis: LawfulBasis): string =>
  ({
    public_task: msg('Usual in publicly funded schools: training teachers is part of their task.'),
    legitimate_interests: msg('Usual in independent schools.'),
    consent: msg('Of pupils or their parents. It can be taken back at any time.'),
  })[basis];

type Wrong = Partial<Record<string, string>>;

/**
 * What a school agrees to, on one page.
 * @fires approval-given - `ApprovalContent`, complete
 */
@localized()
@customElement('school-approval-form')
export class SchoolApprovalForm extends LitElement {
  static override styles = [baseStyles, formStyles, schoolApprovalStyles];

  @property({ attribute: false }) approval!: SchoolApproval;
  /** Of the reader, who as the school's lead usually agrees themselves. */
  @property() name = '';
  /** What the server said of single fields. */
  @property({ attribute: false }) errors: FieldProblem[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private wrong: Wrong = {};

  private start: ApprovalContent | null = null;

  /** Kept, so that what somebody else stored meanwhile does not run over what is typed here. */
  private get content(): ApprovalContent {
    const { current, today, recordAs } = this.approval;
    this.start ??= current
      ? { ...current, agreedOn: today, document: null, ...(current.withdrawn ? nobodyYet : {}) }
      : usual(today, recordAs === 'school_lead' ? this.name : '');
    return this.start;
  }

  private read(form: HTMLFormElement): ApprovalContent {
    const data = new FormData(form);
    const text = (name: string): string => formText(data, name);
    const some = <Value>(name: string): Value[] => data.getAll(name) as Value[];
    return {
      lawfulBasis: text('lawfulBasis') as LawfulBasis,
      covers: some<ApprovalKind>('covers'),
      classes: text('classes').split(/[\n,;]/).map((line) => line.trim()).filter(Boolean),
      fromOn: text('fromOn'),
      untilOn: text('untilOn'),
      devices: some<ApprovalDevice>('devices'),
      optOuts: Number(text('optOuts') || NaN),
      retentionDays: Number(text('retentionDays') || NaN),
      audience: some<ApprovalAudience>('audience'),
      approver: { name: text('approverName'), role: text('approverRole') },
      agreedOn: text('agreedOn'),
      document: text('document') || null,
    }; // prettier-ignore
  }

  private faultsOf({ covers, devices, audience, approver, fromOn, untilOn, ...rest }: ApprovalContent): Wrong {
    const whole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;
    const { today, recordAs } = this.approval;
    return {
      ...(covers.length === 0 ? { covers: msg('Choose at least one.') } : {}),
      ...(fromOn === '' ? { fromOn: msg('From which day?') } : {}),
      ...(untilOn === '' ? { untilOn: msg('Until which day?') } : {}),
      ...(fromOn !== '' && untilOn !== '' && untilOn < fromOn ? { untilOn: msg('The last day comes after the first.') } : {}),
      ...(untilOn !== '' && untilOn >= fromOn && untilOn < today ? { untilOn: msg('That day has passed.') } : {}),
      ...(devices.length === 0 ? { devices: msg('Choose at least one.') } : {}),
      ...(audience.length === 0 ? { audience: msg('Choose at least one.') } : {}),
      ...(whole(rest.optOuts, 0, 2_000) ? {} : { optOuts: msg('A number; 0 for none. No names.') }),
      ...(whole(rest.retentionDays, 1, 365) ? {} : { retentionDays: msg('Days, from 1 to 365.') }),
      ...(approver.name === '' ? { approverName: msg('Who agreed?') } : {}),
      ...(approver.role === '' ? { approverRole: msg('What are they in the school?') } : {}),
      ...(rest.agreedOn === '' || rest.agreedOn > today ? { agreedOn: msg('The day they agreed: today or before.') } : {}),
      ...(recordAs === 'coordinator' && rest.document === null ? { document: msg('Say where the school’s letter or form is kept.') } : {}),
    };
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const content = this.read(event.target as HTMLFormElement);
    this.wrong = this.faultsOf(content);
    await this.updateComplete;
    const [first] = Object.keys(this.wrong);
    if (first === undefined) fire(this, 'approval-given', content);
    else this.renderRoot.querySelector<HTMLElement>(`#${first}, [name=${first}]`)?.focus();
  };

  private errorOf(name: string): string | null {
    return this.wrong[name] ?? this.errors.find((one) => one.pointer === `/${name}`)?.detail ?? null;
  }

  private renderLine(
    id: string,
    label: string,
    value: string,
    given: { type?: string; hint?: string; most?: number; short?: boolean } = {},
  ): TemplateResult {
    const about = { id, label, hint: given.hint, error: this.errorOf(id) };
    return field(
      about,
      html`<input
        id=${id}
        name=${id}
        class=${given.short ? 'few' : nothing}
        type=${given.type ?? 'text'}
        inputmode=${given.short ? 'numeric' : nothing}
        maxlength=${given.most ?? nothing}
        autocomplete="off"
        aria-describedby=${describedBy(about)}
        aria-invalid=${about.error ? 'true' : nothing}
        .value=${value}
      />`,
    );
  }

  private renderChoices(
    name: string,
    legend: string,
    choices: readonly { value: string; label: string; hint?: string }[],
    chosen: readonly string[],
    type: 'checkbox' | 'radio' = 'checkbox',
  ): TemplateResult {
    const error = this.errorOf(name);
    return html`<fieldset class="field" aria-describedby=${error ? `${name}-error` : nothing}>
      <legend>${legend}</legend>
      ${error ? html`<p class="error" id="${name}-error">${icon('warning')}<span>${error}</span></p>` : nothing}
      ${choices.map(
        ({ value, label, hint }) =>
          html`<label class="choice">
            <input type=${type} name=${name} value=${value} .checked=${chosen.includes(value)} />
            <span>${label}${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private renderLesson(content: ApprovalContent): TemplateResult {
    const kinds = (['photo', 'sound', 'video'] as const).map((value) => ({ value, label: kindName(value) }));
    const devices = (['school', 'university', 'personal'] as const).map((value) => ({
      value,
      label: deviceName(value),
      ...(value === 'personal' ? { hint: msg('Only where the school explicitly wants it.') } : {}),
    }));
    const classes = {
      id: 'classes', label: msg('Which classes?'), hint: msg('One a line. Leave it empty for all classes.'), error: this.errorOf('classes'),
    }; // prettier-ignore
    return html`<section class="stack" aria-labelledby="lesson">
      <h2 id="lesson">${msg('In the lesson')}</h2>
      ${this.renderChoices('covers', msg('What may be recorded?'), kinds, content.covers)}
      <div class="pair">
        ${this.renderLine('fromOn', msg('From'), content.fromOn, { type: 'date' })}
        ${this.renderLine('untilOn', msg('Until'), content.untilOn, { type: 'date' })}
      </div>
      ${field(
        classes,
        html`<textarea
          id="classes"
          name="classes"
          rows="3"
          aria-describedby=${describedBy(classes)}
          .value=${content.classes.join('\n')}
        ></textarea>`,
      )}
      ${this.renderChoices('devices', msg('With what?'), devices, content.devices)}
      ${this.renderLine('optOuts', msg('How many pupils must not be seen or heard?'), String(content.optOuts), {
        short: true,
        hint: msg('A number only. Names stay in the school.'),
      })}
    </section>`;
  }

  private renderAfter(content: ApprovalContent): TemplateResult {
    const audiences = (['mentor', 'tutor', 'coach', 'peers'] as const).map((value) => ({ value, label: audienceName(value) }));
    return html`<section class="stack" aria-labelledby="after">
      <h2 id="after">${msg('Afterwards')}</h2>
      ${this.renderChoices('audience', msg('Who may the trainee show it to?'), audiences, content.audience)}
      ${this.renderLine('retentionDays', msg('Deleted how many days after sharing ends?'), String(content.retentionDays), {
        short: true,
        hint: msg('At the latest 30 days after the placement everything is deleted.'),
      })}
    </section>`;
  }

  private renderWho(content: ApprovalContent): TemplateResult {
    const bases = (['public_task', 'legitimate_interests', 'consent'] as const).map((value) => ({
      value,
      label: basisName(value),
      hint: basisHint(value),
    }));
    const forSchool = this.approval.recordAs === 'coordinator';
    return html`<section class="stack" aria-labelledby="who">
      <h2 id="who">${msg('Who agreed, and why they may')}</h2>
      ${this.renderLine('approverName', msg('Name of the person who agreed'), content.approver.name, {
        most: 120,
        hint: msg('Somebody who may decide this for the school.'),
      })}
      ${this.renderLine('approverRole', msg('What they are in the school'), content.approver.role, { most: 120, hint: msg('For example: deputy head.') })}
      ${this.renderLine('agreedOn', msg('Agreed on'), content.agreedOn, { type: 'date' })}
      ${this.renderLine(
        'document',
        forSchool ? msg('The school’s letter or form') : msg('Letter or form (optional)'),
        content.document ?? '',
        {
          most: 500,
          hint: msg('A link, or where it is kept.'),
        },
      )}
      ${this.renderChoices('lawfulBasis', msg('Lawful basis'), bases, [content.lawfulBasis], 'radio')}
    </section>`;
  }

  override render(): TemplateResult {
    const { school, current } = this.approval;
    return html`<form class="stack-wide narrow" novalidate @submit=${this.submit}>
      ${this.renderLesson(this.content)} ${this.renderAfter(this.content)} ${this.renderWho(this.content)}
      <p class="privacy">${msg(str`Everybody who works with a placement at ${school.name} can read this.`)}</p>
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${this.busy ? msg('Saving…') : current ? msg('Save as a new version') : msg('Record this agreement')}
        </button>
        <a class="button quiet" href=${current ? `#/approvals/${school.id}` : '#/approvals'}>${msg('Leave it as it is')}</a>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'school-approval-form': SchoolApprovalForm;
  }
}
