import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** One erasure, by numbers only. It lies outside the database, so that a restored backup can be told who is to go again. */
export interface LoggedErasure {
  at: string;
  partnershipId: string;
  personId: string;
}

const lineShape = z.object({ at: z.string(), partnershipId: z.string(), personId: z.string() });

export const erasureLogFile = (dataDir: string): string => path.join(dataDir, 'erasures.log');

/** Adds one line of JSON. The same erasure twice does no harm: who is erased already stays so. */
export async function appendErasure(dataDir: string, { at, partnershipId, personId }: LoggedErasure): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await appendFile(erasureLogFile(dataDir), `${JSON.stringify({ at, partnershipId, personId })}\n`, { mode: 0o600, flush: true });
}

/** Every line; none where nobody was ever erased. @throws where a line cannot be read: a restore must not leave somebody out */
export async function readErasures(dataDir: string): Promise<LoggedErasure[]> {
  const text = await readFile(erasureLogFile(dataDir), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineShape.parse(JSON.parse(line)));
}
