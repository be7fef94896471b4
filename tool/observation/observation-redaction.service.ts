import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { dayIn } from '../attention/day.rules.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import { factsOf } from './observation-lock.js';
import type { ObservationRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { accessTo, mayDecideRedaction, roleOfDecision } from './observation.policy.js';
import type { RedactionRow } from './observation-redaction.model.js';
import { settleRedactions } from './observation-redaction-again.js';
import { passagesOf, removeWords } from './observation-redaction-removal.js';
import { canCut, repeatsRemoved } from './observation-redaction.rules.js';
import type { RedactionAsks, RedactionBody, RedactionState } from './observation-redaction.shared.js';
import { isSigned } from './observation.rules.js';
import { textsOf, type RecordText } from './observation-texts.js';
import { namer } from './observation-view.js';

interface Done {
  state: RedactionState;
}

/** Words that must not be in a signed record go from it: whoever reads it asks, a coordinator or the school's lead decides. */
export interface ObservationRedactions {
  /** Asks for it, or does it at once where the viewer decides anyway. The same again changes nothing. @throws Problem 400, 404, 409, 422 */
  put(viewer: KnownViewer, id: string, redactionId: string, body: RedactionBody): Promise<Done>;
  /** What is asked for in one record: each text asked about, and nothing else of it. @throws Problem 404, also where nothing is asked */
  asks(viewer: KnownViewer, id: string): Promise<RedactionAsks>;
  remove(viewer: KnownViewer, id: string, redactionId: string): Promise<Done>;
  /** Lets the words stand. */
  leave(viewer: KnownViewer, id: string, redactionId: string): Promise<Done>;
}

interface Held {
  row: ObservationRow;
  now: KnownViewer;
  tx: Tx;
}

const mostRedactions = 200;

export function createObservationRedactions(parts: Parts): ObservationRedactions {
  const { ground, observations, redactions } = parts;
  const { db, clock, audit } = ground;

  const audited = (viewer: KnownViewer, action: string, row: ObservationRow, detail: string) => ({
    action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
    objectKind: 'observation', objectId: row.id, placementId: row.placement_id, detail,
  }); // prettier-ignore

  /** Under the lock of a signed record, with the roles held now; the caller asks who may. */
  const lockedSigned = <T>(viewer: KnownViewer, id: string, work: (held: Held) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      const row = await observations.findLocked(viewer.partnershipId, id, tx);
      const now = await viewerNow(db, viewer, tx);
      if (!row || !isSigned(row.state)) throw notFound();
      return work({ row, now, tx });
    });

  const remove = async ({ row, now, tx }: Held, asked: RedactionRow, found: RecordText): Promise<Done> => {
    const at = instantNow(clock);
    const role = roleOfDecision(now, { schoolId: row.school_id });
    const by = { personId: now.personId, identityId: now.identityId, role };
    if (!(await removeWords(parts, { row, asked, found }, { by, at, day: dayIn(at, await redactions.zoneOf(row.placement_id, tx)) }, tx)))
      throw notFound();
    await audit.record(audited(now, 'observation.redacted', row, asked.reason), tx);
    return { state: 'removed' };
  };
  /** Logged once it has happened; what is not, the daily sweep repeats. */
  const logged = async (done: Done): Promise<Done> => {
    if (done.state === 'removed') await settleRedactions(ground);
    return done;
  };

  const decide = (viewer: KnownViewer, id: string, redactionId: string, work: (held: Held, asked: RedactionRow) => Promise<Done>) =>
    lockedSigned(viewer, id, async (held) => {
      if (!mayDecideRedaction(held.now, { schoolId: held.row.school_id })) throw notFound();
      const asked = await redactions.findOne(redactionId, held.tx);
      if (asked?.observation_id !== id) throw notFound();
      return asked.state === 'asked' ? work(held, asked) : { state: asked.state };
    });

  const foundText = async ({ row, tx }: Held, part: string): Promise<RecordText> => {
    const found = (await textsOf(parts, row, tx)).find((one) => one.part === part);
    if (!found) throw notFound();
    return found;
  };

  return {
    put: async (viewer, id, redactionId, body) => {
      const done = await lockedSigned(viewer, id, async (held): Promise<Done> => {
        const { row, now, tx } = held;
        const access = accessTo(now, factsOf(row, instantNow(clock)));
        if (access !== 'own' && access !== 'record') throw notFound();
        const stored = await redactions.findOne(redactionId, tx);
        if (stored) {
          if (stored.observation_id !== id || stored.asked_by !== now.personId) throw notFound();
          if (stored.part !== body.part || stored.reason !== body.reason) throw conflict('This was asked in other words. Ask anew.');
          return { state: stored.state };
        }
        const before = await redactions.find(id, tx);
        const places = JSON.stringify(body.passages);
        // Somebody asked for just that already.
        const open = before.find((one) => one.state === 'asked' && one.part === body.part && one.passages === places);
        if (open && !mayDecideRedaction(now, { schoolId: row.school_id })) return { state: 'asked' };
        if (before.length >= mostRedactions)
          throw refused('too-many-redactions', 'Words were removed from this record very often. Ask your course team what to do.');
        const found = await foundText(held, body.part);
        if (!canCut(found.text, body.passages))
          throw badRequest('These places are not in the text any more. Choose the words once more.', [
            { pointer: '/passages', detail: 'does not fit the text' },
          ]);
        if (repeatsRemoved(body.note, found.text, body.passages))
          throw refused('note-repeats', 'Say why without the words that go. The reason stays for everybody who reads the record.');
        const asked: RedactionRow = {
          id: redactionId, observation_id: id, placement_id: row.placement_id, partnership_id: row.partnership_id, part: body.part,
          passages: places, reason: body.reason, note: body.note.trim(), state: 'asked', asked_by: now.personId,
          asked_at: instantNow(clock), decided_by: null, decided_as: null, decided_at: null, salt: null, erased_at: null,
        }; // prettier-ignore
        await redactions.insert(asked, tx);
        if (mayDecideRedaction(now, { schoolId: row.school_id })) return remove(held, asked, found);
        await audit.record(audited(now, 'observation.redaction_asked', row, body.reason), tx);
        return { state: 'asked' };
      });
      return logged(done);
    },
    async asks(viewer, id) {
      const row = await observations.find(viewer.partnershipId, id);
      if (!row || !isSigned(row.state) || !mayDecideRedaction(viewer, { schoolId: row.school_id })) throw notFound();
      const open = (await redactions.find(id)).filter((one) => one.state === 'asked');
      if (open.length === 0) throw notFound();
      const placement = await parts.placements.findDecided(viewer, row.placement_id);
      const holders = await parts.placements.holdersAround(viewer.partnershipId, row.placement_id);
      const deciders = holders.filter((one) => one.personId !== viewer.personId && mayDecideRedaction(one, { schoolId: row.school_id }));
      const texts = new Map((await textsOf(parts, row)).map((one) => [one.part, one.text]));
      const person = await namer(parts, viewer.partnershipId, [
        placement.trainee.personId,
        ...open.map((one) => one.asked_by),
        ...deciders.map((one) => one.personId),
      ]);
      await audit.record({
        ...audited(viewer, 'observation.read', row, roleOfDecision(viewer, { schoolId: row.school_id })),
        looked: true,
      });
      return {
        trainee: person(placement.trainee.personId),
        lessonOn: row.lesson_on,
        timeZone: placement.timeZone,
        deciders: deciders.map((one) => person(one.personId).name),
        asks: open.map((one) => ({
          id: one.id, part: one.part, text: texts.get(one.part) ?? '', passages: passagesOf(one), reason: one.reason, note: one.note ?? '',
          askedBy: person(one.asked_by), askedAt: one.asked_at,
        })),
      }; // prettier-ignore
    },
    remove: async (viewer, id, redactionId) =>
      logged(await decide(viewer, id, redactionId, async (held, asked) => remove(held, asked, await foundText(held, asked.part)))),
    leave: (viewer, id, redactionId) =>
      decide(viewer, id, redactionId, async ({ row, now, tx }, asked) => {
        const role = roleOfDecision(now, { schoolId: row.school_id });
        const at = instantNow(clock);
        await redactions.decide(asked.id, { state: 'left', decided_by: now.personId, decided_as: role, decided_at: at, salt: null }, tx);
        await audit.record(audited(now, 'observation.redaction_left', row, asked.reason), tx);
        return { state: 'left' };
      }),
  };
}
