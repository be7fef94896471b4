import type { Api } from '../shared/api.js';
import { read, write } from './device-database.js';
import { keyFor, keyInTab, type OpenKey } from './device-keys.js';
import { keepsForGood } from './device-trust.js';
import { seal, unseal, type Sealed } from './sealed-box.js';

/** What was written on this device and not sent yet, as its page described it. */
export interface KeptText<Text> {
  key: string;
  text: Text;
  /** Its place among the others: what was first is sent first. */
  order: number;
}

interface Row {
  keyId: string;
  /** The thing it belongs to, for example an observation. */
  of: string;
  placementId: string;
  at: number;
  sealed: Sealed;
}
export interface TextRow extends Row {
  writer: string;
  key: string;
  order: number;
}

/** A text that a page left behind which is gone. */
export interface LeftText<Text> extends KeptText<Text> {
  row: TextRow;
}

export interface DeskChange<Text> {
  put: readonly KeptText<Text>[];
  gone: readonly string[];
  /** Left by other pages, and taken over by this one now. */
  taken: readonly LeftText<Text>[];
  /** The thing as it is stored, for a reload without a network; null takes it away, undefined leaves it. */
  view?: unknown;
}

const boundTo = (row: Pick<TextRow, 'keyId' | 'of' | 'writer' | 'key'>): string => `${row.keyId}/${row.of}/${row.writer}/${row.key}`;
const viewBoundTo = (row: Pick<Row, 'keyId' | 'of'>): string => `${row.keyId}/${row.of}`;
const lockOf = (writer: string): string => `critical-friend/writer/${writer}`;

export const textRows = (of: string): Promise<TextRow[]> => read<TextRow[]>('text', (store) => store.index('of').getAll(of));
export const everyTextRow = (): Promise<TextRow[]> => read<TextRow[]>('text', (store) => store.getAll());

/**
 * Where one page lays what it has not sent yet about one thing. Several pages of one person may write about the same thing: each has its
 * own rows and holds a lock as long as it lives, so that what it leaves behind is taken over by another, and by one alone.
 */
export class DeviceDesk<Text> {
  private readonly writer = crypto.randomUUID();
  private readonly closing = new AbortController();

  private constructor(
    private readonly of: string,
    private readonly placementId: string,
    private readonly opened: OpenKey,
    /** False where the browser may forget it with the tab. */
    readonly forGood: boolean,
  ) {}

  /** @returns null where nothing can be kept: no key, no database, or a browser that refuses */
  static async open<Text>(api: Api, of: string, placementId: string): Promise<DeviceDesk<Text> | null> {
    try {
      const key = await keyFor(api, placementId);
      if (!key) return null;
      const desk = new DeviceDesk<Text>(of, placementId, key, await keepsForGood());
      await desk.hold(desk.writer);
      return desk;
    } catch {
      return null;
    }
  }

  /** Resolves once the lock is held; it is until the desk closes or its page is gone. */
  private hold(writer: string): Promise<void> {
    const closed = new Promise<void>((resolve) => this.closing.signal.addEventListener('abort', () => resolve(), { once: true }));
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(lockOf(writer), { signal: this.closing.signal }, () => {
          resolve();
          return closed;
        })
        .catch(reject);
    });
  }

  /** Tells of what other pages left here, each time as soon as it is known that its page is gone. */
  async findLeft(told: (texts: LeftText<Text>[]) => void): Promise<void> {
    const rows = (await textRows(this.of)).filter((row) => row.keyId === this.opened.keyId && row.writer !== this.writer);
    for (const writer of new Set(rows.map((row) => row.writer))) {
      // Never answered while that page lives, and refused when this one closes first.
      void this.hold(writer).then(
        async () => told(await this.openLeft(writer)),
        () => undefined,
      );
    }
  }

  private async openLeft(writer: string): Promise<LeftText<Text>[]> {
    const rows = (await textRows(this.of)).filter((row) => row.keyId === this.opened.keyId && row.writer === writer);
    const texts: LeftText<Text>[] = [];
    for (const row of rows) {
      const text = await unseal<Text>(this.opened.key, row.sealed, boundTo(row));
      if (text !== null) texts.push({ row, key: row.key, order: row.order, text });
    }
    return texts.sort((a, b) => a.order - b.order);
  }

  /** All of it or none of it; resolved once it is on the disk. */
  async change({ put, gone, taken, view }: DeskChange<Text>): Promise<void> {
    const { of, writer, placementId } = this;
    const { keyId, key } = this.opened;
    const at = Date.now();
    const rows = await Promise.all(
      put.map(async (one): Promise<TextRow> => {
        const name = { keyId, of, writer, key: one.key };
        return { ...name, placementId, at, order: one.order, sealed: await seal(key, one.text, boundTo(name)) };
      }),
    );
    const kept: Row | null = view ? { keyId, of, placementId, at, sealed: await seal(key, view, viewBoundTo({ keyId, of })) } : null;
    await write(['text', 'view'], (store) => {
      for (const row of rows) store('text').put(row);
      for (const one of gone) store('text').delete([keyId, of, writer, one]);
      for (const { row } of taken) store('text').delete([row.keyId, row.of, row.writer, row.key]);
      if (kept) store('view').put(kept);
      else if (view === null) store('view').delete([keyId, of]);
    });
  }

  /** Lets another page take over what is left. */
  close(): void {
    this.closing.abort();
  }
}

export interface KeptView<View> {
  view: View;
  /** Milliseconds since 1970: when it was laid there. */
  at: number;
}

/** The thing as this person's page last had it; null where this tab cannot read it. */
export async function keptView<View>(of: string): Promise<KeptView<View> | null> {
  for (const row of await read<Row[]>('view', (store) => store.index('of').getAll(of))) {
    const opened = await keyInTab(row.placementId);
    const view = opened?.keyId === row.keyId ? await unseal<View>(opened.key, row.sealed, viewBoundTo(row)) : null;
    if (view !== null) return { view, at: row.at };
  }
  return null;
}
