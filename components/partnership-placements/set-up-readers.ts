import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Api } from '../shared/api.js';
import { msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { listOfNames } from '../shared/names.js';

interface Host extends ReactiveControllerHost {
  api: Api;
  me: Me;
}

/** *Who can see this* on the pages about all placements, for those who set them up; the server's policy made the list. */
export class SetUpReaders implements ReactiveController {
  private readonly host: Host;
  private asked = false;
  private names: string[] | null = null;

  constructor(host: Host) {
    this.host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.asked || !this.setsUp) return;
    this.asked = true;
    void this.load();
  }

  private get setsUp(): boolean {
    return this.host.me.roles.some((held) => held.role === 'coordinator' || held.role === 'tutor');
  }

  // The page is as good without this line as late with it.
  private async load(): Promise<void> {
    const answer = await this.host.api.get<{ names: string[] }>('/api/set-up/readers', { background: true }).catch(() => null);
    this.names = answer?.names ?? null;
    this.host.requestUpdate();
  }

  line(): TemplateResult | typeof nothing {
    if (this.names === null) return nothing;
    const coordinates = this.host.me.roles.some((held) => held.role === 'coordinator');
    const everybody = [...(coordinates ? [msg('you')] : []), ...this.names];
    if (everybody.length === 0) return nothing;
    return html`<p class="privacy">${msg(str`Who can see a placement: the people named on it, and ${listOfNames(everybody)}.`)}</p>`;
  }
}
