import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address for several processes, as a load balancer gives it. */
export interface Balancer {
  port: number;
  close(): Promise<void>;
}

/**
 * Hands each connection to one process and ends it with that process, so that a client sees what a killed process leaves behind.
 * @param pick the port of a process that listens, or null
 */
export async function startBalancer(pick: () => number | null): Promise<Balancer> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const port = pick();
    if (port === null) {
      client.destroy();
      return;
    }
    const upstream = connect(port, '127.0.0.1');
    const ends = [client, upstream];
    for (const end of ends) {
      open.add(end);
      // What broke is seen as the close that follows.
      end
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(end);
          for (const other of ends) other.destroy();
        });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}
