import { deviceKind, savedHere, savedHereEnded } from '../device-store/device-kind.js';
import { msg, str } from '../shared/localize.js';
import type { SaveStateName } from '../shared/save-state.js';
import { timeOfDay } from '../shared/times.js';
import type { SaveQueue } from './save-queue.js';

/** What `save-state` shows; a null sentence is its own for that state. */
export interface SaveWords {
  state: SaveStateName;
  at: string | null;
  sentence: string | null;
}

/**
 * Where what was written is now.
 * @param safe whether everything unsent lies on this device as well
 */
export function saveWords(queue: SaveQueue, safe: boolean, timeZone: string): SaveWords {
  const { name: state, at, problem, waited } = queue.status;
  if (safe && queue.over) return { state: 'waiting', at, sentence: savedHereEnded(deviceKind(navigator)) };
  if (safe && state === 'waiting') return { state, at, sentence: savedHere(deviceKind(navigator)) };
  if (state === 'saved' && waited && at !== null) return { state, at, sentence: msg(str`Sent ${timeOfDay(at, timeZone)}`) };
  return { state, at, sentence: problem };
}
