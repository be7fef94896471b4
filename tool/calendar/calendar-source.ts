import type { Reader } from '../access/viewer.js';

/** A lesson that somebody plans to watch, without anybody's name. */
export interface PlannedLesson {
  /** Of what was planned: the same for everybody who sees it, and for good. */
  id: string;
  /** ISO day and time in the school's zone; null for the whole day. */
  day: string;
  starts: string | null;
  period: string | null;
  school: string;
  /** IANA name. */
  timeZone: string;
  /** Counts changes of these details. */
  revision: number;
  cancelled: boolean;
}

/** Each slice that plans lessons fills the calendar through this; it answers only for what the reader may know. */
export interface PlannedLessons {
  /** @param from ISO day: what was before is left out */
  plannedLessons(reader: Reader, from: string): Promise<PlannedLesson[]>;
}
