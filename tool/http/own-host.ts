import type { RequestHandler } from 'express';
import { badRequest } from '../errors.js';

/**
 * One redirect to the address people are meant to use; sessionStorage and cookies belong to one origin. Health is asked by address and
 * port, so it is exempt. 308 keeps method and body. A request that names no host is a 400.
 * @param publicUrl our own origin
 */
export function ownHost(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl);
  const withPort = own.port === '' ? `${own.host}:${own.protocol === 'https:' ? 443 : 80}` : own.host;
  return (request, response, next) => {
    // Express has no host for a Host header that holds none, whatever its types say.
    const host = ((request.host as string | undefined) ?? '').toLowerCase();
    if (host === own.host || host === withPort || request.path.startsWith('/health/')) {
      next();
      return;
    }
    // Nobody who names no address would name the right one after a redirect.
    if (host === '') throw badRequest('The request does not say which address it is for. Send a Host header.');
    const path = request.originalUrl.startsWith('/') ? request.originalUrl : '/';
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(308, publicUrl + path);
  };
}
