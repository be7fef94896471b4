import type { ReactiveControllerHost } from 'lit';
import type { Api } from '../shared/api.js';
import type { DraftKeeping } from './draft-keeping.js';
import type { ObservationDraft } from './observation-draft.js';

interface Work {
  draft: ObservationDraft;
  keeping: DraftKeeping | null;
}

/** Drafts whose page was left before everything was stored: they go on sending, and the next page of the same observation takes them up. */
const unfinished = new Map<string, Work>();

/** What a page's draft has to do with this device; the code that does it is fetched after the first paint. */
export class KeptDraft {
  private keeping: DraftKeeping | null = null;
  private draft: ObservationDraft | null = null;
  private beginning = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api,
  ) {}

  /** Everything unsent lies on this device too, which will still have it when the tab is closed. */
  get safe(): boolean {
    return this.keeping?.safe ?? false;
  }

  /** The draft of this observation that a page before this one left unfinished; null where there is none. */
  takeUp(id: string): ObservationDraft | null {
    const work = unfinished.get(id);
    if (!work) return null;
    unfinished.delete(id);
    this.use(work.keeping);
    return work.draft;
  }

  /** Keeps this draft from now on; the one before it is done with. */
  async keep(draft: ObservationDraft): Promise<void> {
    this.draft = draft;
    if (this.keeping) {
      this.keeping.follow(draft);
      return;
    }
    if (this.beginning) return;
    this.beginning = true;
    await this.host.updateComplete;
    const begun = await import('./draft-keeping.js').then(
      ({ DraftKeeping }) => DraftKeeping.begin(this.api(), draft),
      () => null,
    );
    this.beginning = false;
    if (begun) this.begun(draft, begun);
  }

  /** The network is back: what could not be begun without it may be now. */
  again(): void {
    if (this.draft && !this.keeping) void this.keep(this.draft);
  }

  /** The page is left. What is not stored yet goes on being sent. */
  leave(): void {
    const { draft, keeping } = this;
    this.draft = null;
    keeping?.removeEventListener('change', this.changed);
    this.keeping = null;
    if (!draft || draft.queue.settled) {
      keeping?.close();
      return;
    }
    const work = { draft, keeping };
    unfinished.set(draft.view.id, work);
    const whenDone = (): void => {
      if (unfinished.get(draft.view.id) !== work) draft.removeEventListener('change', whenDone);
      else if (draft.queue.settled) {
        unfinished.delete(draft.view.id);
        draft.removeEventListener('change', whenDone);
        keeping?.close();
      }
    };
    draft.addEventListener('change', whenDone);
  }

  private begun(draft: ObservationDraft, keeping: DraftKeeping): void {
    // Left before it had begun: what is unsent is in the tab's memory, as it is where nothing can be kept.
    if (this.draft === null) keeping.close();
    else {
      this.use(keeping);
      if (this.draft !== draft) keeping.follow(this.draft);
    }
  }

  private use(keeping: DraftKeeping | null): void {
    this.keeping = keeping;
    keeping?.addEventListener('change', this.changed);
    this.host.requestUpdate();
  }

  private readonly changed = (): void => this.host.requestUpdate();
}
