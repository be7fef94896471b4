import { findPlatform, need, type Bench } from './platform-command-bench.js';
import { CommandProblem, type CommandWords } from './platform-command.words.js';

/** A link by which one platform registers itself for a partnership, once, within seven days. Printed here and never again. */
export async function invite({ db, founding, invitations, origin }: Bench, words: CommandWords): Promise<object> {
  const name = need(words.partnership, 'partnership');
  return db.transaction(async (tx) => {
    const partnership = await founding.ensure(name, tx);
    const { invitation, expiresAt } = await invitations.make(partnership.id, words.name, tx);
    return { link: `${origin}/lti/register?invitation=${invitation}`, expiresAt, partnership };
  });
}

/**
 * Opens a platform that registered itself, or one deployment of it, or turns it away. A deployment that was not seen yet is added.
 * @throws CommandProblem where nothing waits
 */
export async function decide(bench: Bench, words: CommandWords, yes: boolean): Promise<object> {
  const { db, registrar, approvals, audit } = bench;
  const { kid, pending_at: pendingAt } = await findPlatform(bench, words);
  const registered = await approvals.find(kid);
  if (!registered) throw new CommandProblem('This platform did not register itself: use "add".');
  const { partnershipId } = registered;
  const { deploymentId } = words;
  const known = deploymentId === null ? null : await registrar.deployment(kid, deploymentId);
  if (pendingAt === null && deploymentId === null)
    throw new CommandProblem('This platform does not wait; name a --deployment-id that does.');
  if (deploymentId !== null && !yes && !known?.pending) throw new CommandProblem('No such deployment waits.');
  await db.transaction(async (tx) => {
    const record = (action: string, objectKind: string, objectId: string): Promise<void> =>
      audit.record({ action, partnershipId, objectKind, objectId }, tx);
    if (pendingAt !== null && (yes || deploymentId === null)) {
      if (!(await approvals.decide(kid, partnershipId, yes, null, tx)))
        throw new CommandProblem('It was decided meanwhile; "list" says how.');
      await record(yes ? 'platform.approved' : 'platform.declined', 'platform', kid);
    }
    if (deploymentId === null) return;
    const id = yes ? await registrar.putDeployment(kid, deploymentId, partnershipId, tx) : (known?.id ?? '');
    if (!yes) await registrar.retireDeployment(id, tx);
    await record(yes ? 'platform.part-approved' : 'platform.part-declined', 'deployment', id);
  });
  return { platform: kid, deploymentId, approved: yes };
}
