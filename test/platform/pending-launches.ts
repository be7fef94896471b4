import { randomInt } from 'node:crypto';
import type { SigningOptions } from './keys.js';

export type Message = 'resource-link' | 'deep-linking' | 'submission-review';

/** A launch somebody has started and the tool has not asked for yet. */
export interface PendingLaunch {
  personId: string;
  /** Null: opened outside a course, or from the picker of a course. */
  linkId: string | null;
  courseId: string | null;
  clientId: string;
  message: Message;
  forPersonId?: string;
  /** The browser session it belongs to; any browser when absent. */
  sessionId?: string;
  /** Claims to replace in the id_token, for tests that send broken ones. */
  overrides?: Record<string, unknown>;
  signing?: SigningOptions;
  startedAt: number;
}

const kept = 2000;

/** Launch ids that work once. */
export class PendingLaunches {
  #pending = new Map<string, PendingLaunch>();

  open(launch: PendingLaunch): string {
    const id = String(randomInt(1, 2 ** 31));
    if (this.#pending.size >= kept) this.#pending.delete(this.#pending.keys().next().value ?? '');
    this.#pending.set(id, launch);
    return id;
  }

  peek(id: string): PendingLaunch | undefined {
    return this.#pending.get(id);
  }

  take(id: string): PendingLaunch | undefined {
    const launch = this.#pending.get(id);
    this.#pending.delete(id);
    return launch;
  }
}
