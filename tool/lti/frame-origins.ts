import { z } from 'zod';
import { urlOf } from '../url.js';

const origins = z.array(z.string());

const canvasCloud = /(^|\.)(instructure\.com|canvaslms\.com)$/;

const originOf = (url: string): string | null => urlOf(url)?.origin ?? null;

/** Hosts of the Canvas cloud share one sign-in host and frame us from each school's own. */
const isCanvasCloud = (urls: string[]): boolean => urls.some((url) => canvasCloud.test(urlOf(url)?.hostname ?? ''));

/**
 * Who may frame us for a platform: what the operator typed, or the origin of its sign-in address, and for the Canvas cloud every
 * school under instructure.com.
 * @param stored JSON list from `platform.frame_origins`
 */
export function frameOriginsOf(stored: string, issuer: string, authUrl: string): string[] {
  const typed = origins.parse(JSON.parse(stored));
  const own = typed.length > 0 ? typed : [originOf(authUrl)].filter((origin) => origin !== null);
  return [...new Set([...own, ...(isCanvasCloud([issuer, authUrl]) ? ['https://*.instructure.com'] : [])])];
}

/** The origin of a signed return address, where it is a web address; it may frame us for this launch. */
export function returnOrigin(returnUrl: string | null): string | null {
  const origin = returnUrl !== null && /^https?:/i.test(returnUrl) ? originOf(returnUrl) : null;
  return origin !== null && /^https?:\/\/[a-z0-9.:[\]-]+$/.test(origin) ? origin : null;
}
