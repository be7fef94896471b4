/**
 * Wakes work that the database already holds. A job carries a row's id and nothing else, may run twice or not at all, and a sweep
 * finds what a lost wake-up left: so Redis may be flushed without loss.
 */
export interface Queue {
  /** Registers what runs for a kind of job; called once a kind, before `start`. Errors are logged and the sweep tries again. */
  process(kind: string, work: (rowId: string) => Promise<void>): void;
  /** Runs `work` every `everyMs` in one of the processes; nothing is queued up when a run is late. */
  sweep(kind: string, everyMs: number, work: () => Promise<void>): void;
  /** Asks for a job now or after `delayMs`. Never throws: a queue that is away costs time, not work. */
  wake(kind: string, rowId: string, delayMs?: number): void;
  start(): Promise<void>;
  /** True while wake-ups reach a worker. */
  healthy(): Promise<boolean>;
  /** Finishes what runs, takes nothing new. */
  close(): Promise<void>;
}
