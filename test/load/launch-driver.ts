import type { CookieJar } from './cookie-jar.js';
import type { HttpClient } from './http-client.js';
import { createLaunchClaims, type LaunchPerson } from './launch-claims.js';
import type { LaunchPlatform } from './launch-platform.js';
import { LaunchFailure, type LaunchedPage, type SessionHeaders, type ToolProfile } from './tool-profile.js';

/** What a browser says that opens the tool in a tab of its own: the plain case, with no frame and no probing of cookies. */
const browserHeaders = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en-GB',
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'upgrade-insecure-requests': '1',
};

/** The headers of a page the browser goes to, with the cookies it holds for the path. */
export function navigationHeaders(jar: CookieJar, path: string): Record<string, string> {
  const cookie = jar.header(path);
  return cookie === null ? { ...browserHeaders } : { ...browserHeaders, cookie };
}

/** One whole launch, as the person's browser makes it: login, the platform's signed answer, and the page that comes of it. */
export async function launch(
  tool: ToolProfile,
  platform: LaunchPlatform,
  client: HttpClient,
  person: LaunchPerson,
  jar: CookieJar,
): Promise<LaunchedPage> {
  const targetLinkUri = tool.origin + tool.launchPath;
  const login = new URLSearchParams({
    iss: platform.issuer,
    target_link_uri: targetLinkUri,
    login_hint: person.sub,
    lti_message_hint: `{"cmid":28,"launchid":"ltilaunch25_${person.sub}"}`,
    client_id: platform.clientId,
    lti_deployment_id: platform.deploymentId,
  });
  const asked = await client.send({
    method: 'GET',
    path: `${tool.loginPath}?${login.toString()}`,
    headers: navigationHeaders(jar, tool.loginPath),
  });
  if (asked.location === null) throw new LaunchFailure('login', asked);
  jar.store(asked.setCookies);

  const authorization = new URL(asked.location).searchParams;
  const state = authorization.get('state');
  const nonce = authorization.get('nonce');
  const redirectUri = authorization.get('redirect_uri');
  if (!state || !nonce || !redirectUri?.startsWith(tool.origin)) throw new LaunchFailure('login', asked);

  const idToken = platform.sign(createLaunchClaims(platform, person, { nonce, targetLinkUri }));
  const path = redirectUri.slice(tool.origin.length) || '/';
  const answer = await client.send({
    method: 'POST',
    path,
    headers: {
      ...navigationHeaders(jar, path),
      'content-type': 'application/x-www-form-urlencoded',
      origin: platform.issuer,
      referer: `${platform.issuer}/`,
    },
    body: `id_token=${idToken}&state=${encodeURIComponent(state)}`,
  });
  jar.store(answer.setCookies);
  return tool.finish(answer, client, jar);
}

/** One request of a launched page: who am I? */
export async function askWhoAmI(tool: ToolProfile, client: HttpClient, session: SessionHeaders): Promise<void> {
  const answer = await client.send({
    method: 'GET',
    path: tool.mePath,
    headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin', ...session },
  });
  if (answer.status !== 200) throw new LaunchFailure(tool.mePath, answer);
}
