import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { mostAreas } from '../../tool/observation/limits.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { localized, msg, str } from '../shared/localize.js';
import { areasById, noAreas, type AreaChoice } from './recent-areas.js';

const observationAreasStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cf-space-2);
  }
  .chips button {
    padding-inline: var(--cf-space-2);
  }
`;

/** A tap leaves the caret, and a tablet’s keyboard, where the next note is typed. */
const keepFocus = (event: Event): void => event.preventDefault();

const fetchSearch = () => import('./observation-area-search.js');

/**
 * The curriculum areas of one note, to be tapped: those offered, those it has, and a list to search for the rest.
 * @fires areas-changed - detail {areaIds}
 */
@localized()
@customElement('observation-areas')
export class ObservationAreas extends LitElement {
  static override styles = [baseStyles, observationAreasStyles];

  /** What is tagged, for the group's name: *Areas of the last note*. */
  @property() label = '';
  @property({ attribute: false }) areas: AreaChoice = noAreas;
  /** Ids shown to be tapped, in this order. */
  @property({ attribute: false }) offered: readonly string[] = [];
  @property({ attribute: false }) chosen: readonly string[] = [];
  @state() private searching = false;
  /** What has just happened, for a screen reader; on the screen the area is pressed. */
  @state() private spoken = '';
  /** Why nothing happened. */
  @state() private problem = '';

  override firstUpdated(): void {
    // Once nothing else is to be done, so that the list is there when the network goes; asked for again where it is wanted.
    setTimeout(() => void fetchSearch().catch(() => undefined), 1000);
  }

  private get shown(): string[] {
    const known = areasById(this.areas);
    return [...new Set([...this.offered, ...this.chosen])].filter((id) => known.has(id));
  }

  /** Tags or untags with one of those shown, as a tap on it does. @param index from 0 @returns false where there is none */
  toggleAt(index: number): boolean {
    const id = this.shown[index];
    if (id !== undefined) this.toggle(id);
    return id !== undefined;
  }

  /** Opens the whole list. */
  readonly search = async (): Promise<void> => {
    try {
      await fetchSearch();
      this.searching = true;
    } catch {
      this.problem = msg('The list is not on this device yet. Try again when the network is back.');
    }
  };

  private toggle(id: string): void {
    this.problem = '';
    const area = areasById(this.areas).get(id);
    const has = this.chosen.includes(id);
    if (!has && this.chosen.length >= mostAreas) {
      this.problem = msg(str`A note has ${mostAreas} areas at most. Take one away first.`);
      return;
    }
    this.spoken = has ? msg(str`Taken away: ${area?.code ?? ''}`) : msg(str`Tagged: ${area?.code ?? ''}`);
    fire(this, 'areas-changed', { areaIds: has ? this.chosen.filter((one) => one !== id) : [...this.chosen, id] });
  }

  // The dialog has given the focus back to where it came from: the button, or the note that is being typed.
  private readonly closed = (): void => {
    this.searching = false;
  };

  override render(): TemplateResult {
    const known = areasById(this.areas);
    return html`<div class="chips" role="group" aria-label=${this.label} @mousedown=${keepFocus}>
        ${this.shown.map((id) => {
          const { code = '', name = '' } = known.get(id) ?? {};
          return html`<button
            type="button"
            title=${name}
            aria-label="${code} ${name}"
            aria-pressed=${this.chosen.includes(id) ? 'true' : 'false'}
            @click=${() => this.toggle(id)}
          >
            ${code}
          </button>`;
        })}
        <button class="quiet" type="button" @click=${this.search}>${msg('More areas…')}</button>
      </div>
      <span class="visually-hidden" role="status">${this.spoken}</span>
      <span class="quiet-text" role="status">${this.problem}</span>
      ${
        this.searching
          ? html`<observation-area-search
              .frameworks=${this.areas.frameworks}
              .chosen=${this.chosen}
              @area-picked=${({ detail }: CustomEvent<{ id: string }>) => this.toggle(detail.id)}
              @closed=${this.closed}
            ></observation-area-search>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'observation-areas': ObservationAreas;
  }
}
