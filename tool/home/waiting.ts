import type { KnownViewer } from '../access/viewer.js';
import type { WaitingItem } from './home.shared.js';

/** Each slice fills **Waiting for you** through this one interface; it answers only for what the viewer may see. */
export interface WaitingSource {
  waitingFor(viewer: KnownViewer): Promise<WaitingItem[]>;
}
