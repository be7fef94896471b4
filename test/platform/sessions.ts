import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

const name = 'PracticeSession';

/** The browser's session with the practice platform. It says which browser this is, not who is acting. */
export function sessionOf(request: Request): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  // Cookies are shared by all ports of a host, so each platform has its own name.
  const wanted = `${name}${request.socket.localPort ?? ''}`;
  return cookies.find(([key]) => key === wanted)?.[1];
}

export function startSession(request: Request, response: Response): string {
  const known = sessionOf(request);
  if (known && /^[0-9a-f]{32}$/.test(known)) return known;
  const id = randomBytes(16).toString('hex');
  response.setHeader('set-cookie', `${name}${request.socket.localPort ?? ''}=${id}; Path=/; HttpOnly; SameSite=Lax`);
  return id;
}
