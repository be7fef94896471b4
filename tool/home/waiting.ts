import type { KnownViewer, Reader, Viewer } from '../access/viewer.js';
import type { Standing, WaitingItem, WaitingOther } from './home.shared.js';

/** Each slice fills **Waiting for you** through this one interface; it answers only for what the reader may see. */
export interface WaitingSource {
  waitingFor: (reader: Reader) => Promise<WaitingItem[]>;
}

/** The same for **Waiting for others**: few lines, each long enough on its way that telling somebody helps. */
export interface WaitingOthersSource {
  waitingForOthers(viewer: KnownViewer): Promise<WaitingOther[]>;
}

/** Who the reader is in this tool; filled by `partnership`. */
export interface StandingSource {
  standingOf(viewer: Viewer): Promise<Standing>;
}
