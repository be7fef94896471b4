import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the platform got it. */
export interface Recorded {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Stands in front of a platform, passes everything on, and keeps what it was asked: the proof that the certification wants to see. */
export interface RecordingFront {
  origin: string;
  /** Port the platform itself has to listen on. */
  platformPort: number;
  asked(path: RegExp): Recorded[];
  close(): Promise<void>;
}

export async function openRecordingFront(platformPort: number): Promise<RecordingFront> {
  const recorded: Recorded[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const { method = 'GET', url = '/', headers } = request;
      recorded.push({ method, path: url, headers, body: body.toString() });
      const passed = Object.entries(headers).filter(
        ([name]) => !/^(host|connection|content-length|transfer-encoding|keep-alive)$/.test(name),
      );
      const answer = await fetch(`http://127.0.0.1:${platformPort}${url}`, {
        method,
        redirect: 'manual',
        headers: passed.map(([name, value]): [string, string] => [name, String(value)]),
        ...(body.length > 0 ? { body } : {}),
      });
      const back = [...answer.headers].filter(
        ([name]) => !/^(connection|content-length|content-encoding|transfer-encoding|keep-alive)$/.test(name),
      );
      response.writeHead(answer.status, back.flat()).end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    platformPort,
    asked: (path) => recorded.filter((one) => path.test(one.path)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
