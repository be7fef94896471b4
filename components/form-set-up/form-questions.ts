import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { uuidv7 } from 'uuidv7';
import type { AnswerKind, FormContent, FormPart } from '../../tool/framework/form.shared.js';
import { focusKey, mostParts } from '../../tool/framework/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { field } from '../shared/field.js';
import { fire } from '../shared/fire.js';
import { formStyles } from '../shared/form.styles.js';
import { icon } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { addPart, changePart, movePart, newPart, optionsOf, takeOut, useAgain } from './form-edits.js';
import './form-part-editor.js';
import { formSetUpStyles } from './form-set-up.styles.js';
import { answerKinds, answerName, scaleWords } from './form-words.js';

/**
 * The questions of a form in their order, those that are left out, and the way to a new one.
 * @fires form-changed - detail FormContent
 */
@localized()
@customElement('form-questions')
export class FormQuestions extends LitElement {
  static override styles = [baseStyles, formStyles, formSetUpStyles];

  @property({ attribute: false }) form!: FormContent;
  @property({ attribute: false }) errors: readonly FieldProblem[] = [];
  /** Questions whose words are unfolded. */
  @state() private open: ReadonlySet<string> = new Set();
  @state() private adding: AnswerKind = 'text';
  /** What has just happened, for a screen reader. */
  @state() private spoken = '';

  /** Unfolds the first question that is not right and goes there. @returns false where none is wrong */
  async showErrors(): Promise<boolean> {
    const wrong = this.errors.map(({ pointer }) => /^\/sections\/(\d+)\//.exec(pointer)?.[1]).find((at) => at !== undefined);
    const part = wrong === undefined ? undefined : this.form.sections[Number(wrong)];
    if (!part) return false;
    this.open = new Set(this.open).add(part.section);
    await this.goTo(`[data-part='${part.section}']`);
    return true;
  }

  private async goTo(...places: string[]): Promise<void> {
    await this.updateComplete;
    const found = places.map((place) => this.renderRoot.querySelector<LitElement>(place)).find((one) => one !== null);
    await found?.updateComplete;
    found?.focus();
  }

  private changed(form: FormContent, spoken = ''): void {
    this.form = form;
    this.spoken = spoken;
    fire(this, 'form-changed', form);
  }

  private errorsOf(at: number): FieldProblem[] {
    const root = `/sections/${at}`;
    return this.errors
      .filter(({ pointer }) => pointer.startsWith(`${root}/`))
      .map((one) => ({ ...one, pointer: one.pointer.slice(root.length) }));
  }

  private toggle(key: string): void {
    const open = new Set(this.open);
    if (!open.delete(key)) open.add(key);
    this.open = open;
  }

  private move({ section, heading }: FormPart, by: -1 | 1): Promise<void> {
    const form = movePart(this.form, section, by);
    this.changed(form, msg(str`${heading} is number ${form.sections.findIndex((one) => one.section === section) + 1} now.`));
    const [up, down] = [`[data-up='${section}']`, `[data-down='${section}']`];
    return by === -1 ? this.goTo(up, down) : this.goTo(down, up);
  }

  private readonly add = (): Promise<void> => {
    const key = `q_${uuidv7().replaceAll('-', '').slice(-12)}`;
    const labels = this.adding === 'scale' ? scaleWords() : ['', ''];
    this.changed(addPart(this.form, newPart(key, this.adding, optionsOf(labels))));
    this.open = new Set(this.open).add(key);
    return this.goTo(`[data-part='${key}']`);
  };

  private leaveOut({ section, heading }: FormPart): Promise<void> {
    this.changed(takeOut(this.form, section), msg(str`${heading} is left out. You find it under “Not used”.`));
    return this.goTo('#questions');
  }

  private takeUp({ section }: FormPart): Promise<void> {
    this.changed(useAgain(this.form, section));
    return this.goTo(`[data-fold='${section}']`);
  }

  private mover(part: FormPart, named: string, by: -1 | 1): TemplateResult {
    const { section } = part;
    return by === -1
      ? html`<button type="button" data-up=${section} aria-label=${msg(str`Move ${named} up`)} @click=${() => this.move(part, by)}>
          ${msg('Up')}
        </button>`
      : html`<button type="button" data-down=${section} aria-label=${msg(str`Move ${named} down`)} @click=${() => this.move(part, by)}>
          ${msg('Down')}
        </button>`;
  }

  private question(part: FormPart, at: number): TemplateResult {
    const { section, heading } = part;
    const named = heading || msg('A new question');
    const open = this.open.has(section);
    const kind = section === focusKey ? msg('Long text. Agreed before the lesson; it always comes first.') : answerName(part.answer);
    const written = ({ detail }: CustomEvent<Partial<FormPart>>) => this.changed(changePart(this.form, section, detail));
    return html`<li class="part stack-tight">
      <h3>${named}</h3>
      <p class="quiet-text">${kind}</p>
      ${
        open
          ? html`<form-part-editor
              data-part=${section}
              .asked=${part}
              .errors=${this.errorsOf(at)}
              @part-written=${written}
            ></form-part-editor>`
          : nothing
      }
      <div class="row">
        <button
          type="button"
          data-fold=${section}
          aria-expanded=${open ? 'true' : 'false'}
          aria-label=${open ? msg(str`Fold the words of ${named}`) : msg(str`Change the words of ${named}`)}
          @click=${() => this.toggle(section)}
        >
          ${open ? msg('Fold') : msg('Change the words')}
        </button>
        ${at > 1 ? this.mover(part, named, -1) : nothing}
        ${at > 0 && at < this.form.sections.length - 1 ? this.mover(part, named, 1) : nothing}
        ${
          at > 0
            ? html`<button class="quiet" type="button" aria-label=${msg(str`Leave out ${named}`)} @click=${() => this.leaveOut(part)}>
                ${msg('Leave out')}
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  private unused(): TemplateResult | typeof nothing {
    const { unused } = this.form;
    if (unused.length === 0) return nothing;
    return html`<section class="stack-tight">
      <h2>${msg('Not used')}</h2>
      <ul class="rows">
        ${unused.map((part) => {
          const named = part.heading || msg('A new question');
          return html`<li class="row">
            <span>${named}</span>
            <button type="button" aria-label=${msg(str`Use again: ${named}`)} @click=${() => this.takeUp(part)}>${msg('Use again')}</button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private adder(): TemplateResult | typeof nothing {
    if (this.form.sections.length + this.form.unused.length >= mostParts) return nothing;
    return html`<div class="adder">
      ${field(
        { id: 'kind', label: msg('How it is answered') },
        html`<select id="kind" @change=${(event: Event) => (this.adding = (event.target as HTMLSelectElement).value as AnswerKind)}>
          ${answerKinds.map((kind) => html`<option value=${kind} ?selected=${kind === this.adding}>${answerName(kind)}</option>`)}
        </select>`,
      )}
      <button type="button" @click=${this.add}>${icon('plus')}${msg('Add a question')}</button>
    </div>`;
  }

  override render(): TemplateResult {
    const whole = this.errors.filter(({ pointer }) => pointer === '/sections' || pointer === '/sections/0');
    return html`<div class="stack-wide">
      <section class="stack">
        <h2 id="questions" tabindex="-1">${msg('Questions, in their order')}</h2>
        ${whole.map(({ detail }) => html`<p class="error">${icon('warning')}<span>${detail}</span></p>`)}
        <ol class="parts">
          ${repeat(
            this.form.sections,
            ({ section }) => section,
            (part, at) => this.question(part, at),
          )}
        </ol>
        ${this.adder()}
      </section>
      ${this.unused()}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-questions': FormQuestions;
  }
}
