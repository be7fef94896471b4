import { z } from 'zod';
import { addressesOf } from './canvas-key.js';

/** One thing that was looked at. `todo` says what to put right. */
export interface CheckLine {
  what: string;
  works: boolean;
  todo?: string;
}

const publicKey = z.strictObject({
  kid: z.string().min(1),
  kty: z.literal('RSA'),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  n: z.string().min(340),
  e: z.string(),
});
const keySet = z.object({ keys: z.array(publicKey).min(1) });

interface Seen {
  status: number;
  type: string;
  policy: string;
  framed: boolean;
  text: string;
}

/** What somebody outside sees at an address; words where nothing answers. */
async function look(url: string, method: 'GET' | 'POST' = 'GET'): Promise<Seen | string> {
  try {
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
      ...(method === 'POST' ? { body: new URLSearchParams() } : {}),
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      policy: answer.headers.get('content-security-policy') ?? '',
      framed: !answer.headers.has('x-frame-options'),
      text: (await answer.text()).slice(0, 500_000),
    };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    return cause?.code ?? (error instanceof Error ? error.name : 'no answer');
  }
}

const line = (what: string, seen: Seen | string, right: (seen: Seen) => boolean, todo: string): CheckLine => {
  if (typeof seen === 'string') return { what, works: false, todo: `${todo} Nothing answered (${seen}).` };
  return right(seen) ? { what, works: true } : { what, works: false, todo: `${todo} It answered ${seen.status}.` };
};

function keysLine(what: string, seen: Seen | string): CheckLine {
  const shown = line(what, seen, ({ status }) => status === 200, 'Let the platform read this address.');
  if (!shown.works || typeof seen === 'string') return shown;
  let json: unknown = null;
  try {
    json = JSON.parse(seen.text);
  } catch {
    return { what, works: false, todo: 'Something else than the tool answers there.' };
  }
  if (keySet.safeParse(json).success) return { what, works: true };
  const none = z.object({ keys: z.array(z.unknown()).length(0) }).safeParse(json).success;
  return {
    what,
    works: false,
    todo: none ? 'There is no key yet: add a platform first (npm run platform -- add).' : 'These are not the keys of this tool.',
  };
}

/** Asks the running tool for what platforms and browsers will ask it for. @param origin its public address */
export async function checkTool(origin: string, allowInsecure: boolean): Promise<CheckLine[]> {
  const { login, launch, keys } = addressesOf(origin);
  const [ready, keySetSeen, loginSeen, launchSeen] = await Promise.all([
    look(`${origin}/health/ready`),
    look(keys),
    look(login),
    look(launch, 'POST'),
  ]);
  const page = ({ status, type }: Seen): boolean => status === 400 && type.startsWith('text/html');
  const frame = ({ policy, framed }: Seen): boolean => framed && policy.includes('frame-ancestors *');
  return [
    origin.startsWith('https:') || allowInsecure
      ? { what: 'https', works: true }
      : { what: 'https', works: false, todo: 'Give PUBLIC_URL an https: address: browsers keep no cookie of a frame without it.' },
    line(`${origin}: ready`, ready, ({ status }) => status === 200, 'Start the tool there, and let the proxy pass its requests on.'),
    keysLine(keys, keySetSeen),
    line(login, loginSeen, page, 'The tool’s own page is expected there.'),
    line(launch, launchSeen, page, 'The tool’s own page is expected there.'),
    line(
      'frame',
      loginSeen,
      frame,
      'A proxy changes the headers that let Moodle and Canvas show the tool: take X-Frame-Options out, and leave Content-Security-Policy alone.',
    ),
  ];
}
