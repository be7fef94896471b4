import { endSessionsFrom } from '../access/platform-sessions.js';
import { instantNow } from '../clock.js';
import { replaceRegistration } from '../partnership/replacement.js';
import { forgetColumns } from '../passback/moved-columns.js';
import { auditFor, need, type Bench } from './platform-command-bench.js';
import { CommandProblem, type CommandWords } from './platform-command.words.js';

interface Side {
  platform: string;
  deployment: string;
  partnershipIds: string[];
}

/** A platform with one deployment may be named by itself. @throws CommandProblem */
async function findSide({ registrar }: Bench, name: string, flag: string): Promise<Side> {
  const listed = await registrar.list();
  const platform = listed.find(({ kid, deployments }) => kid === name || deployments.some(({ id }) => id === name));
  if (!platform) throw new CommandProblem(`--${flag} names no platform and no deployment that "list" prints.`);
  const [first, ...others] = platform.deployments;
  const named = platform.deployments.find(({ id }) => id === name);
  if (named) return { platform: platform.kid, deployment: named.id, partnershipIds: named.partnershipIds };
  if (!first) throw new CommandProblem(`--${flag}: this platform has no deployment yet. Approve or add one first.`);
  if (others.length > 0) throw new CommandProblem(`--${flag}: this platform has several deployments; name one of them.`);
  return { platform: platform.kid, deployment: first.id, partnershipIds: first.partnershipIds };
}

/**
 * After a platform was registered anew: people, courses, activities and what waits to be sent go on under the new registration, all of
 * it or nothing. @throws CommandProblem for what would collide
 */
export async function replace(bench: Bench, words: CommandWords): Promise<object> {
  const { db, registrar, clock } = bench;
  const from = await findSide(bench, need(words.from, 'from'), 'from');
  const to = await findSide(bench, need(words.to, 'to'), 'to');
  if (from.deployment === to.deployment) throw new CommandProblem('--from and --to are the same.');
  // Its people could open what the other partnership keeps, and the other way round.
  if (to.partnershipIds.some((id) => !from.partnershipIds.includes(id)))
    throw new CommandProblem(
      'The new registration serves a partnership that the old one does not. Name a deployment of the same partnership.',
    );
  const acrossPlatforms = from.platform !== to.platform;
  const moved = await db.transaction(async (tx) => {
    // Always in the same order, so that two of these never wait for each other.
    for (const kid of [...new Set([from.platform, to.platform])].sort()) await registrar.lock(kid, tx);
    const others = (await registrar.deployments(from.platform, tx)).filter(({ id }) => id !== from.deployment);
    if (acrossPlatforms && others.length > 0)
      throw new CommandProblem(
        'The old platform has other deployments, and its people belong to all of them. Replace or remove those first.',
      );
    await auditFor(bench, from.platform, 'platform.replaced', tx);
    const at = instantNow(clock);
    await endSessionsFrom(db, from.platform, from.deployment, at, tx);
    const done = await replaceRegistration(
      db,
      { fromPlatform: from.platform, fromDeployment: from.deployment, toPlatform: to.platform, toDeployment: to.deployment },
      at,
      tx,
    );
    if ('collisions' in done) {
      const { identities, courses, activities } = done.collisions;
      throw new CommandProblem(
        `Nothing was moved: ${identities} people, ${courses} courses and ${activities} activities are known under both registrations. ` +
          'Replace before anybody opens the new one.',
      );
    }
    await forgetColumns(db, done.linkRefs, tx);
    await registrar.retireDeployment(from.deployment, tx);
    if (acrossPlatforms) await registrar.retire(from.platform, tx);
    return done.moved;
  });
  return { from: from.platform, to: to.platform, moved };
}
