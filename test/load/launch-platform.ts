import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The platform's side of a launch: it publishes its key set and signs what the claims say. */
export interface LaunchPlatform {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  /** How often the key set was fetched so far. */
  jwksFetches(): number;
  /** The claims as a JWT (RS256, RSA of 2048 bits). */
  sign(claims: Readonly<Record<string, unknown>>): string;
  close(): Promise<void>;
}

interface PublishedKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

function createKey(kid: string): PublishedKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Starts the platform on a free port of 127.0.0.1, with two keys in its key set, as after a rotation. */
export async function startLaunchPlatform(): Promise<LaunchPlatform> {
  const current = createKey('bench-current');
  const previous = createKey('bench-previous');
  const keySet = Buffer.from(JSON.stringify({ keys: [previous.jwk, current.jwk] }));
  const header = encode({ typ: 'JWT', alg: 'RS256', kid: current.kid });
  let fetches = 0;

  const server = createServer((request, response) => {
    if (request.url !== '/jwks') {
      response.writeHead(404).end();
      return;
    }
    fetches += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': keySet.length }).end(keySet);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  return {
    issuer,
    clientId: '21ULMXqfBFdzSwt',
    deploymentId: '14',
    authUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    jwksUrl: `${issuer}/jwks`,
    jwksFetches: () => fetches,
    sign(claims) {
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), current.privateKey).toString('base64url')}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
