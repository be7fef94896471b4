/** Time that runs faster from one moment on; every process that is given the same has the same time. */
export interface TimeLapse {
  /** Unix time in milliseconds, where both times are the same. */
  startMs: number;
  /** Milliseconds that pass in one real millisecond. */
  factor: number;
}

/** Holds a TimeLapse as JSON. */
export const timeLapseVariable = 'TIME_LAPSE';

/** @returns Unix time in whole milliseconds */
export const lapsedMs = ({ startMs, factor }: TimeLapse, realMs: number): number => Math.floor(startMs + (realMs - startMs) * factor);
