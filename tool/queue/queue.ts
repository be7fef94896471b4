/**
 * Wakes work that the database already holds. A job carries a row's id and nothing else, may run twice or not at all, and a sweep
 * finds what a lost wake-up left: so Redis may be flushed without loss.
 */
export interface Queue {
  /** Registers what runs for a kind of job; called once a kind, before `start`. Errors are logged and the sweep tries again. */
  process(kind: string, work: (rowId: string) => Promise<void>): void;
  /**
   * Runs `work` at start and `everyMs` after each run's end. Over Redis one process has the turn for each interval; without it, or
   * while it is away, every process sweeps: the work claims what it does in the database, so doubles are harmless.
   */
  sweep(kind: string, everyMs: number, work: () => Promise<void>): void;
  /** Asks for a job now or after `delayMs`. Never throws: a queue that is away costs time, not work. */
  wake(kind: string, rowId: string, delayMs?: number): void;
  /** Never waits for Redis: while it is away the sweeps do the work. */
  start(): Promise<void>;
  /** True while wake-ups reach a worker; answers within a second. */
  healthy(): Promise<boolean>;
  /** Finishes what runs, takes nothing new. */
  close(): Promise<void>;
}
