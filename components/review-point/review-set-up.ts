import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import type { GradebookSetting } from '../../tool/passback/gradebook-setting.shared.js';
import type { ReviewPointBody, ReviewPointLine, ReviewPointList } from '../../tool/review/review-point.shared.js';
import { Asking } from '../form-set-up/asking.js';
import { problemNotice } from '../form-set-up/form-words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { longDay } from '../shared/times.js';
import './review-point-editor.js';

/** Which reviews a partnership has, and whether single lessons stay out of the gradebook: a coordinator's page. */
@localized()
@customElement('review-set-up')
export class ReviewSetUp extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @state() private list: ReviewPointList | null = null;
  @state() private setting: GradebookSetting | null = null;
  /** Which one is open for a change; `new` is one that is not there yet. */
  @state() private editing: { id: string; point: ReviewPointLine | null } | null = null;
  private readonly asking = new Asking(this);

  override firstUpdated(): void {
    void this.asking.tried(async () => {
      this.list = await this.api.get<ReviewPointList>('/api/review-points');
      this.setting = await this.api.get<GradebookSetting>('/api/gradebook-setting');
    });
  }

  private readonly store = async ({ detail }: CustomEvent<ReviewPointBody>): Promise<void> => {
    const { editing } = this;
    if (!editing || this.asking.busy) return;
    const options = editing.point ? { ifMatch: editing.point.revision } : {};
    const stored = await this.asking.tried(
      async () => (this.list = await this.api.put<ReviewPointList>(`/api/review-points/${editing.id}`, detail, options)),
      msg('Stored.'),
    );
    if (stored) this.editing = null;
  };

  private readonly end = (id: string, ended: boolean): Promise<boolean> =>
    this.asking.tried(
      async () => (this.list = await this.api.put<ReviewPointList>(`/api/review-points/${id}/ended`, { ended })),
      ended ? msg('Nobody begins it any more.') : msg('It can be begun again.'),
    );

  private readonly keepOut = (formativeOnly: boolean): Promise<boolean> =>
    this.asking.tried(
      async () => (this.setting = await this.api.put<GradebookSetting>('/api/gradebook-setting', { formativeOnly })),
      msg('Stored.'),
    );

  private point(point: ReviewPointLine): TemplateResult {
    const { id, name, dueOn, ended, leadSigns, outcomes, maximum, opened, formName } = point;
    const worth = outcomes.map(({ label, score }) =>
      score === null || maximum === null ? label : msg(str`${label} (${score} of ${maximum})`),
    );
    const standing = ended ? msg('Not begun any more') : msg('Can be begun');
    const due = dueOn === null ? '' : msg(str`due ${longDay(dueOn, true)}`);
    return html`<li class="stack-tight">
      <h2>${name}</h2>
      <p>${icon(ended ? 'minus' : 'check')} ${[standing, due].filter(Boolean).join(', ')}</p>
      <p class="quiet-text">${worth.join(' · ')}</p>
      <p class="quiet-text">
        ${formName}. ${leadSigns ? msg('Four people sign, the school lead last.') : msg('Three people sign.')}
        ${opened === 1 ? msg('Begun for one trainee.') : msg(str`Begun for ${opened} trainees.`)}
      </p>
      <div class="row">
        <button type="button" aria-label=${msg(str`Change it: ${name}`)} @click=${() => (this.editing = { id, point })}>
          ${msg('Change it')}
        </button>
        <button
          type="button"
          class="quiet"
          aria-label=${ended ? msg(str`Use it again: ${name}`) : msg(str`Stop using it: ${name}`)}
          aria-disabled=${this.asking.busy ? 'true' : 'false'}
          @click=${() => this.end(id, !ended)}
        >
          ${ended ? msg('Use it again') : msg('Stop using it')}
        </button>
      </div>
    </li>`;
  }

  private lessons({ formativeOnly }: GradebookSetting): TemplateResult {
    return html`<section class="stack-tight" aria-labelledby="lessons">
      <h2 id="lessons">${msg('Keep single lessons out of the gradebook')}</h2>
      <p>${icon(formativeOnly ? 'lock' : 'minus')} ${formativeOnly ? msg('On: a number made from one lesson is refused.') : msg('Off.')}</p>
      <p class="quiet-text">
        ${msg('Counts and agreed outcomes are sent either way. No form and no activity sends one lesson’s answers today.')}
      </p>
      <button type="button" aria-disabled=${this.asking.busy ? 'true' : 'false'} @click=${() => this.keepOut(!formativeOnly)}>
        ${formativeOnly ? msg('Switch it off') : msg('Keep single lessons out')}
      </button>
    </section>`;
  }

  override render(): TemplateResult {
    const { list, editing, setting } = this;
    const { problem, errors, busy, said } = this.asking;
    return html`<div class="stack-wide">
      <div class="stack-tight">
        <h1>${msg('Reviews')}</h1>
        <p>${msg('Mentor, tutor and trainee write a review together, choose one outcome and sign.')}</p>
      </div>
      ${problem ? problemNotice(problem, editing ? [] : errors) : nothing}
      ${list?.points.length === 0 && !editing ? html`<p>${msg('No reviews yet. Most courses have an interim review and a final report.')}</p>` : nothing}
      ${
        editing && list
          ? html`<review-point-editor
              .point=${editing.point}
              .forms=${list.forms}
              .errors=${errors}
              ?busy=${busy}
              @point-written=${this.store}
              @editing-left=${() => (this.editing = null)}
            ></review-point-editor>`
          : html`<ul class="rows">
                ${list?.points.map((one) => this.point(one))}
              </ul>
              <p>
                <button class="primary" type="button" @click=${() => (this.editing = { id: uuidv7(), point: null })}>
                  ${msg('Add a review')}
                </button>
              </p>
              ${setting ? this.lessons(setting) : nothing}`
      }
      <p class="visually-hidden" role="status">${said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-set-up': ReviewSetUp;
  }
}
