import { randomBuffer } from '../random.js';
import { loginLifeSeconds } from './login-state.js';

/**
 * One cookie per login, named by the login, so that two frames of one course page that start at the same moment do not overwrite each
 * other's (README, *One cookie per login*). Partitioned is the only kind Chromium and Firefox return inside a foreign page.
 */
export const newLoginCookie = (): { id: string; secret: string } => ({
  id: randomBuffer(6).toString('base64url'),
  secret: randomBuffer(24).toString('base64url'),
});

const attributes = 'Path=/lti; Secure; HttpOnly; SameSite=None; Partitioned';

const nameOf = (id: string): string => `cf_login_${id}`;

export const loginCookie = (id: string, secret: string): string => `${nameOf(id)}=${secret}; Max-Age=${loginLifeSeconds}; ${attributes}`;

/** Takes the cookie back once its login has led to a page. */
export const spentLoginCookie = (id: string): string => `${nameOf(id)}=; Max-Age=0; ${attributes}`;

export function readLoginCookie(header: string | undefined, id: string): string | null {
  const start = `${nameOf(id)}=`;
  const found = header?.split(';').find((pair) => pair.trimStart().startsWith(start));
  return found === undefined ? null : found.trim().slice(start.length);
}
