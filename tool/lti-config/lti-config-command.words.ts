import { parseArgs } from 'node:util';

/** What stands on the command line of `npm run lti-config`. */
export type LtiConfigWords = { verb: 'write'; partnership: string; folder: string } | { verb: 'check'; url: string | null; folder: string };

export const usage =
  'npm run --silent lti-config -- write --partnership … [--folder …] | npm run --silent lti-config -- check [--url …] [--folder …]';

const usualFolder = 'var/lti-config';

/** @throws Error whose message is the whole answer */
export function readLtiConfigWords(words: readonly string[]): LtiConfigWords {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...words], options: { partnership: text, folder: text, url: text }, allowPositionals: true });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : 'The command cannot be read.'} Usage: ${usage}`, { cause: error });
  }
  const { partnership, url, folder = usualFolder } = parsed.values;
  const verb = parsed.positionals.join(' ');
  if (verb === 'check' && partnership === undefined) return { verb, url: url === undefined ? null : url.replace(/\/+$/, ''), folder };
  if (verb === 'write' && url === undefined) {
    if (partnership === undefined || partnership.trim() === '') throw new Error('--partnership is missing.');
    return { verb, partnership: partnership.trim(), folder };
  }
  throw new Error(`Usage: ${usage}`);
}
