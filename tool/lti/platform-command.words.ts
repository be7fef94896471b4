import { parseArgs } from 'node:util';
import { refusalOfAddress } from './platform-address.js';

export const verbs = [
  'add', 'list', 'suspend', 'resume', 'remove', 'coordinator', 'invite', 'approve', 'reject', 'rotate-key', 'retire-key', 'replace', 'check',
] as const; // prettier-ignore
export type Verb = (typeof verbs)[number];

/** What stands on the command line, checked for shape. Absent flags are null. */
export interface CommandWords {
  verb: Verb;
  issuer: string | null;
  clientId: string | null;
  deploymentId: string | null;
  authUrl: string | null;
  tokenUrl: string | null;
  tokenAudience: string | null;
  jwksUrl: string | null;
  frameOrigins: string[];
  name: string | null;
  partnership: string | null;
  practice: boolean;
  /** Name of a key, as `list` prints it. */
  key: string | null;
  /** A platform or a deployment, by the name `list` prints. */
  from: string | null;
  to: string | null;
  /** How long a new key is only shown before it signs. */
  pauseMinutes: number | null;
}

/** Something on the command line that the operator can put right; its message is the whole answer. */
export class CommandProblem extends Error {}

export const usage =
  'npm run --silent platform -- add|list|suspend|resume|remove|coordinator|invite|approve|reject|rotate-key|retire-key|replace|check ' +
  '--issuer … --client-id … --deployment-id … --auth-url … --token-url … --jwks-url … [--token-audience …] [--frame-origin …]… ' +
  '--name … --partnership … [--pause-minutes …] [--key …] [--from … --to …]';

const text = { type: 'string' } as const;
const options = {
  issuer: text, 'client-id': text, 'deployment-id': text, 'auth-url': text, 'token-url': text, 'token-audience': text, 'jwks-url': text,
  'frame-origin': { type: 'string', multiple: true }, name: text, partnership: text, practice: { type: 'boolean' },
  key: text, from: text, to: text, 'pause-minutes': text,
} as const; // prettier-ignore

const originShape = /^https?:\/\/(\*\.)?[a-z0-9.:[\]-]+$/i;

/** @throws CommandProblem */
export function readCommand(words: readonly string[], allowInsecure: boolean): CommandWords {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandProblem(`${error instanceof Error ? error.message : 'The command cannot be read.'} Usage: ${usage}`);
  }
  const [verb, ...others] = parsed.positionals;
  if (!verbs.includes(verb as Verb) || others.length > 0) throw new CommandProblem(`Usage: ${usage}`);
  const given = parsed.values;
  for (const name of ['issuer', 'client-id', 'deployment-id'] as const) {
    const value = given[name];
    if (value !== undefined && !/^[\u0020-\u007e]{1,255}$/.test(value))
      throw new CommandProblem(`--${name} is 1 to 255 printable ASCII characters.`);
  }
  for (const name of ['name', 'partnership'] as const) {
    const value = given[name];
    if (value !== undefined && (value.trim() === '' || value.length > 255)) throw new CommandProblem(`--${name} is 1 to 255 characters.`);
  }
  for (const name of ['key', 'from', 'to'] as const) {
    const value = given[name];
    if (value !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(value)) throw new CommandProblem(`--${name} is a name as "list" prints it.`);
  }
  const pause = given['pause-minutes'];
  if (pause !== undefined && !(/^\d{1,4}$/.test(pause) && Number(pause) >= 1))
    throw new CommandProblem('--pause-minutes is at least 1: every process has to show the new key before it signs.');
  const frameOrigins = given['frame-origin'] ?? [];
  for (const origin of frameOrigins) {
    if (!originShape.test(origin))
      throw new CommandProblem(`--frame-origin ${origin} is not an origin, for example https://moodle.example.ac.uk`);
  }
  const addresses = { issuer: given.issuer, 'auth-url': given['auth-url'], 'token-url': given['token-url'], 'jwks-url': given['jwks-url'] };
  for (const [name, address] of [
    ...Object.entries(addresses),
    ...frameOrigins.map((origin) => ['frame-origin', origin.replace('*.', 'any.')] as const),
  ]) {
    // Issuers are compared as text and asked for nothing; one that is a web address still has to be a proper one.
    if (address === undefined || verb !== 'add' || (name === 'issuer' && !/^https?:/.test(address))) continue;
    const refusal = refusalOfAddress(address, allowInsecure);
    if (refusal !== null) throw new CommandProblem(`--${name} ${refusal}.`);
  }
  return {
    verb: verb as Verb,
    issuer: given.issuer ?? null,
    clientId: given['client-id'] ?? null,
    deploymentId: given['deployment-id'] ?? null,
    authUrl: given['auth-url'] ?? null,
    tokenUrl: given['token-url'] ?? null,
    tokenAudience: given['token-audience'] ?? null,
    jwksUrl: given['jwks-url'] ?? null,
    frameOrigins: frameOrigins.map((origin) => origin.toLowerCase()),
    name: given.name?.trim() ?? null,
    partnership: given.partnership?.trim() ?? null,
    practice: given.practice ?? false,
    key: given.key ?? null,
    from: given.from ?? null,
    to: given.to ?? null,
    pauseMinutes: pause === undefined ? null : Number(pause),
  };
}
