import { z } from 'zod';
import { newSecret } from '../ids.js';
import type { DeepLinkingSettings } from './deep-linking.js';
import type { DeepLinkingLaunch } from './launch.js';
import type { Sealing } from './sealing.js';

/**
 * What an open choice of content has to remember until it is answered. It lies sealed in the page and is bound to the page's session, so
 * nobody else can answer with it, and the platform's return address is stored nowhere.
 */
export interface DeepLinkingTicket {
  /** Tells one choice from another; an answer is kept under its hash, so that each is given once. */
  id: string;
  kid: string;
  deploymentRef: string;
  deploymentId: string;
  settings: DeepLinkingSettings;
}

const shape = z.object({
  id: z.string(),
  kid: z.string(),
  deploymentRef: z.string(),
  deploymentId: z.string(),
  settings: z.object({
    returnUrl: z.string(),
    acceptTypes: z.array(z.string()),
    acceptMultiple: z.boolean(),
    acceptsColumn: z.boolean(),
    data: z.unknown().optional(),
  }),
});

export const sealTicket = (sealing: Sealing, launch: DeepLinkingLaunch, sessionId: string): string => {
  const { platform, deployment, settings } = launch;
  const ticket: DeepLinkingTicket = {
    id: newSecret(), kid: platform.kid, deploymentRef: deployment.id, deploymentId: deployment.deploymentId, settings,
  }; // prettier-ignore
  return sealing.seal('deep-linking', JSON.stringify(ticket), sessionId);
};

/** Null for anything we did not seal for this session. */
export function openTicket(sealing: Sealing, sealed: string, sessionId: string): DeepLinkingTicket | null {
  const text = sealing.open('deep-linking', sealed, sessionId);
  return text === null ? null : shape.parse(JSON.parse(text));
}
