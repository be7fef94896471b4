import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type { SectionName, WholeNote } from '../../tool/observation/observation.shared.js';
import type { OutcomeBody, TargetBody } from '../../tool/target/target.shared.js';

export type StepName = 'start' | 'stop' | 'write-up';

/** What a person did to one text, as far as it is to be sent again from another page. */
export type UnsentChange =
  | { kind: 'section'; section: SectionName; body: string }
  | { kind: 'cite'; section: SectionName; noteIds: string[] }
  | { kind: 'note'; id: string; note: WholeNote }
  | { kind: 'note-withdrawn'; id: string }
  | { kind: 'target'; id: string; target: TargetBody }
  | { kind: 'target-withdrawn'; id: string }
  | { kind: 'outcome'; id: string; outcome: OutcomeBody }
  | { kind: 'prompts'; texts: string[] }
  | { kind: 'lesson'; lesson: LessonDetails }
  /** A note that is typed and not added yet: it lies on the device alone and is never sent. */
  | { kind: 'typing'; text: string }
  /** `pressedAt`: milliseconds since 1970 by this device's clock. */
  | { kind: 'step'; step: StepName; pressedAt: number };

/** What of a text lies on the device until it is stored. */
export interface UnsentText {
  /** The revision it was written against; null for what was never stored. */
  base: number | null;
  /** Versions of it that may have arrived, so that our own words are known again should they come back as somebody's. */
  sent: string[];
  change: UnsentChange;
}
