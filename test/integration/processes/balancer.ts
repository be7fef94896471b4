import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Names the port of the process that is to answer; without it they take turns. */
export const processHeader = 'x-process';

/** The one address that browsers know, in front of several processes. */
export interface Balancer {
  origin: string;
  serve(ports: number[]): void;
  close(): Promise<void>;
}

/** Passes each request on as it came, the `Host` of browsers included, as a reverse proxy in front of the tool is told to. */
export async function startBalancer(): Promise<Balancer> {
  let ports: number[] = [];
  let turn = 0;
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    // Everybody is an address of their own, unless the test says who.
    const from = { 'x-forwarded-for': `198.51.100.${(asked += 1) % 250}` };
    const port = Number(incoming.headers[processHeader] ?? ports[(turn += 1) % ports.length]);
    const passed = request(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: { ...from, ...incoming.headers } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve: (all) => (ports = all),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
