import { createInvitations } from '../../../tool/lti/invitations.js';
import { createFounding } from '../../../tool/partnership/founding.service.js';
import type { Platform } from '../../platform/platform.js';
import type { RunningTool } from './tool-kit.js';

export interface PageAnswer {
  status: number;
  text: string;
  headers: Headers;
}

/** An invitation as the operator's command makes it. @returns the link */
export async function inviteTo(tool: RunningTool, partnership: string, name: string | null = null): Promise<string> {
  const { db, clock } = tool.services;
  const { invitation } = await db.transaction(async (tx) => {
    const { id } = await createFounding(tool.services).ensure(partnership, tx);
    return createInvitations(db, clock).make(id, name, tx);
  });
  return `${tool.origin}/lti/register?invitation=${invitation}`;
}

export async function open(address: string): Promise<PageAnswer> {
  const answer = await fetch(address, { redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** The administrator pastes the link, and the platform sends their browser to us. */
export const registerFrom = async (platform: Platform, link: string, updates?: string): Promise<PageAnswer> =>
  open(await platform.registrationAddress(link, updates));

/** Why the last registration was refused, from the log. */
export const lastReason = (tool: RunningTool): unknown =>
  tool
    .takeLog()
    .filter((line) => line['msg'] === 'registration')
    .at(-1)?.['reason'];

export interface PlatformNow {
  kid: string;
  active: number;
  pending_at: string | null;
  retired_at: string | null;
  name: string;
}
export const platformsOf = (tool: RunningTool): Promise<PlatformNow[]> =>
  tool.services.db.select<PlatformNow>('SELECT kid, active, pending_at, retired_at, name FROM platform ORDER BY created_at, kid');
