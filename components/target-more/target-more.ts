import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CurriculumArea, FrameworkView } from '../../tool/framework/framework.shared.js';
import { actionsLength, isWebAddress, linkTitleLength, linkUrlLength, mostAreas } from '../../tool/target/limits.shared.js';
import type { TargetWords } from '../../tool/target/target.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { describedBy, field } from '../shared/field.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';

const targetMoreStyles = css`
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    color: var(--cf-accent);
    cursor: pointer;
  }
  textarea {
    min-block-size: 4rem;
  }
  .areas {
    max-block-size: 18rem;
    overflow-y: auto;
  }
`;

/**
 * What a target may say beside its wording: why, the standards it belongs to, and one thing to read or watch. Folded until it is wanted.
 * @fires more-written - detail {why} or {link} or {areaIds}
 * @fires areas-wanted - it was opened, and the standards are not here yet
 */
@localized()
@customElement('target-more')
export class TargetMore extends LitElement {
  static override styles = [baseStyles, formStyles, targetMoreStyles];

  /** *Target 1*, for the names of the groups. */
  @property() heading = '';
  @property({ attribute: false }) target!: Pick<TargetWords, 'why' | 'link' | 'areaIds'>;
  /** null until they were fetched. */
  @property({ attribute: false }) frameworks: FrameworkView[] | null = null;
  /** Areas the target has that may be in no framework of today. */
  @property({ attribute: false }) known: readonly CurriculumArea[] = [];
  @state() private url = '';
  @state() private linkTitle = '';
  @state() private opened = false;

  override willUpdate(changed: PropertyValues<this>): void {
    const { why, link, areaIds } = this.target;
    if (!this.hasUpdated) this.opened = why !== '' || link !== null || areaIds.length > 0;
    // What is typed and is no address yet stays in its field.
    const before = changed.get('target')?.link;
    const same = !changed.has('target') || link === null || (before?.url === link.url && before.title === link.title);
    if (this.hasUpdated && same) return;
    this.url = link?.url ?? '';
    this.linkTitle = link?.title ?? '';
  }

  private get badUrl(): boolean {
    return this.url.trim() !== '' && !isWebAddress(this.url.trim());
  }

  private readonly toggled = (event: Event): void => {
    this.opened = (event.target as HTMLDetailsElement).open;
    if (this.opened && this.frameworks === null) fire(this, 'areas-wanted');
  };

  private typedLink(change: { url?: string; title?: string }): void {
    this.url = change.url ?? this.url;
    this.linkTitle = change.title ?? this.linkTitle;
    const url = this.url.trim();
    if (url === '') fire(this, 'more-written', { link: null });
    else if (isWebAddress(url)) fire(this, 'more-written', { link: { url, title: this.linkTitle } });
  }

  private readonly picked = (event: Event): void => {
    const { value, checked } = event.target as HTMLInputElement;
    const others = this.target.areaIds.filter((id) => id !== value);
    fire(this, 'more-written', { areaIds: checked ? [...others, value] : others });
  };

  private choice({ id, code, name }: CurriculumArea): TemplateResult {
    const checked = this.target.areaIds.includes(id);
    const full = !checked && this.target.areaIds.length >= mostAreas;
    return html`<label class="choice">
      <input type="checkbox" value=${id} .checked=${checked} ?disabled=${full} @change=${this.picked} />
      <span>${code} ${name}</span>
    </label>`;
  }

  private areas(): TemplateResult {
    const offered = this.frameworks ?? [];
    const inForce = new Set(offered.flatMap((one) => one.areas.map((area) => area.id)));
    const older = this.known.filter((area) => this.target.areaIds.includes(area.id) && !inForce.has(area.id));
    return html`<div class="stack-tight">
      <p class="label">${msg('Standards and curriculum areas')}</p>
      <p class="hint">${msg(str`${mostAreas} at most. What is tagged with one stands together on its own page.`)}</p>
      ${this.frameworks === null ? html`<p role="status">${msg('One moment…')}</p>` : nothing}
      <div class="areas stack-tight">
        ${
          older.length === 0
            ? nothing
            : html`<fieldset>
                <legend>${msg('Chosen before')}</legend>
                ${older.map((area) => this.choice(area))}
              </fieldset>`
        }
        ${offered.map(
          ({ name, areas }) =>
            html`<fieldset>
              <legend>${name}</legend>
              ${areas.map((area) => this.choice(area))}
            </fieldset>`,
        )}
      </div>
    </div>`;
  }

  override render(): TemplateResult {
    const why = { id: 'why', label: msg('Why'), hint: msg('What it will change for pupils. Initials or seat, not pupils’ names.') };
    const url = {
      id: 'url',
      label: msg('Something to read or watch'),
      hint: msg('One web address that begins with https://'),
      ...(this.badUrl ? { error: msg('This is no web address yet. It begins with https:// and is not stored until then.') } : {}),
    };
    const title = { id: 'title', label: msg('What it is called') };
    return html`<details .open=${this.opened} @toggle=${this.toggled}>
      <summary>${msg('Why, standards, something to read')}<span class="visually-hidden">: ${this.heading}</span></summary>
      <div class="stack">
        ${field(
          why,
          html`<textarea
            id="why"
            rows="2"
            maxlength=${actionsLength}
            aria-describedby=${describedBy(why)}
            .value=${this.target.why}
            @input=${(event: Event) => fire(this, 'more-written', { why: (event.target as HTMLTextAreaElement).value })}
          ></textarea>`,
        )}
        ${field(
          url,
          html`<input
            id="url"
            type="url"
            inputmode="url"
            autocomplete="off"
            maxlength=${linkUrlLength}
            aria-describedby=${describedBy(url)}
            aria-invalid=${this.badUrl ? 'true' : nothing}
            .value=${this.url}
            @input=${(event: Event) => this.typedLink({ url: (event.target as HTMLInputElement).value })}
          />`,
        )}
        ${field(
          title,
          html`<input
            id="title"
            maxlength=${linkTitleLength}
            .value=${this.linkTitle}
            @input=${(event: Event) => this.typedLink({ title: (event.target as HTMLInputElement).value })}
          />`,
        )}
        ${this.areas()}
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'target-more': TargetMore;
  }
}
