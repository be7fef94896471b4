import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PdfFacts {
  /** As `pdfinfo` prints it. */
  info: string;
  /** The tree of tags, one a line. */
  structure: string;
  /** As it is read and copied, without the marks of where the direction of writing changes. */
  text: string;
  pages: number;
}

/** Reads a PDF as other programs do (poppler). @throws where it is none */
export async function readPdf(pdf: Uint8Array): Promise<PdfFacts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cf-pdf-'));
  try {
    const file = path.join(folder, 'read.pdf');
    await writeFile(file, pdf);
    const said = async (program: string, ...given: string[]): Promise<string> => (await run(program, given)).stdout;
    const info = await said('pdfinfo', file);
    return {
      info,
      structure: await said('pdfinfo', '-struct', file),
      text: (await said('pdftotext', '-layout', file, '-')).replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, ''),
      pages: Number(/^Pages: +(\d+)$/m.exec(info)?.[1]),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
