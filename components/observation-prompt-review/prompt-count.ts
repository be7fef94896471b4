import type { NoteView, ObservationView } from '../../tool/observation/observation.shared.js';

const tenMinutesMs = 600_000;

export interface PromptCount {
  prompts: number;
  /** Whole minutes that the lesson ran, at least one; null where it had no clock. */
  minutes: number | null;
  /** How many in each ten minutes from the start; empty where no prompt has a minute. */
  inTens: number[];
}

/** The prompts among notes, in their order; one that was taken back was not given. */
export const promptsGiven = (notes: readonly NoteView[]): NoteView[] => notes.filter((note) => note.tag === 'prompt' && !note.withdrawn);

/** How many prompts a lesson held, and in which of its ten minutes. */
export function countPrompts({
  notes,
  liveStartedAt,
  liveEndedAt,
}: Pick<ObservationView, 'notes' | 'liveStartedAt' | 'liveEndedAt'>): PromptCount {
  const given = promptsGiven(notes);
  const ranMs = liveStartedAt === null || liveEndedAt === null ? null : Date.parse(liveEndedAt) - Date.parse(liveStartedAt);
  const at = given.flatMap(({ minuteMs }) => (minuteMs === null ? [] : [Math.floor(minuteMs / tenMinutesMs)]));
  const tens = at.length === 0 ? 0 : Math.max(...at, Math.ceil((ranMs ?? 0) / tenMinutesMs) - 1) + 1;
  return {
    prompts: given.length,
    minutes: ranMs === null ? null : Math.max(1, Math.round(ranMs / 60_000)),
    inTens: Array.from({ length: tens }, (_, ten) => at.filter((one) => one === ten).length),
  };
}
