import { createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** How an answer goes wrong. Each is what `/<kind>` and everything under it answers. */
export const hostileKinds = [
  'hang', 'close', 'half', 'drip', 'drip-headers', 'huge', 'endless', 'crumbs', 'headers', 'hints', 'redirect', 'bomb', 'page', 'nest',
  'many', 'pages',
] as const; // prettier-ignore
export type HostileKind = (typeof hostileKinds)[number];

const hugeBytes = 100 * 1_048_576;
const filler = Buffer.alloc(64 * 1024, ' ');
const crumbs = Buffer.from('1\r\n \r\n'.repeat(8 * 1024));
const chunk = Buffer.concat([Buffer.from('10000\r\n'), filler, Buffer.from('\r\n')]);
const manyHeaders = Buffer.from('x-filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(1024));
const manyHints = Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(2048));
const deepJson = '['.repeat(200_000);
const manyMembers = `{"members":[${'0,'.repeat(500_000)}0]}`;
const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', 'content-type: application/json', ...lines, '', ''].join('\r\n');

/** A server that means ill, or has lost its mind: the key set, token endpoint, roster or configuration of a platform like that. */
export interface HostileOrigin {
  origin: string;
  /** Connections it has taken, requests and bytes it has sent, of one kind. */
  seen(kind: HostileKind): { requests: number; sentBytes: number };
  close(): Promise<void>;
}

/** Sends the same again as fast as it is read, until the other side has had enough or `most` bytes have left. */
function pour(socket: Socket, bytes: Buffer, most: number): void {
  let left = most;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= bytes.length;
      if (!socket.write(bytes)) return void socket.once('drain', more);
    }
    socket.end();
  };
  more();
}

function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 50);
  socket.once('close', () => {
    clearInterval(timer);
  });
}

let bomb: Buffer | null = null;

const answers: Record<HostileKind, (socket: Socket, path: string) => void> = {
  hang: () => undefined,
  close: (socket) => void socket.destroy(),
  half: (socket) => void socket.end(`${head('content-length: 1000')}{"keys":[`),
  drip: (socket) => {
    socket.write(`${head('content-length: 100000000')}{`);
    drip(socket, ' ');
  },
  'drip-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    drip(socket, 'x-a: b\r\n');
  },
  huge: (socket) => {
    socket.write(head(`content-length: ${hugeBytes}`));
    pour(socket, filler, hugeBytes);
  },
  endless: (socket) => {
    socket.write(head('transfer-encoding: chunked'));
    pour(socket, chunk, Infinity);
  },
  crumbs: (socket) => {
    socket.write(head('transfer-encoding: chunked'));
    pour(socket, crumbs, Infinity);
  },
  headers: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, manyHeaders, Infinity);
  },
  hints: (socket) => {
    pour(socket, manyHints, Infinity);
  },
  redirect: (socket, path) => void socket.end(`HTTP/1.1 302 Found\r\nlocation: ${path}/again\r\ncontent-length: 0\r\n\r\n`),
  bomb: (socket) => {
    bomb ??= gzipSync(Buffer.alloc(hugeBytes, ' '));
    socket.write(head('content-encoding: gzip', `content-length: ${bomb.length}`));
    socket.end(bomb);
  },
  page: (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 24\r\n\r\n<!doctype html><p>SECRET'),
  many: (socket) => void socket.end(`${head(`content-length: ${manyMembers.length}`)}${manyMembers}`),
  pages: (socket, path) => {
    const next = Number(/page=(\d+)/.exec(path)?.[1] ?? 0) + 1;
    socket.end(`${head(`link: </pages?page=${next}>; rel="next"`, 'content-length: 14')}{"members":[]}`);
  },
  nest: (socket) => void socket.end(`${head(`content-length: ${deepJson.length}`)}${deepJson}`),
};

/** Starts it on a free port of this machine. */
export async function startHostileOrigin(): Promise<HostileOrigin> {
  const sockets = new Map<Socket, HostileKind>();
  const requests = new Map<HostileKind, number>();
  const sent = new Map<HostileKind, number>();
  const all = new Set<Socket>();
  const server = createServer((socket) => {
    all.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      all.delete(socket);
      const kind = sockets.get(socket);
      if (kind) sent.set(kind, (sent.get(kind) ?? 0) + socket.bytesWritten);
      sockets.delete(socket);
    });
    let asked = '';
    socket.on('data', (bytes) => {
      asked = (asked + bytes.toString('latin1')).slice(0, 65_536);
      if (!asked.includes('\r\n\r\n')) return;
      const path = asked.split(' ')[1] ?? '';
      asked = '';
      const kind = hostileKinds.find((one) => path === `/${one}` || path.startsWith(`/${one}/`) || path.startsWith(`/${one}?`));
      if (!kind) return void socket.destroy();
      sockets.set(socket, kind);
      requests.set(kind, (requests.get(kind) ?? 0) + 1);
      answers[kind](socket, path);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: (kind) => ({
      requests: requests.get(kind) ?? 0,
      sentBytes: [...sockets].reduce((sum, [socket, one]) => sum + (one === kind ? socket.bytesWritten : 0), sent.get(kind) ?? 0),
    }),
    close: async () => {
      for (const socket of all) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
