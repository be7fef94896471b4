import * as z from 'zod/mini';
import { appendLogLine, readLogLines } from '../privacy/erasure-log.js';
import { passage, redactionReason } from './observation-redaction.shared.js';

const lineShape = z.object({
  at: z.string(),
  /** ISO day, as the gap says it. */
  day: z.string(),
  partnershipId: z.string(),
  observationId: z.string(),
  redactionId: z.string(),
  part: z.string(),
  passages: z.array(passage),
  reason: redactionReason,
  askedBy: z.string(),
  decidedBy: z.string(),
  decidedAs: z.string(),
  identityId: z.string(),
});

/**
 * Where words went from which text: ids and places, never a word. They stand in the log of erasures, outside the database, for a restored
 * backup that has the words again.
 */
export type LoggedRedaction = z.infer<typeof lineShape>;

/** Adds a line to the log of erasures. */
export const appendRedaction = (dataDir: string, line: LoggedRedaction): Promise<void> => appendLogLine(dataDir, line);

/** Every one, oldest first. @throws where a line cannot be read: a restore must not leave one out */
export const readRedactions = async (dataDir: string): Promise<LoggedRedaction[]> =>
  (await readLogLines(dataDir)).filter((line) => 'redactionId' in line).map((line) => lineShape.parse(line));
