import type { IncomingMessage } from 'node:http';
import { LaunchProblem } from './launch-problem.js';

/** Form fields as they were sent: a name that came twice has two values. */
export type Fields = Map<string, string[]>;

const unsafe = /\u0000/; // eslint-disable-line no-control-regex -- NUL is what is looked for

export function readPairs(text: string): Fields {
  const fields: Fields = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** The body of a form POST. Anything but a form of at most `limit` bytes is refused before it is read to the end. */
export async function readForm(request: IncomingMessage, limit: number): Promise<Fields> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new LaunchProblem('form-type');
  if (request.headers['content-encoding'] !== undefined) throw new LaunchProblem('form-type');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new LaunchProblem('form-too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Not destroyed half-way: the answer has to leave by the same connection.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    throw new LaunchProblem('form-cut');
  }
  if (size > limit) throw new LaunchProblem('form-too-large');
  return readPairs(Buffer.concat(chunks).toString('utf8'));
}

/** One field, sent at most once, not longer than `most` characters, without NUL; null where it is absent or empty. */
export function readOptionalField(fields: Fields, name: string, most: number): string | null {
  const values = fields.get(name);
  if (values === undefined) return null;
  const [value] = values;
  if (values.length > 1) throw new LaunchProblem('field-repeated', name);
  if (value === undefined || value === '') return null;
  if (value.length > most || unsafe.test(value)) throw new LaunchProblem('field-unusable', name);
  return value;
}

export function readField(fields: Fields, name: string, most: number): string {
  const value = readOptionalField(fields, name, most);
  if (value === null) throw new LaunchProblem('field-missing', name);
  return value;
}
