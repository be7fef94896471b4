import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { WaitedFor, WaitingOther } from '../../tool/home/home.shared.js';
import type { PersonAddress } from '../../tool/partnership/person-address.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { renderDue } from './due-day.js';
import { homePageStyles } from './home-page.styles.js';
import './home-tell.js';

/** What in the reader's matters waits for somebody else, and a way to tell them. Nothing where nobody is waited for. */
@localized()
@customElement('home-others')
export class HomeOthers extends LitElement {
  static override styles = [baseStyles, homePageStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) items: WaitingOther[] = [];
  /** IANA zone of the days. */
  @property() zone = 'Europe/London';
  /** The reader's name. */
  @property() sender = '';
  /** Whether the reader's own rules say how long is long. */
  @property({ type: Boolean }) tutor = false;
  @state() private telling: WaitedFor | null = null;
  @state() private address: PersonAddress | null = null;
  @state() private problem: string | null = null;

  private async tell({ placementId }: WaitingOther, person: WaitedFor): Promise<void> {
    this.telling = person;
    this.address = null;
    this.problem = null;
    if (person.personId === null) return;
    try {
      const address = await this.api.get<PersonAddress>(`/api/placements/${placementId}/people/${person.personId}/address`);
      if (this.telling === person) this.address = address;
    } catch (error) {
      if (this.telling === person) this.problem = problemSentence(error);
    }
  }

  private renderItem(item: WaitingOther, index: number): TemplateResult {
    const id = `other-${index}`;
    const { sentence, href, due, people } = item;
    return html`<li class="other">
      <span>
        <a class="waiting" id=${id} href=${href}>${sentence}</a>
        ${due === null ? nothing : renderDue(due, this.zone)}
      </span>
      ${people.map(
        (person) =>
          html`<button type="button" aria-describedby=${id} @click=${() => this.tell(item, person)}>
            ${msg(str`Tell ${person.givenName}`)}
          </button>`,
      )}
    </li>`;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.items.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby="others">
      <h2 id="others">${msg('Waiting for others')}</h2>
      <ul class="rows" aria-labelledby="others">
        ${this.items.map((item, index) => this.renderItem(item, index))}
      </ul>
      ${
        this.tutor
          ? html`<p class="quiet-text">
              ${msg('One line for each trainee, once it has waited as long as your rules say.')}
              <a href="#/trainees/rules">${msg('Change the rules')}</a>
            </p>`
          : nothing
      }
      <home-tell
        .person=${this.telling}
        .address=${this.address}
        .problem=${this.problem}
        .sender=${this.sender}
        @closed=${() => (this.telling = null)}
      ></home-tell>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'home-others': HomeOthers;
  }
}
