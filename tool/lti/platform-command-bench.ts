import type { Audit } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import type { CheckedLine } from '../connection/connection-command.js';
import type { Database, Tx } from '../db/database.js';
import type { Founding } from '../partnership/founding.service.js';
import type { Invitations } from './invitations.js';
import type { DeploymentRecord } from './launch.js';
import { CommandProblem, type CommandWords } from './platform-command.words.js';
import type { Registrar } from './registrar.js';
import type { Approvals } from './registration-approval.js';
import type { PlatformRow } from './registry.model.js';

/** What the operator's command works with. */
export interface Bench {
  db: Database;
  clock: Clock;
  audit: Audit;
  registrar: Registrar;
  approvals: Approvals;
  invitations: Invitations;
  founding: Founding;
  /** Our own origin. */
  origin: string;
  checkDeployment(partnershipId: string, deploymentRef: string): Promise<CheckedLine[] | null>;
  makeCoordinatorCode(partnershipId: string, name: string | null): Promise<{ code: string; expiresAt: string }>;
}

/** @throws CommandProblem where the flag is missing */
export const need = (value: string | null, flag: string): string => {
  if (value === null) throw new CommandProblem(`--${flag} is missing.`);
  return value;
};

/** @throws CommandProblem */
export async function findPlatform({ registrar }: Bench, words: CommandWords): Promise<PlatformRow> {
  const row = await registrar.find(need(words.issuer, 'issuer'), need(words.clientId, 'client-id'));
  if (!row || row.retired_at !== null) throw new CommandProblem('No platform is registered with this issuer and client.');
  return row;
}

/** Null where none was named. @throws CommandProblem */
export async function findDeployment(bench: Bench, words: CommandWords, kid: string): Promise<DeploymentRecord | null> {
  if (words.deploymentId === null) return null;
  const found = await bench.registrar.deployment(kid, words.deploymentId);
  if (!found) throw new CommandProblem('This platform has no such deployment.');
  return found;
}

/** Tells every partnership a platform serves, in its list of changes. */
export async function auditFor({ registrar, audit }: Bench, kid: string, action: string, tx: Tx): Promise<void> {
  const served = new Set((await registrar.deployments(kid, tx)).flatMap(({ partnershipIds }) => partnershipIds));
  for (const partnershipId of served) await audit.record({ action, partnershipId, objectKind: 'platform', objectId: kid }, tx);
}
