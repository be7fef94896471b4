import * as z from 'zod/mini';
import { observationView } from './observation.shared.js';

/** A record without what belongs to the page and its reader: every note, section, target, answer and correction, and who signed. */
export const observationRecord = z.extend(
  z.omit(observationView, { access: true, may: true, visibleTo: true, keptUntil: true, redaction: true, now: true }),
  { format: z.literal('critical-friend/observation-record/1'), takenAt: z.string() },
);
export type ObservationRecord = z.infer<typeof observationRecord>;

export const takeawayFormat = z.enum(['pdf', 'csv', 'json']);
export type TakeawayFormat = z.infer<typeof takeawayFormat>;
