import type { KnownViewer, Viewer } from '../access/viewer.js';
import type { Standing, WaitingItem } from './home.shared.js';

/** Each slice fills **Waiting for you** through this one interface; it answers only for what the viewer may see. */
export interface WaitingSource {
  waitingFor(viewer: KnownViewer): Promise<WaitingItem[]>;
}

/** Who the reader is in this tool; filled by `partnership`. */
export interface StandingSource {
  standingOf(viewer: Viewer): Promise<Standing>;
}
