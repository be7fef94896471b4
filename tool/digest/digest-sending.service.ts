import { findPlatformTitles, findReader } from '../access/reader.js';
import type { Reader } from '../access/viewer.js';
import { dayIn } from '../attention/day.rules.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import type { WaitingSource } from '../home/waiting.js';
import { hashSecret, newSecret } from '../ids.js';
import { safeError } from '../safe-error.js';
import type { Ground } from '../slice.js';
import { digestModel, type DueRow } from './digest.model.js';
import { letterOf, nextMorning, retryAfterMs, usableAddress, type Failure, type SendingRhythm } from './digest.rules.js';
import type { Mailer } from './mailer.js';

export interface DigestSending {
  /** Sends what is due; any number of processes may call it. */
  sweep(): Promise<void>;
  /** Begins no further e-mail. */
  stop(): void;
}

/** What one sweep takes; the rest is the next one's. */
const batch = 200;
const atOnce = 3;

type Due = DueRow & { rhythm: SendingRhythm };
const isSending = (row: DueRow): row is Due => row.rhythm !== 'never';

export function createDigestSending(ground: Ground, sources: readonly WaitingSource[], mailer: Mailer): DigestSending {
  const { db, clock, log, audit, config } = ground;
  const model = digestModel(db);
  let stopped = false;

  const recordStop = ({ partnershipId, personId }: Due, detail: string, tx: Tx): Promise<void> =>
    audit.record({ action: 'digest.stopped', partnershipId, personId, objectKind: 'person', objectId: personId, detail }, tx);

  /** Whoever holds no role any more is sent nothing, and nothing of it is kept. */
  const removeRoleless = (row: Due): Promise<void> =>
    db.transaction(async (tx) => {
      if (!(await model.remove(row, tx))) return;
      await model.removeStops(row, tx);
      await recordStop(row, 'no role any more', tx);
    });

  const stopRefused = (claimed: Due, on: string): Promise<void> =>
    db.transaction(async (tx) => {
      if (!(await model.change(claimed, { rhythm: 'never', nextAt: null, tries: 0, trouble: 'refused', troubleOn: on }, tx))) return;
      await model.removeStops(claimed, tx);
      await recordStop(claimed, 'address refused', tx);
    });

  /** What stops them, or null where they have stopped it or chosen anew since the claim. A stop of this moment waits, and then finds it. */
  const makeToken = (claimed: Due): Promise<string | null> =>
    db.transaction(async (tx) => {
      if ((await model.find(claimed, tx))?.nextAt !== claimed.nextAt) return null;
      const token = newSecret();
      await model.insertStop(claimed, hashSecret(token), instantNow(clock), tx);
      return token;
    });

  /** Counts what waits and sends it to nobody but the reader. @returns null where nothing waits or there is no way to send it */
  const attempt = async (claimed: Due, reader: Reader): Promise<Failure | 'sent' | null> => {
    const { partnershipId, personId, rhythm } = claimed;
    const to = usableAddress(claimed.email);
    const platforms = await findPlatformTitles(db, partnershipId, personId);
    if (to === null || platforms.length === 0) return null;
    const count = (await Promise.all(sources.map((source) => source.waitingFor(reader)))).flat().length;
    if (count === 0) return null;
    const token = await makeToken(claimed);
    if (token === null) return null;
    const stopUrl = `${config.publicUrl}/digest/stop/${token}`;
    const sent = await mailer.send({ ...letterOf({ count, rhythm, platforms, stopUrl }), to, stopUrl, date: clock.now() });
    if (sent.outcome !== 'sent') log.warn({ outcome: sent.outcome, ...sent.fault }, 'an e-mail was not sent');
    return sent.outcome;
  };

  const settle = async (claimed: Due, outcome: Failure | 'sent' | null, failedBefore: number, timeZone: string): Promise<void> => {
    const now = clock.now();
    const today = dayIn(now, timeZone);
    if (outcome === 'refused') {
      await stopRefused(claimed, today);
      return;
    }
    const tries = failedBefore + 1;
    const waitMs = outcome === 'away' || outcome === 'later' ? retryAfterMs(tries) : null;
    if (waitMs !== null) await model.change(claimed, { ...claimed, nextAt: toInstant(addMs(now, waitMs)), tries });
    else if (outcome === 'sent' || outcome === null) await model.change(claimed, { ...claimed, trouble: null, troubleOn: null });
    else await model.change(claimed, { ...claimed, trouble: outcome === 'uncertain' ? outcome : 'unsent', troubleOn: today });
  };

  /** @returns false where nobody's e-mail would do better now */
  const sendOne = async (row: Due): Promise<boolean> => {
    const reader = await findReader(db, row.partnershipId, row.personId);
    if (!reader) {
      await removeRoleless(row);
      return true;
    }
    const { timeZone } = reader;
    const now = clock.now();
    const nextAt = toInstant(nextMorning(now, row.rhythm, timeZone));
    const day = dayIn(row.nextAt, timeZone);
    if (day !== dayIn(now, timeZone)) {
      await model.change(row, { ...row, nextAt, tries: 0, trouble: 'unsent', troubleOn: day });
      return true;
    }
    // Claimed by moving on: whatever happens from here, this morning's e-mail is nobody else's.
    const claimed = { ...row, nextAt, tries: 0 };
    if (!(await model.change(row, claimed))) return true;
    const outcome = await attempt(claimed, reader).catch((error: unknown): Failure => {
      log.warn({ err: safeError(error) }, 'an e-mail could not be made');
      return 'later';
    });
    await settle(claimed, outcome, row.tries, timeZone);
    return outcome !== 'away' && outcome !== 'uncertain';
  };

  return {
    async sweep() {
      const due = (await model.findDue(instantNow(clock), batch)).filter(isSending);
      let goOn = true;
      const take = async (): Promise<void> => {
        for (let row = due.shift(); row !== undefined && goOn && !stopped; row = due.shift()) goOn = (await sendOne(row)) && goOn;
      };
      await Promise.all(Array.from({ length: atOnce }, take));
    },
    stop: () => void (stopped = true),
  };
}
