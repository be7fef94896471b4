import { expect } from '@jest/globals';
import type { Database } from '../../tool/db/database.js';
import type { Overrides } from '../../tool/services.js';
import { scratchSqlite } from '../database.js';
import { startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import type { SigningOptions } from '../platform/keys.js';
import { startPlatform, type Platform } from '../platform/platform.js';
import { university } from '../platform/practice-people.js';

export const lti = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;

/** What the tool answered to a login: the question it asks the platform, and its cookie. */
export interface Login {
  status: number;
  text: string;
  headers: Headers;
  location: URL | null;
  state: string;
  nonce: string;
  cookie: string;
}

export interface Outcome {
  status: number;
  text: string;
  headers: Headers;
  /** What lies in the page's launch script; null on any other page. */
  launch: { session: string; expiresAt: string; handle: string } | null;
  /** The log's one line about this launch. */
  verdict: Record<string, unknown>;
  /** Rows written by it, by table. */
  stored: Record<string, number>;
}

const tables = ['identity', 'person', 'context', 'resource_link', 'membership', 'session', 'audit_event'] as const;

async function countRows(db: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table] = Number((await db.select<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);
  return counts;
}

/** The tool, one Moodle, and every way to get a launch wrong. */
export interface LaunchDesk {
  tool: RunningTool;
  platform: Platform;
  kid: string;
  deploymentRef: string;
  login(fields?: Record<string, string | undefined>, init?: { method?: 'GET' | 'POST'; headers?: Record<string, string> }): Promise<Login>;
  /** A signed token for a question; `change` replaces claims, `undefined` takes one out. */
  token(login: Login, change?: Record<string, unknown>, signing?: SigningOptions): Promise<string>;
  /** To the launch address, or to another path. */
  post(fields: Record<string, string> | string, cookie: string | null, headers?: Record<string, string>, path?: string): Promise<Outcome>;
  /** The whole way. */
  launch(change?: Record<string, unknown>, signing?: SigningOptions): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openLaunchDesk(environment: Record<string, string> = {}, overrides: Overrides = {}): Promise<LaunchDesk> {
  const database = scratchSqlite();
  const tool = await startTool(database, environment, overrides);
  const platform = await startPlatform({
    mode: 'moodle',
    ...university,
    registration: [{ clientId: 'c1', deploymentId: '1' }],
    tool: tool.urls,
  });
  const registered = await tool.register(platform.registration, 'Northbridge');

  const login: LaunchDesk['login'] = async (fields = {}, { method = 'GET', headers = {} } = {}) => {
    const { params } = platform.launch.login('3', '1');
    const wanted = Object.entries({ ...params, ...fields }).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const form = new URLSearchParams(wanted);
    const response = await fetch(method === 'GET' ? `${tool.urls.loginUrl}?${form.toString()}` : tool.urls.loginUrl, {
      method, redirect: 'manual', headers, ...(method === 'POST' ? { body: form } : {}),
    }); // prettier-ignore
    const location = response.headers.get('location');
    const url = location === null ? null : new URL(location);
    return {
      status: response.status, text: await response.text(), headers: response.headers, location: url,
      state: url?.searchParams.get('state') ?? '', nonce: url?.searchParams.get('nonce') ?? '',
      cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    }; // prettier-ignore
  };

  const token: LaunchDesk['token'] = (asked, change = {}, signing = {}) => {
    const claims: Record<string, unknown> = platform.launch.claims('3', '1', { nonce: asked.nonce, ...change });
    return platform.launch.sign(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)), signing);
  };

  const post: LaunchDesk['post'] = async (fields, cookie, headers = {}, path = '/lti/launch') => {
    const before = await countRows(tool.services.db);
    tool.takeLog();
    const response = await fetch(tool.origin + path, {
      method: 'POST', redirect: 'manual', body: typeof fields === 'string' ? fields : new URLSearchParams(fields),
      headers: { ...(typeof fields === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...(cookie === null ? {} : { cookie }), ...headers },
    }); // prettier-ignore
    const text = await response.text();
    const after = await countRows(tool.services.db);
    const found = /<script type="application\/json" id="launch">([^<]*)<\/script>/.exec(text)?.[1];
    const launch: Outcome['launch'] = found === undefined ? null : (JSON.parse(found) as Outcome['launch']);
    const lines = tool.takeLog().filter((line) => line['verdict'] !== undefined);
    expect(lines).toHaveLength(1);
    return {
      status: response.status, text, headers: response.headers, launch, verdict: lines[0] ?? {},
      stored: Object.fromEntries(tables.map((table): [string, number] => [table, (after[table] ?? 0) - (before[table] ?? 0)]).filter(([, count]) => count !== 0)),
    }; // prettier-ignore
  };

  return {
    tool, platform, kid: registered.kid, deploymentRef: registered.deploymentRef, login, token, post,
    launch: async (change, signing) => {
      const asked = await login();
      return post({ id_token: await token(asked, change, signing), state: asked.state }, asked.cookie);
    },
    close: async () => {
      await platform.close();
      await tool.close();
      await database.drop();
    },
  }; // prettier-ignore
}

/** A launch that was refused at one step: a page with words, a line in the log, and nothing else. `asked`: its browser may still prove itself. */
export function expectRefused(outcome: Outcome, step: string, reason: string, status: number, verdict = 'refused'): void {
  expect({ ...outcome.verdict, status: outcome.status }).toMatchObject({ verdict, step, reason, status });
  expect(outcome.stored).toEqual({});
  expect(outcome.launch).toBeNull();
  expect(outcome.text).toContain('Nothing was stored.');
  expect(outcome.text).toContain(String(outcome.verdict['requestId']));
  expect(outcome.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(outcome.headers.get('content-security-policy')).toContain('frame-ancestors *');
  expect(outcome.headers.get('cache-control')).toBe('no-store');
}
