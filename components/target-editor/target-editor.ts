import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { actionsLength, wordingLength } from '../../tool/target/limits.shared.js';
import type { CurriculumArea, FrameworkView } from '../../tool/framework/framework.shared.js';
import type { TargetWords } from '../../tool/target/target.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field, type FieldOptions } from '../shared/field.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';

const targetEditorStyles = css`
  textarea {
    min-block-size: 4rem;
  }
`;

/**
 * One target being written: wording, actions, support, and by when; folded under it why, standards and a link.
 * @slot - what the target rests on
 * @fires target-written - detail: those of its words that were written
 * @fires areas-wanted - the standards were asked for and are not here yet
 * @fires target-dropped
 */
@localized()
@customElement('target-editor')
export class TargetEditor extends LitElement {
  static override styles = [baseStyles, formStyles, targetEditorStyles];

  /** *Target 1*, the name of the group. */
  @property() heading = '';
  /** Given name of the one who works on it. */
  @property() trainee = '';
  /** Who writes is who works on it. */
  @property({ type: Boolean }) own = false;
  @property({ attribute: false }) target!: TargetWords;
  /** What it can be tagged with; null until it was fetched. */
  @property({ attribute: false }) frameworks: FrameworkView[] | null = null;
  @property({ attribute: false }) areas: readonly CurriculumArea[] = [];
  /** Agreed already: it is parked or dropped elsewhere, and never by this form. */
  @property({ type: Boolean }) agreed = false;
  @query('form') private form!: HTMLFormElement;

  override firstUpdated(): void {
    // Nobody needs it to begin; it is there before the network goes.
    void import('../target-more/target-more.js');
  }

  /** The caret goes to the wording. */
  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#wording')?.focus());
  }

  private readonly typed = (): void => {
    const data = new FormData(this.form);
    const text = (name: string): string => formText(data, name);
    fire(this, 'target-written', {
      wording: text('wording'),
      actions: text('actions'),
      support: text('support'),
      byOn: text('byOn') || null,
    });
  };

  private area(name: 'wording' | 'actions' | 'support', label: string, hint: string): TemplateResult {
    const options: FieldOptions = { id: name, label, hint };
    const length = name === 'wording' ? wordingLength : actionsLength;
    return field(
      options,
      html`<textarea
        id=${name}
        name=${name}
        rows="2"
        maxlength=${length}
        aria-describedby=${describedBy(options)}
        .value=${this.target[name]}
      ></textarea>`,
    );
  }

  override render(): TemplateResult {
    return html`<form
      class="card stack"
      role="group"
      aria-labelledby="heading"
      @input=${this.typed}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <h3 id="heading">${this.heading}</h3>
      ${this.area('wording', msg('Target'), msg('What will be different, in one sentence. Initials or seat, not pupils’ names.'))}
      ${this.area('actions', this.own ? msg('What you will do') : msg(str`What ${this.trainee} will do`), msg('Small enough for one week.'))}
      ${this.area('support', this.own ? msg('What your mentor will do') : msg('What you will do'), msg('Watch, co-plan, lend a resource.'))}
      ${field({ id: 'byOn', label: msg('By when') }, html`<input id="byOn" name="byOn" type="date" class="short" .value=${this.target.byOn ?? ''} />`)}
      <target-more
        .heading=${this.heading}
        .target=${this.target}
        .frameworks=${this.frameworks}
        .known=${this.areas}
        @input=${(event: Event) => event.stopPropagation()}
        @more-written=${({ detail }: CustomEvent<Partial<TargetWords>>) => fire(this, 'target-written', detail)}
      ></target-more>
      <slot></slot>
      ${this.agreed ? nothing : this.dropButton()}
    </form>`;
  }

  private dropButton(): TemplateResult {
    return html`<button
      class="quiet"
      type="button"
      aria-label=${msg(str`Drop this target: ${this.heading}`)}
      @click=${() => fire(this, 'target-dropped')}
    >
      ${msg('Drop this target')}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-editor': TargetEditor;
  }
}
