import { addMs, instantNow, toInstant } from '../clock.js';
import { newKeyPair } from './key-pair.js';
import { auditFor, findPlatform, need, type Bench } from './platform-command-bench.js';
import { CommandProblem, type CommandWords } from './platform-command.words.js';

/** Long enough for every process to show it, and for a platform that reads our keys now and then. */
const usualPauseMinutes = 10;

/** A new key for a platform: shown at once, signing after the pause. The old one stays shown until `retire-key`. */
export async function rotateKey(bench: Bench, words: CommandWords): Promise<object> {
  const platform = await findPlatform(bench, words);
  const pair = await newKeyPair();
  const signsFrom = toInstant(addMs(bench.clock.now(), (words.pauseMinutes ?? usualPauseMinutes) * 60_000));
  await bench.db.transaction(async (tx) => {
    await bench.registrar.addKey(platform, pair, signsFrom, tx);
    await auditFor(bench, platform.kid, 'platform.key-added', tx);
  });
  const others = (await bench.registrar.keys(platform.kid)).filter((key) => key.retired_at === null && key.kid !== pair.kid);
  return { platform: platform.kid, key: pair.kid, signsFrom, stillShown: others.map(({ kid }) => kid) };
}

/** Takes an old key out of the published set. @throws CommandProblem for the one that signs */
export async function retireKey(bench: Bench, words: CommandWords): Promise<object> {
  const { kid: platformKid } = await findPlatform(bench, words);
  const wanted = need(words.key, 'key');
  await bench.db.transaction(async (tx) => {
    await bench.registrar.lock(platformKid, tx);
    const now = instantNow(bench.clock);
    const kept = (await bench.registrar.keys(platformKid, tx)).filter((key) => key.retired_at === null);
    if (!kept.some(({ kid }) => kid === wanted)) throw new CommandProblem('This platform has no such key in use.');
    const signing = kept.filter((key) => (key.signs_from ?? '') <= now).at(-1);
    if (signing?.kid === wanted) throw new CommandProblem('This key signs. Use "rotate-key" first, and wait until the new one does.');
    await bench.registrar.retireKey(wanted, tx);
    await auditFor(bench, platformKid, 'platform.key-retired', tx);
  });
  return { platform: platformKid, key: wanted, retired: true };
}
