import type { LoginInitiation } from './mode.js';

export interface BrowserOptions {
  /** Sends the login by the other verb than the platform's own. */
  method?: 'GET' | 'POST';
  /** Sends the Sec-Fetch headers of a frame (`iframe`) or of a tab (`document`). */
  dest?: 'iframe' | 'document';
  /** False: a browser that keeps no cookies. */
  cookies?: boolean;
  jar?: CookieJar;
  /** Replaces fields of the form that is posted to the tool's launch address. */
  launchFields?: Record<string, string>;
}

export interface BrowserLaunch {
  response: Response;
  status: number;
  text: string;
  /** What lies in `<script type="application/json" id="launch">`, when the page has one. */
  launch: Record<string, unknown> | undefined;
  /** The fields that were posted to the launch address. */
  posted: Record<string, string>;
  jar: CookieJar;
  /** Every address on the way. */
  steps: string[];
}

/** Cookies by host, as a browser keeps them; ports do not separate them. */
export class CookieJar {
  #kept = new Map<string, Map<string, string>>();

  header(url: string): string {
    return [...(this.#kept.get(new URL(url).hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  store(url: string, response: Response): void {
    const host = new URL(url).hostname;
    const cookies = this.#kept.get(host) ?? new Map<string, string>();
    this.#kept.set(host, cookies);
    for (const line of response.headers.getSetCookie().slice(0, 50)) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (attributes.some((one) => /^\s*max-age=0$/i.test(one))) cookies.delete(name.trim());
      else cookies.set(name.trim(), value.join('='));
    }
  }
}

const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#0?39|#x27);/g, (_all, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'");
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return found === undefined ? undefined : decode(found);
};

/** The first form of a page: its address and its hidden fields. */
export function formOf(text: string): { action: string; fields: Record<string, string> } | undefined {
  const form = /<form[^>]*>/i.exec(text)?.[0];
  const action = form === undefined ? undefined : attribute(form, 'action');
  if (action === undefined) return undefined;
  const inputs = [...text.matchAll(/<input[^>]*>/gi)]
    .slice(0, 50)
    .map(([tag]) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']);
  return { action, fields: Object.fromEntries(inputs) as Record<string, string> };
}

function launchData(text: string): Record<string, unknown> | undefined {
  const found = /<script\b(?=[^>]*\bid="launch")[^>]*>([\s\S]*?)<\/script>/i.exec(text)?.[1];
  try {
    return found === undefined ? undefined : (JSON.parse(found) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

const maximumSteps = 12;

/** Walks from the login initiation to the tool's page. Follows redirects, and the platform's self-posting forms. */
export async function browserLaunch(login: LoginInitiation, options: BrowserOptions = {}): Promise<BrowserLaunch> {
  const jar = options.jar ?? new CookieJar();
  const steps: string[] = [];
  let posted: Record<string, string> = {};
  const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
    steps.push(url);
    const headers: Record<string, string> = {
      accept: 'text/html',
      'user-agent': 'practice-browser',
      cookie: options.cookies === false ? '' : jar.header(url),
    };
    if (headers.cookie === '') delete headers.cookie;
    if (options.dest)
      Object.assign(headers, { 'sec-fetch-dest': options.dest, 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' });
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      headers,
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    jar.store(url, response);
    return response;
  };
  const query = new URLSearchParams(login.params).toString();
  let url = login.url;
  let response =
    (options.method ?? login.method) === 'POST' ? await go(url, login.params) : await go(`${url}${url.includes('?') ? '&' : '?'}${query}`);
  let text = await response.text();
  while (steps.length < maximumSteps) {
    const location = response.headers.get('location');
    const form = location === null && response.ok ? formOf(text) : undefined;
    const launching = form && ('id_token' in form.fields || 'error' in form.fields);
    const reposting = form && 'repost' in form.fields;
    if (location !== null) {
      url = new URL(location, steps.at(-1)).href;
      response = await go(url);
    } else if (launching || reposting) {
      url = new URL(form.action, steps.at(-1)).href;
      if (launching) posted = { ...form.fields, ...options.launchFields };
      response = await go(url, launching ? posted : form.fields);
    } else break;
    text = await response.text();
  }
  return { response, status: response.status, text, launch: launchData(text), posted, jar, steps };
}
