import { parseArgs } from 'node:util';
import { askedBecause, type AskedBecause } from './erasure.rules.js';

export const verbs = ['processing', 'people', 'export', 'erase', 'reapply', 'retention'] as const;
export type Verb = (typeof verbs)[number];

/** What stands on the command line, checked for shape. Absent flags are null. */
export interface PrivacyWords {
  verb: Verb;
  partnership: string | null;
  person: string | null;
  /** Instead of a person: somebody who was never given a role, as `people` prints them. */
  account: string | null;
  search: string | null;
  out: string | null;
  because: AskedBecause;
  reference: string | null;
  /** Without it nothing changes: what would happen is printed. */
  confirm: boolean;
}

/** Something on the command line that the operator can put right; its message is the whole answer. */
export class CommandProblem extends Error {}

export const usage =
  'npm run --silent privacy -- processing|people|export|erase|reapply|retention --partnership … [--search …] [--person … | --account …] [--out file] ' +
  '[--because request|course-over|by-mistake] [--reference …] [--confirm]';

const text = { type: 'string' } as const;
const options = {
  partnership: text, person: text, account: text, search: text, out: text, because: text, reference: text, confirm: { type: 'boolean' },
} as const; // prettier-ignore

/** @throws CommandProblem */
export function readPrivacyWords(words: readonly string[]): PrivacyWords {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandProblem(`${error instanceof Error ? error.message : 'The command cannot be read.'} Usage: ${usage}`);
  }
  const [verb, ...others] = parsed.positionals;
  const { values } = parsed;
  const because = values.because ?? 'request';
  if (!verbs.includes(verb as Verb) || others.length > 0) throw new CommandProblem(`Usage: ${usage}`);
  if (!askedBecause.includes(because as AskedBecause)) throw new CommandProblem(`--because is one of ${askedBecause.join(', ')}.`);
  if ((values.reference ?? '').length > 60) throw new CommandProblem('--reference is at most 60 characters.');
  return {
    verb: verb as Verb,
    partnership: values.partnership ?? null,
    person: values.person ?? null,
    account: values.account ?? null,
    search: values.search ?? null,
    out: values.out ?? null,
    because: because as AskedBecause,
    reference: values.reference ?? null,
    confirm: values.confirm ?? false,
  };
}
