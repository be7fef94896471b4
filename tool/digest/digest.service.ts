import { findReader } from '../access/reader.js';
import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import { hashSecret } from '../ids.js';
import type { Ground } from '../slice.js';
import { digestModel, type DigestKey } from './digest.model.js';
import { mayChooseDigest } from './digest.policy.js';
import { nextMorning, usableAddress } from './digest.rules.js';
import type { DigestAnswer, Rhythm } from './digest.shared.js';

export interface Digests {
  /** Somebody's own choice. @throws Problem 404 for who holds no role */
  read(viewer: KnownViewer): Promise<DigestAnswer>;
  /** The same choice again changes nothing. @throws Problem 404; 422 where there is no mail server or no address */
  choose(viewer: KnownViewer, rhythm: Rhythm): Promise<DigestAnswer>;
  /** By the link of an e-mail. Whether it was known is told to nobody. */
  stop(token: string): Promise<void>;
}

export function createDigests({ config, clock, db, audit }: Ground): Digests {
  const model = digestModel(db);

  const read = async (viewer: KnownViewer): Promise<DigestAnswer> => {
    if (!mayChooseDigest(viewer)) throw notFound();
    const row = await model.find(viewer);
    return {
      rhythm: row?.rhythm ?? 'never',
      sends: config.smtpUrl !== null,
      address: usableAddress(await model.findAddress(viewer)),
      trouble: row?.trouble && row.troubleOn ? { what: row.trouble, on: row.troubleOn } : null,
    };
  };

  const end = async (key: DigestKey, tx: Tx): Promise<boolean> => {
    const ended = await model.remove(key, tx);
    await model.removeStops(key, tx);
    return ended;
  };

  const record = (key: DigestKey & Partial<KnownViewer>, action: string, detail: string, tx: Tx): Promise<void> => {
    const { partnershipId, personId, identityId = null, sessionId = null } = key;
    return audit.record({ action, partnershipId, personId, identityId, sessionId, objectKind: 'person', objectId: personId, detail }, tx);
  };

  /** When the first one goes. @throws Problem 422 */
  const firstAt = async (viewer: KnownViewer, rhythm: Exclude<Rhythm, 'never'>, tx: Tx): Promise<string> => {
    if (config.smtpUrl === null)
      throw refused('no-mail-server', 'This Critical Friend sends no e-mail yet. Whoever runs it can turn that on.');
    const reader = await findReader(db, viewer.partnershipId, viewer.personId, tx);
    if (usableAddress(await model.findAddress(viewer, tx)) === null || reader === null)
      throw refused('no-address', 'No e-mail address of yours is known here. Ask your course team to let your course send it.');
    return toInstant(nextMorning(clock.now(), rhythm, reader.timeZone));
  };

  return {
    read,
    async choose(asked, rhythm) {
      await db.transaction(async (tx) => {
        const viewer = await viewerNow(db, asked, tx);
        if (!mayChooseDigest(viewer)) throw notFound();
        const row = await model.find(viewer, tx);
        if (rhythm === 'never') {
          if (await end(viewer, tx)) await record(viewer, 'digest.stopped', 'on the page', tx);
          return;
        }
        if (row?.rhythm === rhythm) return;
        const nextAt = await firstAt(viewer, rhythm, tx);
        await model.choose(viewer, rhythm, nextAt, instantNow(clock), tx);
        await record(viewer, 'digest.started', rhythm, tx);
      });
      return read(asked);
    },
    async stop(token) {
      await db.transaction(async (tx) => {
        const key = await model.findOfStop(hashSecret(token), tx);
        if (key && (await end(key, tx))) await record(key, 'digest.stopped', 'by the link of an e-mail', tx);
      });
    },
  };
}
