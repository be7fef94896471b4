import type { ReactiveController, ReactiveControllerHost } from 'lit';

const holders = new Set<UnsavedText>();

/** Fires `change` when the page begins or ceases to hold text that is stored nowhere. */
export const unsavedChange = new EventTarget();
let told = false;

function tell(): void {
  if (anyUnsaved() === told) return;
  told = !told;
  unsavedChange.dispatchEvent(new Event('change'));
}

/**
 * Text of an element that is stored nowhere yet. While there is any, the browser asks before the tab is closed, and the page asks before
 * it turns to another one. Held for as long as the element is on the page.
 */
export class UnsavedText implements ReactiveController {
  /**
   * @param unsaved whether there is such text now
   * @param store tries to have it stored; without it only the person can
   */
  constructor(
    host: ReactiveControllerHost,
    readonly unsaved: () => boolean,
    readonly store: () => Promise<unknown> = () => Promise.resolve(),
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (holders.size === 0) addEventListener('beforeunload', askBrowser);
    holders.add(this);
  }

  hostUpdated(): void {
    tell();
  }

  hostDisconnected(): void {
    holders.delete(this);
    tell();
    if (holders.size === 0) removeEventListener('beforeunload', askBrowser);
  }
}

/** Whether anything on the page would be lost with it. */
export const anyUnsaved = (): boolean => [...holders].some((holder) => holder.unsaved());

/** Gives what can be stored by itself a moment for it. @param patienceMs how long at most */
export async function storeUnsaved(patienceMs: number): Promise<void> {
  const stored = Promise.allSettled([...holders].map((holder) => holder.store()));
  await Promise.race([stored, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

const askBrowser = (event: BeforeUnloadEvent): void => {
  if (anyUnsaved()) event.preventDefault();
};
