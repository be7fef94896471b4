import { createPublicKey, randomUUID, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, type CompactJWSHeaderParameters } from 'jose';
import { strangeKey } from './keys.js';
import type { Platform } from './platform.js';
import type { ToolUrls } from './types.js';
import { allScopes } from './vocabulary.js';

/** A tool with nothing in it, for the platform's own tests: a key set, a login that redirects, a launch that shows what came. */
export interface StubTool extends ToolUrls {
  key: KeyObject;
  kid: string;
  /** How its key set answers. */
  jwks: 'normal' | 'error' | 'html' | 'empty';
  jwksFetches: number;
  assertion(platform: Platform, claims?: Record<string, unknown>, header?: Record<string, unknown>, key?: KeyObject): Promise<string>;
  askToken(platform: Platform, form?: Record<string, string | undefined>, headers?: Record<string, string>): Promise<Response>;
  bearer(platform: Platform, scopes?: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

async function readBody(request: NodeJS.ReadableStream): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text = (text + String(chunk)).slice(0, 100_000);
  return new URLSearchParams(text);
}

/** Starts the stub on loopback. The platform it logs in at is set by `connect`. */
export async function startStubTool(platformOf: () => Platform): Promise<StubTool> {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url?.startsWith('/jwks')) {
        tool.jwksFetches += 1;
        const set = {
          keys:
            tool.jwks === 'empty'
              ? []
              : [{ ...createPublicKey(tool.key).export({ format: 'jwk' }), kid: tool.kid, alg: 'RS256', use: 'sig' }],
        };
        return response.writeHead(tool.jwks === 'error' ? 500 : 200).end(tool.jwks === 'html' ? '<p>no</p>' : JSON.stringify(set));
      }
      const sent = await readBody(request);
      if (request.url === '/login') {
        const { authUrl, clientId } = platformOf().registration;
        const query = new URLSearchParams({
          scope: 'openid',
          response_type: 'id_token',
          response_mode: 'form_post',
          prompt: 'none',
          client_id: clientId,
          redirect_uri: tool.launchUrl,
          login_hint: sent.get('login_hint') ?? '',
          lti_message_hint: sent.get('lti_message_hint') ?? '',
          state: 'S',
          nonce: 'N',
        });
        return response.writeHead(302, { location: `${authUrl}?${query.toString()}`, 'set-cookie': 'state=S; Path=/' }).end();
      }
      const page = JSON.stringify({ cookie: request.headers.cookie ?? '', idToken: sent.get('id_token'), state: sent.get('state') });
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<script type="application/json" id="launch">${page}</script>`);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tool: StubTool = {
    loginUrl: `${origin}/login`,
    launchUrl: `${origin}/launch`,
    jwksUrl: `${origin}/jwks`,
    key: strangeKey(),
    kid: 'k1',
    jwks: 'normal',
    jwksFetches: 0,
    assertion: (platform, claims, header, key) => {
      const { clientId, tokenUrl } = platform.registration;
      const now = Math.floor(platform.site.now().getTime() / 1000);
      const body = { iss: clientId, sub: clientId, aud: tokenUrl, iat: now - 30, exp: now + 60, jti: randomUUID(), ...claims };
      return new CompactSign(new TextEncoder().encode(JSON.stringify(body)))
        .setProtectedHeader(JSON.parse(JSON.stringify({ alg: 'RS256', kid: tool.kid, ...header })) as CompactJWSHeaderParameters)
        .sign(key ?? tool.key);
    },
    askToken: async (platform, form, headers) => {
      const fields = {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: form?.client_assertion ?? (await tool.assertion(platform)),
        scope: allScopes.join(' '),
        ...form,
      };
      const sent = Object.entries<string | undefined>(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
      const json = headers?.['content-type'] === 'application/json';
      return fetch(platform.registration.tokenUrl, {
        method: 'POST',
        body: json ? JSON.stringify(fields) : new URLSearchParams(sent),
        ...(headers ? { headers } : {}),
      });
    },
    bearer: async (platform, scopes) => {
      const response = await tool.askToken(platform, scopes ? { scope: scopes.join(' ') } : {});
      return `Bearer ${((await response.json()) as { access_token: string }).access_token}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return tool;
}
