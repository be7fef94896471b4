import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { actionsLength, wordingLength } from '../../tool/target/limits.shared.js';
import type { TargetBody } from '../../tool/target/target.shared.js';
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
 * One target being written: wording, actions, support, and by when.
 * @slot - what the target rests on
 * @fires target-written - detail {wording, actions, support, byOn}
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
  @property({ attribute: false }) target!: Pick<TargetBody, 'wording' | 'actions' | 'support' | 'byOn'>;
  @query('form') private form!: HTMLFormElement;

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
      ${this.area('actions', msg(str`What ${this.trainee} will do`), msg('Small enough for one week.'))}
      ${this.area('support', msg('What you will do'), msg('Watch, co-plan, lend a resource.'))}
      ${field({ id: 'byOn', label: msg('By when') }, html`<input id="byOn" name="byOn" type="date" class="short" .value=${this.target.byOn ?? ''} />`)}
      <slot></slot>
      <button
        class="quiet"
        type="button"
        aria-label=${msg(str`Drop this target: ${this.heading}`)}
        @click=${() => fire(this, 'target-dropped')}
      >
        ${msg('Drop this target')}
      </button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-editor': TargetEditor;
  }
}
