import { msg } from '../shared/localize.js';
import { NetworkError, ProblemError } from '../shared/problem-error.js';
import type { SaveStateName } from '../shared/save-state.js';

export interface SaveStatus {
  name: SaveStateName;
  /** ISO instant of the last answer that said *stored*. */
  at: string | null;
  /** Why it is not saved, for the person; null otherwise. */
  problem: string | null;
}

interface Entry {
  send: () => Promise<void>;
  /** Milliseconds of `performance.now()` from which it may be sent. */
  due: number;
}

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Queues with something in them, also of a page that was left. */
const unsettled = new Set<SaveQueue>();

/** Whether some text of this tab is still to be sent. */
export const anythingWaiting = (): boolean => unsettled.size > 0;

/**
 * Sends each text by itself, one after another and in order. A newer version of a text replaces the one still waiting. Without an answer
 * the same thing is sent again (the server stores it once); a refusal is kept as *not saved* with its reason until the text changes.
 * Fires `change`.
 */
export class SaveQueue extends EventTarget {
  private readonly waiting = new Map<string, Entry>();
  private readonly refused = new Map<string, string>();
  private sending: string | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private retryMs = firstRetryMs;
  private away = false;
  private ended: string | null = null;
  private savedAt: string | null = null;
  private idle: (() => void)[] = [];

  /** @param delayMs waits that long for the next keystroke */
  put(key: string, send: () => Promise<void>, delayMs = 0): void {
    this.refused.delete(key);
    this.waiting.set(key, { send, due: performance.now() + delayMs });
    this.told();
    this.schedule(delayMs);
  }

  /** Forgets what was refused or is waiting under a key, for example after the person chose the other text. */
  drop(key: string): void {
    this.waiting.delete(key);
    this.refused.delete(key);
    this.told();
  }

  /** Keeps a text from being sent until it changes again. */
  refuse(key: string, problem: string): void {
    this.refused.set(key, problem);
    this.told();
  }

  /** Sends what is waiting now. @returns true once everything is stored, false where something cannot be just now */
  async flush(): Promise<boolean> {
    for (const entry of this.waiting.values()) entry.due = 0;
    this.schedule(0);
    while ((this.waiting.size > 0 || this.sending !== null) && !this.away && this.ended === null) {
      await new Promise<void>((resolve) => this.idle.push(resolve));
    }
    return this.settled;
  }

  /** The network is back, or may be: no need to wait for the next try. */
  retry(): void {
    if (!this.away || this.ended !== null) return;
    this.away = false;
    this.schedule(0);
  }

  /** What is waiting, on its way or refused. */
  unsettledKeys(): Set<string> {
    return new Set([...this.waiting.keys(), ...this.refused.keys(), ...(this.sending === null ? [] : [this.sending])]);
  }

  get settled(): boolean {
    return this.waiting.size === 0 && this.sending === null && this.refused.size === 0;
  }

  get status(): SaveStatus {
    const problem = this.ended ?? [...this.refused.values()][0] ?? null;
    if (problem !== null) return { name: 'not-saved', at: this.savedAt, problem };
    if (this.away && this.waiting.size > 0) return { name: 'waiting', at: this.savedAt, problem: null };
    if (this.waiting.size > 0 || this.sending !== null) return { name: 'saving', at: this.savedAt, problem: null };
    return { name: 'saved', at: this.savedAt, problem: null };
  }

  private told(): void {
    if (this.settled) unsettled.delete(this);
    else unsettled.add(this);
    this.dispatchEvent(new Event('change'));
  }

  private wakeIdle(): void {
    const waiting = this.idle;
    this.idle = [];
    for (const resolve of waiting) resolve();
  }

  private schedule(inMs: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.next(), inMs);
  }

  private async next(): Promise<void> {
    if (this.sending !== null || this.ended !== null) return;
    const now = performance.now();
    const [first] = this.waiting;
    if (!first) {
      this.wakeIdle();
      return;
    }
    const [key, entry] = first;
    if (entry.due > now) {
      this.schedule(entry.due - now);
      return;
    }
    this.waiting.delete(key);
    this.sending = key;
    this.told();
    try {
      await entry.send();
      this.savedAt = new Date().toISOString();
      this.away = false;
      this.retryMs = firstRetryMs;
    } catch (error) {
      this.failed(key, entry, error);
    } finally {
      this.sending = null;
      this.told();
      this.wakeIdle();
    }
    this.schedule(this.away ? this.retryMs : 0);
  }

  private failed(key: string, entry: Entry, error: unknown): void {
    if (error instanceof ProblemError && error.ended) {
      this.keep(key, entry);
      this.ended = error.detail;
    } else if (error instanceof NetworkError || (error instanceof ProblemError && error.passing)) {
      this.keep(key, entry);
      this.away = true;
      this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
    } else if (error instanceof ProblemError && error.status === 404) {
      this.refused.set(key, msg('You can no longer write here. Copy your text; “Waiting for you” says why.'));
    } else if (error instanceof ProblemError) {
      this.refused.set(key, error.requestId ? `${error.detail} (${error.requestId})` : error.detail);
    } else throw error;
  }

  /** Back to the head of the line, unless a newer version of the same text is waiting. */
  private keep(key: string, entry: Entry): void {
    if (this.waiting.has(key)) return;
    const others = [...this.waiting];
    this.waiting.clear();
    this.waiting.set(key, { ...entry, due: 0 });
    for (const [other, one] of others) this.waiting.set(other, one);
  }
}
