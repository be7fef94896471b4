import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './http/app.js';
import type { Services } from './services.js';

export interface RunningServer {
  port: number;
  /** Stops listening, finishes the requests under way, then closes queue and database. */
  close(): Promise<void>;
}

/** Requests under way get this long; a frozen client must not keep the process. */
const drainMs = 20_000;

/**
 * @param host every address of the machine when absent; the practice tool gives loopback
 * @throws where the port is taken
 */
export async function startServer(services: Services, host?: string): Promise<RunningServer> {
  const server = createServer(createApp(services));
  // Longer than a load balancer's usual minute, so that it is never the balancer that finds a closed connection.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 70_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ port: services.config.port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  await services.queue.start();
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    services.draining = true;
    const closed = new Promise<void>((resolve) => server.close(() => { resolve(); })); // prettier-ignore
    // A connection is idle only once its last answer is out, so those are looked for until all are gone.
    const idle = setInterval(() => { server.closeIdleConnections(); }, 100); // prettier-ignore
    const late = setTimeout(() => { server.closeAllConnections(); }, drainMs); // prettier-ignore
    await closed;
    clearInterval(idle);
    clearTimeout(late);
    await services.close();
  };
  return { port, close: () => (closing ??= close()) };
}
