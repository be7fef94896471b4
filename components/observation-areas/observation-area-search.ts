import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../shared/cf-dialog.js';
import type { CurriculumArea, FrameworkView } from '../../tool/framework/framework.shared.js';
import { mostAreas } from '../../tool/observation/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';

const observationAreaSearchStyles = css`
  .found {
    max-block-size: 50vh;
    overflow-y: auto;
  }
  legend {
    padding-block-start: var(--cf-space-3);
  }
`;

/**
 * Every curriculum area in force, to search and to choose from by keyboard: Enter takes the first that is found, the arrows go through them.
 * @fires area-picked - detail {id}; chosen, or taken away again
 * @fires closed
 */
@localized()
@customElement('observation-area-search')
export class ObservationAreaSearch extends LitElement {
  static override styles = [baseStyles, formStyles, observationAreaSearchStyles];

  @property({ attribute: false }) frameworks: readonly FrameworkView[] = [];
  @property({ attribute: false }) chosen: readonly string[] = [];
  @state() private sought = '';
  @state() private open = false;
  @query('#sought') private area!: HTMLInputElement;

  override async firstUpdated(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    // The dialog gives its heading the focus first; who opened a list to search wants to type.
    await this.renderRoot.querySelector('cf-dialog')?.updateComplete;
    this.area.focus();
  }

  private get found(): { framework: FrameworkView; areas: CurriculumArea[] }[] {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = ({ code, name }: CurriculumArea) => words.every((word) => `${code} ${name}`.toLowerCase().includes(word));
    return this.frameworks
      .map((framework) => ({ framework, areas: framework.areas.filter(matches) }))
      .filter(({ areas }) => areas.length > 0);
  }

  private readonly typed = (event: Event): void => {
    this.sought = (event.target as HTMLInputElement).value;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    // Escape closes this list, and not the note that is being changed behind it.
    event.stopPropagation();
    const boxes = [...this.renderRoot.querySelectorAll<HTMLInputElement>('.found input')];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      (boxes[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? (event.key === 'ArrowUp' ? this.area : boxes.at(-1)))?.focus();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      (at === -1 ? boxes[0] : boxes[at])?.click();
    }
  };

  private choice({ id, code, name }: CurriculumArea): TemplateResult {
    const chosen = this.chosen.includes(id);
    return html`<label class="choice">
      <input
        type="checkbox"
        .checked=${chosen}
        ?disabled=${!chosen && this.chosen.length >= mostAreas}
        @change=${() => fire(this, 'area-picked', { id })}
      />
      <span><strong>${code}</strong> ${name}</span>
    </label>`;
  }

  override render(): TemplateResult {
    const { found } = this;
    const full = this.chosen.length >= mostAreas;
    return html`<cf-dialog .heading=${msg('Curriculum areas')} ?open=${this.open} @keydown=${this.pressed}>
      <div class="stack-tight">
        ${field(
          { id: 'sought', label: msg('Search') },
          html`<input
            id="sought"
            type="text"
            inputmode="search"
            autocomplete="off"
            enterkeyhint="done"
            .value=${this.sought}
            @input=${this.typed}
          />`,
        )}
        <p class="hint" role="status">
          ${full ? msg(str`A note has ${mostAreas} areas at most. Take one away first.`) : found.length === 0 ? msg('Nothing found. Try a shorter word.') : nothing}
        </p>
        <div class="found">
          ${found.map(
            ({ framework, areas }) =>
              html`<fieldset>
                <legend>${framework.name}</legend>
                ${areas.map((area) => this.choice(area))}
              </fieldset>`,
          )}
        </div>
      </div>
      <button slot="actions" class="primary" type="button" @click=${() => (this.open = false)}>${msg('Done')}</button>
    </cf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-area-search': ObservationAreaSearch;
  }
}
