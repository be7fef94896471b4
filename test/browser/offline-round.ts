import type { SectionName } from '../../tool/observation/observation.shared.js';

/** What happens to one observation on one device, and elsewhere; the page plays it (`offline-round-page.ts`). */
export type RoundStep =
  | { do: 'note' | 'change-note' | 'target'; text: string }
  | { do: 'withdraw-note' | 'start' | 'stop' | 'send' | 'reload' | 'close-tab' | 'sign-elsewhere' }
  | { do: 'write' | 'write-elsewhere'; section: SectionName; text: string }
  /** `deaf`: what is sent arrives, and no answer comes back. */
  | { do: 'network'; is: 'on' | 'off' | 'deaf' }
  | { do: 'settle'; keep: 'yours' | 'theirs' };

export interface Round {
  observationId: string;
  placementId: string;
  steps: RoundStep[];
  /** How the conflicts are settled that are left at the end. */
  atLast: 'yours' | 'theirs';
}

/** What a round ended with; `wrong` is empty where no text was lost. */
export interface RoundReport {
  wrong: string[];
  /** How often each of these happened, so that a run that met none of them is seen. */
  met: Record<'restored' | 'offlineReload' | 'conflict' | 'leftOver', number>;
}
