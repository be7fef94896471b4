import type { Platform } from '../platform/platform.js';

/** One person's opened page: the session of a real launch, used against the tool's own API. */
export interface OpenPage {
  get<T>(path: string): Promise<T>;
  put<T>(path: string, body: unknown, revision?: number): Promise<T>;
  post<T>(path: string, body: unknown, revision?: number): Promise<T>;
}

/** Launches as a person, as their browser would. @returns the page's session @throws where the tool shows anything but its page */
export async function openSession(platform: Platform, personId: string, linkId: string | null): Promise<string> {
  const { launch, status, text } = await platform.launch.http(personId, linkId);
  const session = launch?.['session'];
  if (typeof session !== 'string') throw new Error(`${platform.name}: the launch of ${personId} answered ${status}: ${text.slice(0, 400)}`);
  return session;
}

/** Launches as a person and keeps the session. @throws where the tool shows anything but its page */
export async function openPage(platform: Platform, personId: string, linkId: string | null, toolUrl: string): Promise<OpenPage> {
  const session = await openSession(platform, personId, linkId);
  const ask = async <T>(method: string, path: string, body?: unknown, revision?: number): Promise<T> => {
    const response = await fetch(toolUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${session}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(revision === undefined ? {} : { 'If-Match': `"${revision}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 400)}`);
    return (await response.json()) as T;
  };
  return {
    get: (path) => ask('GET', path),
    put: (path, body, revision) => ask('PUT', path, body, revision),
    post: (path, body, revision) => ask('POST', path, body, revision),
  };
}
