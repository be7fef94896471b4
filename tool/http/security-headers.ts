import helmet from 'helmet';
import type { RequestHandler } from 'express';

const shared = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "media-src 'self' blob:", "font-src 'self'",
  "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "require-trusted-types-for 'script'",
  'trusted-types lit-html cf-worker',
].join('; '); // prettier-ignore

/** The widget page: its scripts, its own origin, and the platform that frames it. */
export const shellPolicy = (frameAncestors: readonly string[]): string =>
  `${shared}; form-action 'self'; frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`;

/** The choice of an activity: its form may go to the platform that asked, and nowhere else. */
export const pickerPolicy = (frameAncestors: readonly string[], returnOrigin: string): string =>
  shellPolicy(frameAncestors).replace("form-action 'self'", `form-action ${returnOrigin}`);

/**
 * Pages without data, which any platform may frame. The probing page posts to our login, which sends the browser on to the platform
 * and its sign-in hosts; Chromium holds redirects of a form against `form-action`, so the list must not end at our own origin.
 */
export const openPagePolicy = (insecurePlatforms: boolean): string =>
  `${shared}; form-action 'self' https:${insecurePlatforms ? ' http:' : ''}; frame-ancestors *`;

/** Nothing that is not a page needs anything. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

export const permissionsPolicy =
  'accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), usb=()';

/**
 * Headers of every answer. No `Cross-Origin-Opener-Policy`: it cuts a window off from the platform that opened it. No
 * `X-Frame-Options`: `frame-ancestors` says it, per platform.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: false,
    hsts: publicUrl.startsWith('https:') ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xssFilter: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
}
