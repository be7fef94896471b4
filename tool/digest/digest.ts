import type { WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { Ground } from '../slice.js';
import { createDigestSending, type DigestSending } from './digest-sending.service.js';
import { digestRoutes } from './digest.routes.js';
import { createDigests, type Digests } from './digest.service.js';
import { createMailer, usualTiming } from './mailer.js';

export interface DigestOptions {
  ground: Ground;
  /** What the first page shows; the e-mail says how many there are. */
  sources: readonly WaitingSource[];
}

export interface Digest {
  routes: Route[];
  digests: Digests;
  /** Null without `SMTP_URL`. */
  sending: DigestSending | null;
}

/** The optional e-mail about what waits. */
export function createDigest({ ground, sources }: DigestOptions): Digest {
  const digests = createDigests(ground);
  const { smtpUrl, publicUrl } = ground.config;
  const sending = smtpUrl === null ? null : createDigestSending(ground, sources, createMailer({ smtpUrl, publicUrl }, usualTiming));
  return { routes: digestRoutes(digests), digests, sending };
}
