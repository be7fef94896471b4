import { randomBuffer } from '../random.js';
import { loginLifeSeconds } from './login-state.js';

/**
 * One cookie per login, named by the login, so that two frames of one course page that start at the same moment do not overwrite each
 * other's (README, *One cookie per login*). Partitioned is the only kind Chromium and Firefox return inside a foreign page.
 */
export const newLogin = (): { id: string; secret: string } => ({
  id: randomBuffer(6).toString('base64url'),
  secret: randomBuffer(24).toString('base64url'),
});

const attributes = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned';

/** @param origin our own; another host of our domain can set no cookie whose name begins with `__Host-` */
const nameOf = (origin: string, id: string): string => `${origin.startsWith('https:') ? '__Host-' : ''}cf_login_${id}`;

export const loginCookie = (origin: string, id: string, secret: string): string =>
  `${nameOf(origin, id)}=${secret}; Max-Age=${loginLifeSeconds}; ${attributes}`;

/** Takes the cookie back once its login has led to a page. */
export const spentLoginCookie = (origin: string, id: string): string => `${nameOf(origin, id)}=; Max-Age=0; ${attributes}`;

export function readLoginCookie(header: string | undefined, origin: string, id: string): string | null {
  const start = `${nameOf(origin, id)}=`;
  const found = header?.split(';').find((pair) => pair.trimStart().startsWith(start));
  return found === undefined ? null : found.trim().slice(start.length);
}
