import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Problem, refused } from '../errors.js';
import type { Log } from '../logger.js';
import { charactersOf, type Printed } from './printed.js';
import { template } from './template.js';

/** About forty pages: beyond that nobody reads it on paper, and the other files have every word too. */
export const mostCharacters = 120_000;
/** Documents under way at once: the one that is being set and those that wait for it. */
const mostWaiting = 10;
const longestMs = 30_000;

const require = createRequire(import.meta.url);
const fontFiles = [
  require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  require.resolve('@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf'),
  require.resolve('@expo-google-fonts/vazirmatn/600SemiBold/Vazirmatn_600SemiBold.ttf'),
];

export interface Press {
  /** A tagged PDF. @throws Problem 422 for a document that is too long, 503 where it takes too long or too many wait */
  pdf(document: Printed): Promise<Buffer>;
}

const busy = (): Problem =>
  new Problem(503, 'press-busy', 'The PDF could not be made just now. Try again in a minute, or take the CSV or JSON.', {
    headers: { 'Retry-After': '60' },
  });

async function readTypesetter(): Promise<{ typesetter: WebAssembly.Module; fonts: Buffer[] }> {
  const bytes = await readFile(require.resolve('@myriaddreamin/typst-ts-web-compiler/wasm'));
  const fonts = await Promise.all(fontFiles.map((file) => readFile(file)));
  return { typesetter: await WebAssembly.compile(bytes), fonts };
}

/** Runs the worker to its one answer. @throws where it fails or takes longer than `longestMs` */
function answerOf(worker: Worker): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('it took too long')), longestMs);
    const ended = (work: () => void) => {
      clearTimeout(late);
      work();
    };
    worker.once('message', (pdf: Uint8Array) => ended(() => resolve(pdf)));
    worker.once('error', (error) => ended(() => reject(error)));
    worker.once('exit', () => ended(() => reject(new Error('it ended without an answer'))));
  }).finally(() => worker.terminate()) as Promise<Uint8Array>;
}

/** One press a process: documents are set one after another, each in a thread of its own. */
export function createPress(log: Log): Press {
  let read: ReturnType<typeof readTypesetter> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const set = async (document: Printed): Promise<Buffer> => {
    // Read when it is first needed, and kept: the machine code that V8 makes of it is what takes the time.
    read ??= readTypesetter();
    // What the thread would print may quote the document, so it is read by nobody.
    const workerData = { ...(await read), template, document: JSON.stringify(document) };
    return Buffer.from(
      await answerOf(new Worker(new URL('./typeset-worker.mjs', import.meta.url), { workerData, stdout: true, stderr: true })),
    );
  };

  return {
    async pdf(document) {
      if (charactersOf(document) > mostCharacters)
        throw refused('too-long', 'This record is too long for a PDF. Print it from this page, or take the CSV or JSON.');
      if (waiting >= mostWaiting) throw busy();
      waiting += 1;
      const made = last.then(() => set(document));
      last = made.catch(() => undefined);
      try {
        return await made;
      } catch (error) {
        log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'a PDF could not be made');
        throw busy();
      } finally {
        waiting -= 1;
      }
    },
  };
}
