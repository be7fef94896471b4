import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../observation-notes/observation-notes.js';
import '../shared/cf-notice.js';
import '../target-card/target-card.js';
import './observation-remark-form.js';
import type { ObservationView, RecordCheck, RemarkKind, SectionView } from '../../tool/observation/observation.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import { elapsed, moment } from '../shared/times.js';
import { observationRecordStyles } from './observation-record.styles.js';

/**
 * A signed observation, to be read: its words, what stands beside them, and who signed. Before signing, for the trainee, only the plan.
 * @fires read-it - *I have read this*
 * @fires check-wanted
 * @fires remark-added - from the forms inside
 */
@localized()
@customElement('observation-record')
export class ObservationRecord extends LitElement {
  static override styles = [baseStyles, observationRecordStyles];

  @property({ attribute: false }) view!: ObservationView;
  @property({ attribute: false }) check: RecordCheck | null = null;
  @property({ type: Boolean }) busy = false;
  @state() private warned = false;

  /** Empties a form whose text is stored, and leads to where it stands now. */
  async remarkStored(kind: RemarkKind): Promise<void> {
    this.warned = false;
    for (const form of this.renderRoot.querySelectorAll('observation-remark-form')) if (form.kind === kind) form.stored();
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>('.beside h2')].at(-1)?.focus();
  }

  /** Leads to what the check found, where its button was. */
  async showCheck(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#signatures')?.focus();
  }

  /** Words begun beside the record come first; a second press goes on and leaves them in their field. */
  private readonly read = (): void => {
    const begun = [...this.renderRoot.querySelectorAll('observation-remark-form')].find((form) => form.begun);
    if (begun && !this.warned) {
      this.warned = true;
      void begun.show();
    } else fire(this, 'read-it');
  };

  private announced(): string {
    const { observer, state } = this.view;
    const name = observer.givenName;
    if (state === 'planned') return msg(str`${name} comes to this lesson. You will read the rest when it is signed.`);
    if (state === 'live') return msg(str`${name} is watching this lesson. You will read the rest when it is signed.`);
    return msg(str`${name} has watched this lesson and is writing. You will read it when it is signed.`);
  }

  private cited(noteIds: readonly string[]): TemplateResult | typeof nothing {
    const notes = this.view.notes.filter((note) => noteIds.includes(note.id));
    if (notes.length === 0) return nothing;
    return html`<ul class="cited">
      ${notes.map((note) => html`<li>${note.minuteMs === null ? '' : elapsed(note.minuteMs)} ${note.body}</li>`)}
    </ul>`;
  }

  private section({ section, heading }: ObservationView['form']['sections'][number]): TemplateResult | typeof nothing {
    const stored: SectionView | undefined = this.view.sections.find((one) => one.section === section);
    if (!stored || (stored.body.trim() === '' && !stored.erasedAt)) return nothing;
    return html`<section class="stack-tight">
      <h2>${heading}</h2>
      <p class="written">${stored.erasedAt ? msg('These words were erased.') : stored.body}</p>
      ${this.cited(stored.noteIds)}
    </section>`;
  }

  private remarks(): TemplateResult {
    const { remarks, timeZone, may } = this.view;
    return html`${remarks.map(
      (remark) =>
        html`<section class="beside stack-tight">
          <h2 tabindex="-1">
            ${remark.kind === 'differs' ? msg(str`${remark.by.givenName} sees it differently`) : msg(str`Correction by ${remark.by.givenName}`)}
          </h2>
          <p class="written">${remark.erasedAt ? msg('These words were erased.') : remark.body}</p>
          <p class="quiet-text">${remark.by.name}, ${moment(remark.createdAt, { timeZone })}</p>
        </section>`,
    )}
    ${may.differ ? html`<observation-remark-form kind="differs"></observation-remark-form>` : nothing}
    ${may.correct ? html`<observation-remark-form kind="correction"></observation-remark-form>` : nothing}`;
  }

  private reading(): TemplateResult | typeof nothing {
    if (!this.view.may.read) return nothing;
    const begun = html`<cf-notice kind="warning"
      ><p>${msg('What you see differently is not stored yet. Put it beside the record first, or press once more to go on.')}</p></cf-notice
    >`;
    return html`<div class="stack-tight">
      ${this.warned ? begun : nothing}
      <p>${msg(str`${this.view.observer.givenName} has signed. Read it, then press “I have read this”. That does not mean you agree.`)}</p>
      <button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.read}>
        ${msg('I have read this')}
      </button>
    </div>`;
  }

  private signatures(): TemplateResult | typeof nothing {
    const { signatures, timeZone } = this.view;
    if (signatures.length === 0) return nothing;
    const said = (check: RecordCheck) =>
      check.intact
        ? html`<cf-notice kind="good"><p>${msg('Checked: every word is the signed one.')}</p></cf-notice>`
        : html`<cf-notice kind="problem"><p>${msg('The stored words are not the signed ones. Tell your course team.')}</p></cf-notice>`;
    return html`<section class="stack-tight">
      <h2 id="signatures" tabindex="-1">${msg('Signatures')}</h2>
      <ul class="signatures">
        ${signatures.map(
          ({ meaning, by, signedAt, digest }) =>
            html`<li>
              ${icon('check')} ${meaning === 'signed' ? msg(str`Signed by ${by.name}`) : msg(str`Read by ${by.name}`)},
              ${moment(signedAt, { timeZone })}
              ${this.check ? html`<span class="quiet-text">${msg(str`(seal ${digest.slice(0, 8)})`)}</span>` : nothing}
            </li>`,
        )}
      </ul>
      ${this.check ? said(this.check) : html`<button class="quiet" type="button" @click=${() => fire(this, 'check-wanted')}>${msg('Check the signatures')}</button>`}
    </section>`;
  }

  override render(): TemplateResult {
    const { form, notes, targets, access, observer, trainee } = this.view;
    if (access === 'announcement') {
      return html`<div class="stack-wide">
        <p>${this.announced()}</p>
        ${form.sections.map((section) => this.section(section))}
      </div>`;
    }
    return html`<div class="stack-wide">
      ${form.sections.map((section) => this.section(section))}
      ${
        targets.length === 0
          ? nothing
          : html`<section class="stack">
              <h2>${msg('Targets')}</h2>
              ${targets.map((target) => html`<target-card .target=${target} .trainee=${trainee.givenName} .observer=${observer.givenName}>${this.cited(target.noteIds)}</target-card>`)}
            </section>`
      }
      ${
        notes.length === 0
          ? nothing
          : html`<details>
              <summary>${msg(str`Notes from the lesson (${notes.length})`)}</summary>
              <observation-notes .notes=${notes}></observation-notes>
            </details>`
      }
      ${this.remarks()} ${this.reading()} ${this.signatures()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-record': ObservationRecord;
  }
}
