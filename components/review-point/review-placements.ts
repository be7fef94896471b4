import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlacementView } from '../../tool/partnership/placement.shared.js';
import { Asking } from '../form-set-up/asking.js';
import { problemNotice } from '../form-set-up/form-words.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { localized, msg } from '../shared/localize.js';
import type { Me } from '../shared/me.js';

/** Whose reviews there are; a trainee with one placement is led to theirs. */
@localized()
@customElement('review-placements')
export class ReviewPlacements extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @state() private placements: readonly PlacementView[] | null = null;
  @state() private next: string | null = null;
  private readonly asking = new Asking(this);

  override firstUpdated(): void {
    void this.more();
  }

  private readonly more = (): Promise<boolean> =>
    this.asking.tried(async () => {
      const path = this.next === null ? '/api/placements' : `/api/placements?after=${this.next}`;
      const page = await this.api.get<{ placements: PlacementView[]; next: string | null }>(path);
      this.placements = [...(this.placements ?? []), ...page.placements];
      this.next = page.next;
      const [only] = this.placements;
      if (only && this.placements.length === 1) location.replace(`#/reviews/of/${only.id}`);
    });

  override render(): TemplateResult {
    const { placements } = this;
    const coordinates = this.me.roles.some(({ role }) => role === 'coordinator');
    return html`<div class="stack">
      <h1>${msg('Reviews')}</h1>
      ${this.asking.problem ? problemNotice(this.asking.problem, []) : nothing}
      ${placements?.length === 0 ? html`<p>${msg('No placements yet. When you are part of one, its reviews are here.')}</p>` : nothing}
      <ul class="rows">
        ${(placements ?? []).map(
          ({ id, trainee, school }) =>
            html`<li><a href="#/reviews/of/${id}">${trainee.name}</a> <span class="quiet-text">${school.name}</span></li>`,
        )}
      </ul>
      ${this.next === null ? nothing : html`<button type="button" @click=${this.more}>${msg('Show more')}</button>`}
      ${coordinates ? html`<p><a class="button" href="#/review-points">${msg('Choose which reviews there are')}</a></p>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-placements': ReviewPlacements;
  }
}
