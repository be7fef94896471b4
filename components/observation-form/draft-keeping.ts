import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { DeviceDesk, keptView, textRows, type LeftText } from '../device-store/device-desk.js';
import type { Api } from '../shared/api.js';
import { restore } from './draft-restoring.js';
import type { ObservationDraft } from './observation-draft.js';
import type { UnsentText } from './unsent-text.js';

/**
 * Lays what a draft has not stored yet on this device, and takes it away when it is stored; brings back what a page before this one left.
 * The person waits for none of it. Fires `change` when `safe` may have changed.
 */
export class DraftKeeping extends EventTarget {
  /** What lies on the device, as it was when it was laid there. */
  private readonly laid = new Map<string, UnsentText>();
  private readonly orders = new Map<string, number>();
  private nextOrder = 1;
  /** Found here, and not yet free to be shown: something newer is being written under the same key. */
  private left: LeftText<UnsentText>[] = [];
  private taken: LeftText<UnsentText>[] = [];
  private laying = false;
  private again = false;
  private viewWanted = true;
  private broken = false;

  private constructor(
    private draft: ObservationDraft,
    private readonly desk: DeviceDesk<UnsentText>,
  ) {
    super();
    draft.addEventListener('change', this.changed);
    this.changed();
    const found = (texts: LeftText<UnsentText>[]): void => {
      this.left.push(...texts);
      this.takeLeft();
    };
    desk.findLeft(found).catch(() => (this.broken = true));
  }

  /** @returns null where this device keeps nothing: everything unsent is in this tab's memory alone */
  static async begin(api: Api, draft: ObservationDraft): Promise<DraftKeeping | null> {
    const { id, placementId, may } = draft.view;
    // Who only reads has nothing to keep, but may have left something before the record was closed.
    if (!may.write && (await textRows(id).catch(() => [])).length === 0) return null;
    const desk = await DeviceDesk.open<UnsentText>(api, id, placementId);
    return desk && new DraftKeeping(draft, desk);
  }

  /** Everything that is not stored yet lies on this device, which keeps it. */
  get safe(): boolean {
    const wanted = this.wanted();
    const here = [...wanted].every(([key, text]) => this.laid.get(key) === text);
    return this.desk.forGood && !this.broken && here && [...this.draft.queue.unsettledKeys()].every((key) => wanted.has(key));
  }

  /** Goes on with the same observation, read again. */
  follow(draft: ObservationDraft): void {
    this.draft.removeEventListener('change', this.changed);
    this.draft = draft;
    draft.addEventListener('change', this.changed);
    this.viewWanted = true;
    this.changed();
  }

  /** Leaves what is still here to the next page. */
  close(): void {
    this.draft.removeEventListener('change', this.changed);
    this.desk.close();
  }

  private wanted(): Map<string, UnsentText> {
    return new Map([...this.draft.leftUnsent, ...this.draft.unsent]);
  }

  private readonly changed = (): void => {
    if (this.left.length > 0) this.takeLeft();
    void this.lay();
  };

  private takeLeft(): void {
    const unsettled = this.draft.queue.unsettledKeys();
    const free = this.left.filter(({ key }) => !unsettled.has(key));
    if (free.length === 0) return;
    this.left = this.left.filter((one) => !free.includes(one));
    this.taken.push(...free);
    restore(this.draft, free);
    void this.lay();
  }

  // One after another; whatever changes meanwhile goes with the next one.
  private async lay(): Promise<void> {
    if (this.laying) {
      this.again = true;
      return;
    }
    this.laying = true;
    // The disk may be full, or the browser took its store away: then the tab is all there is, until it works again.
    this.broken = await this.layAll().then(
      () => false,
      () => true,
    );
    this.laying = false;
    this.dispatchEvent(new Event('change'));
  }

  private async layAll(): Promise<void> {
    this.again = false;
    // What a person does in one go is laid down in one go.
    await Promise.resolve();
    await this.layOnce();
    if (this.changedSince()) await this.layAll();
  }

  private changedSince(): boolean {
    return this.again;
  }

  private async layOnce(): Promise<void> {
    const wanted = this.wanted();
    const put = [...wanted].filter(([key, text]) => this.laid.get(key) !== text);
    const gone = [...this.laid.keys()].filter((key) => !wanted.has(key));
    const taken = this.taken.splice(0);
    // What is stored changed when something is no longer unsent; in the same step, so that neither is ever missing.
    const viewChanged = this.viewWanted || gone.length > 0;
    if (put.length === 0 && gone.length === 0 && taken.length === 0 && !viewChanged) return;
    const { draft } = this;
    const view = draft.view.may.write || draft.leftUnsent.size > 0 ? draft.storedView() : null;
    const texts = put.map(([key, text]) => ({ key, text, order: this.orderOf(key) }));
    try {
      await this.desk.change({ put: texts, gone, taken, view: viewChanged ? view : undefined });
    } catch (error) {
      this.taken.unshift(...taken);
      throw error;
    }
    this.viewWanted = false;
    for (const [key, text] of put) this.laid.set(key, text);
    for (const key of gone) {
      this.laid.delete(key);
      this.orders.delete(key);
    }
  }

  /** A text keeps its place while it waits, however often it is changed. */
  private orderOf(key: string): number {
    const order = this.orders.get(key) ?? this.nextOrder++;
    this.orders.set(key, order);
    return order;
  }
}

/** An observation as this tab last had it, to go on without a network; its clock is set forward by the time since. */
export async function keptObservation(id: string): Promise<ObservationView | null> {
  const kept = await keptView<ObservationView>(id).catch(() => null);
  if (kept === null) return null;
  return { ...kept.view, now: new Date(Date.parse(kept.view.now) + Date.now() - kept.at).toISOString() };
}
