import { urlOf } from '../url.js';
/** What the platforms do differently and say nowhere in the protocol's answers. */
export type PlatformFamily = 'moodle' | 'canvas' | 'other';

interface Described {
  issuer: string;
  tokenUrl: string;
  /** `product_family_code` of a launch. */
  family?: string | null;
}

/** From what a launch said, else from the token address, which both products fix in their source. */
export function familyOf({ issuer, tokenUrl, family }: Described): PlatformFamily {
  if (family === 'moodle' || family === 'canvas') return family;
  const path = urlOf(tokenUrl)?.pathname ?? '';
  if (path.endsWith('/mod/lti/token.php')) return 'moodle';
  if (path.endsWith('/login/oauth2/token') || /\/\/canvas\.(beta\.|test\.)?instructure\.com$/.test(issuer)) return 'canvas';
  return 'other';
}

/** How people call the platform: its product, else the name an operator gave it. */
export function platformTitle(platform: Described & { name: string }): string {
  const family = familyOf(platform);
  return family === 'moodle' ? 'Moodle' : family === 'canvas' ? 'Canvas' : platform.name;
}
