/**
 * What the page keeps so that it can be opened again without a network, and what it finds on this device. Fetched after the first paint,
 * and before it only where there is no network.
 */
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { findWaiting, sweepDevice, type WaitingTexts } from '../device-store/waiting-texts.js';
import { keepInTab, readInTab } from '../device-store/tab-box.js';
import type { Api } from '../shared/api.js';
import type { Me } from '../shared/me.js';

const whoHere = 'me';

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

/** The one address a worker of ours can have, in the form in which the page's policy takes it. */
function workerAddress(): string {
  const address = '/service-worker.js';
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies ? policies.createPolicy('cf-worker', { createScriptURL: () => address }).createScriptURL(address) : address;
}

let started = false;

/** Lets a service worker keep this page without its data. Where the browser refuses one, a reload needs the network. */
export async function keepPage(): Promise<void> {
  if (started || !('serviceWorker' in navigator)) return;
  started = true;
  try {
    await navigator.serviceWorker.register(workerAddress(), { updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: location.pathname });
  } catch {
    // A private window, or a frame that may keep nothing.
  }
}

/** Who is here, for a reload of this tab. Never throws: what is not kept is asked for again. */
export const keepMe = (me: Me): Promise<void> => keepInTab(whoHere, me).catch(() => undefined);

/** Who was here when this tab last had a network; null where it kept nobody. */
export const keptMe = (): Promise<Me | null> => readInTab<Me>(whoHere).catch(() => null);

/** Lessons about which this person wrote on this device what was never sent. */
export async function findUnsentLessons(api: Api, me: Me): Promise<WaitingTexts<ObservationView>[]> {
  const placementIds = me.roles.flatMap(({ placementId }) => placementId ?? []);
  const found = await findWaiting<ObservationView>(api, [...new Set(placementIds)]);
  await sweepDevice().catch(() => undefined);
  return found;
}

export type UnsentLesson = WaitingTexts<ObservationView>;
