import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next e-mails; `taken` is the usual one. */
export type MailServerMood =
  | 'taken'
  /** Says nothing at all, not even good day. */
  | 'silent'
  /** Answers a sender with a letter now and then and never comes to the end. */
  | 'dripping'
  /** Takes the text and falls silent. */
  | 'gone after the text'
  /** What it answers to the recipient. */
  | { recipient: number; says: string };

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came over the line. */
  raw: string;
}

/** A real mail server on a port of its own. */
export interface MailServer {
  url: string;
  mails: ReceivedMail[];
  mood: MailServerMood;
  /** Connections that are open now. */
  connections(): number;
  /** What was said when somebody signed in. */
  passwords: string[];
  takeMails(): ReceivedMail[];
  close(): Promise<void>;
}

const refusal = ({ recipient, says }: { recipient: number; says: string }): Error =>
  Object.assign(new Error(says), { responseCode: recipient });

/** @param encrypts offers STARTTLS, under a certificate of its own making */
export async function startMailServer({ encrypts = false } = {}): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const state: MailServer = {
    url: '',
    mails: [],
    mood: 'taken',
    passwords: [],
    connections: () => server.connections.size,
    takeMails: () => state.mails.splice(0),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    closeTimeout: 10,
    disableReverseLookup: true,
    hideSTARTTLS: !encrypts,
    logger: false,
    onConnect: (_session, done) => {
      if (state.mood !== 'silent') done();
    },
    onMailFrom: (_address, _session, done) => {
      if (state.mood !== 'dripping') {
        done();
        return;
      }
      for (const socket of sockets) {
        const drip = setInterval(() => socket.write('2'), 50);
        socket.once('close', () => clearInterval(drip));
      }
    },
    onAuth: (auth, _session, done) => {
      state.passwords.push(String(auth.password));
      done(null, { user: auth.username });
    },
    onRcptTo: (_address, _session, done) => {
      done(typeof state.mood === 'object' ? refusal(state.mood) : null);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        state.mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((one) => one.address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        if (state.mood === 'gone after the text') for (const socket of sockets) socket.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  state.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return state;
}

/** Headers by name in small letters, unfolded, and the text as it is read. */
export function readMail({ raw }: ReceivedMail): { headers: Map<string, string[]>; text: string } {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  const body = raw.slice(end + 4);
  const quoted = headers.get('content-transfer-encoding')?.[0] === 'quoted-printable';
  const bytes = quoted
    ? Buffer.from(
        body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      )
    : Buffer.from(body);
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}
