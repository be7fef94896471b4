import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** One erasure, by numbers only. The log lies outside the database, so that a restored backup can be told who is to go again. */
export interface LoggedErasure {
  at: string;
  partnershipId: string;
  personId: string;
}

const lineShape = z.object({ at: z.string(), partnershipId: z.string(), personId: z.string() });

export const erasureLogFile = (dataDir: string): string => path.join(dataDir, 'erasures.log');

/** Adds one line of JSON. The same line twice does no harm: what is gone already stays so. */
export async function appendLogLine(dataDir: string, line: object): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await appendFile(erasureLogFile(dataDir), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
}

export const appendErasure = (dataDir: string, { at, partnershipId, personId }: LoggedErasure): Promise<void> =>
  appendLogLine(dataDir, { at, partnershipId, personId });

/** Every line, oldest first; none where nothing was ever erased. @throws where one is no JSON */
export async function readLogLines(dataDir: string): Promise<object[]> {
  const text = await readFile(erasureLogFile(dataDir), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => z.looseObject({}).parse(JSON.parse(line)));
}

/** Who was erased; lines about words removed from a record are another slice's. @throws where a line cannot be read: a restore must not leave somebody out */
export const readErasures = async (dataDir: string): Promise<LoggedErasure[]> =>
  (await readLogLines(dataDir)).filter((line) => !('redactionId' in line)).map((line) => lineShape.parse(line));
