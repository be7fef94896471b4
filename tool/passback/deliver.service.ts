import { addMs, instantNow, toInstant } from '../clock.js';
import { newId } from '../ids.js';
import type { PlatformRecord } from '../lti/launch.js';
import { familyOf } from '../lti/platform-family.js';
import type { Queue } from '../queue/queue.js';
import type { Ground } from '../slice.js';
import { backoffMs, isOver, type BackoffTiming } from './backoff.rules.js';
import { findScoreTarget, type ScoreTarget } from './course.model.js';
import { createRounds, roomFor, unaskedPauseMs, type Pauses } from './pace.js';
import { scoreJob } from './outbox.service.js';
import * as model from './score.model.js';
import { nextSecond } from './score.rules.js';
import { LeaseLost, type Hold, type Outcome } from './send-score.js';
import type { ScoreRow } from './score.js';

export interface DeliveryTiming extends BackoffTiming {
  /** How long a sender that fell silent keeps its row; longer than two requests may take. */
  leaseMs: number;
}

interface DeliverGiven {
  ground: Ground;
  queue: Queue;
  pauses: Pauses;
  timing: DeliveryTiming;
  platformByKid: (kid: string) => Promise<PlatformRecord | null>;
  send: (row: ScoreRow, target: ScoreTarget, platform: PlatformRecord, hold: Hold) => Promise<Outcome>;
  random?: () => number;
}

export interface DeliverService {
  /** Begins what is due for the row's platform and returns; safe to call at any time, any number of times. */
  wake(rowId: string): Promise<void>;
  /** Begins everything that is due. */
  sweep(): Promise<void>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /** Finishes what is being sent, begins nothing new. */
  stop(): Promise<void>;
}

// Moodle's silent 500 means a locked grade as often as a passing fault: a few tries, then a person is told.
const lockedTries = 6;
const inOneGo = 200;
/** A platform that is switched on again is sent to within this time. */
const heldMs = 60_000;

/** Who delivers, and when: leases, back-off, giving up. What is said to the platform is send-score's. */
export function createDeliverService({
  ground,
  queue,
  pauses,
  timing,
  platformByKid,
  send,
  random = Math.random,
}: DeliverGiven): DeliverService {
  const { db, clock, log, audit } = ground;

  /** The newest undecided row of the cell, with its lease, or null: not due, decided, or somebody's. */
  const claim = (rowId: string, owner: string): Promise<ScoreRow | null> =>
    db.transaction(async (tx) => {
      const asked = await model.findScore(db, rowId, tx);
      if (!asked || (asked.state !== 'waiting' && asked.state !== 'sending')) return null;
      const stamp = await model.lockStamp(db, asked, tx);
      const now = instantNow(clock);
      await model.supersedeOlder(db, asked, stamp.version, now, tx);
      const open = await model.findUndecided(db, asked, tx);
      const newest = open.find((row) => row.version === stamp.version);
      const beingSent = open.some((row) => row.state === 'sending' && (row.leaseUntil ?? '') >= now);
      if (!newest || beingSent || (newest.state === 'waiting' && newest.nextTryAt > now)) return null;
      await model.takeLease(db, newest.id, { owner, until: toInstant(addMs(clock.now(), timing.leaseMs)) }, tx);
      return { ...newest, state: 'sending', attempts: newest.attempts + 1, leaseOwner: owner };
    });

  const holdOf = (row: ScoreRow, owner: string): Hold => {
    const until = (): string => toInstant(addMs(clock.now(), timing.leaseMs));
    return {
      async keep() {
        if (!(await model.keepLease(db, row.id, { owner, until: until() }))) throw new LeaseLost();
      },
      async leaving(commentSent) {
        if (!(await model.markLeaving(db, row.id, { owner, until: until(), commentSent: commentSent ? 1 : 0 }))) throw new LeaseLost();
      },
      restamp: (atLeast) =>
        db.transaction(async (tx) => {
          const stamp = await model.lockStamp(db, row, tx);
          if (stamp.version !== row.version) return null;
          const second = nextSecond(clock.now(), stamp.lastSecond, atLeast);
          await model.saveStamp(db, row, { ...stamp, lastSecond: second }, tx);
          await model.setStampSecond(db, row.id, second, tx);
          return second;
        }),
    };
  };

  const settlementOf = (row: ScoreRow, outcome: Outcome, owner: string): model.Settlement => {
    const now = clock.now();
    const at = toInstant(now);
    const common = { id: row.id, owner, outcomeUnknown: outcome.unknown ? 1 : 0, commentSent: outcome.commentSent ? 1 : 0 };
    const decided = { ...common, nextTryAt: row.nextTryAt, decidedAt: at };
    if (outcome.kind === 'delivered' || outcome.kind === 'superseded')
      return { ...decided, state: outcome.kind, fault: null, faultDetail: null };
    if (outcome.kind === 'failed') return { ...decided, state: 'failed', fault: outcome.fault, faultDetail: outcome.detail };
    if (outcome.perhapsLocked && row.attempts >= lockedTries)
      return { ...decided, state: 'failed', fault: 'no_reason', faultDetail: outcome.detail };
    if (isOver(row.heldAt ?? row.createdAt, now, timing))
      return { ...decided, state: 'failed', fault: 'gave_up', faultDetail: `${outcome.fault}: ${outcome.detail}` };
    const waitMs = outcome.waitMs ?? backoffMs(row.attempts, timing, random());
    return {
      ...common,
      state: 'waiting',
      nextTryAt: toInstant(addMs(now, waitMs)),
      fault: outcome.fault,
      faultDetail: outcome.detail.slice(0, 250),
      decidedAt: null,
    };
  };

  const settle = async (row: ScoreRow, outcome: Outcome, owner: string, platformKid: string): Promise<void> => {
    const settlement = settlementOf(row, outcome, owner);
    const next = await db.transaction(async (tx) => {
      if (!(await model.settle(db, settlement, tx))) return null;
      if (settlement.state === 'delivered' || settlement.state === 'failed') {
        await audit.record(
          {
            action: settlement.state === 'delivered' ? 'score.sent' : 'score.not_sent', partnershipId: row.partnershipId,
            objectKind: 'resource_link', objectId: row.linkRef, placementId: row.placementId,
            detail: `${row.score} of ${row.maximum}${settlement.fault ? `: ${settlement.fault}` : ''}`,
          },
          tx,
        ); // prettier-ignore
      }
      return (await model.findUndecided(db, row, tx)).at(-1) ?? null;
    });
    const waitMs = Date.parse(settlement.nextTryAt) - clock.now().getTime();
    if (outcome.kind === 'retry' && outcome.pause && settlement.state === 'waiting')
      pauses.pause(platformKid, clock.now().getTime() + (outcome.waitMs ?? Math.min(waitMs, unaskedPauseMs)));
    log.info(
      {
        scoreId: row.id,
        version: row.version,
        attempts: row.attempts,
        state: settlement.state,
        fault: settlement.fault,
        detail: settlement.faultDetail,
      },
      'score tried',
    );
    if (next) queue.wake(scoreJob, next.id, next.id === row.id ? Math.max(waitMs, 0) : 0);
  };

  const holdBack = async (row: ScoreRow, fault: 'suspended' | 'column_pending', owner: string): Promise<void> => {
    const now = clock.now();
    const faultDetail = fault === 'suspended' ? 'switched off here' : 'not opened from its new registration yet';
    await model.holdBack(db, { id: row.id, owner, nextTryAt: toInstant(addMs(now, heldMs)), heldAt: toInstant(now), fault, faultDetail });
  };

  const tryOnce = async (rowId: string): Promise<void> => {
    const owner = newId();
    const row = await claim(rowId, owner);
    if (!row) return;
    const target = await findScoreTarget(db, row.linkRef);
    const platform = target && (await platformByKid(target.platformKid));
    try {
      if (!target || !platform?.active || target.suspended) {
        await holdBack(row, 'suspended', owner);
        return;
      }
      if (target.moved) {
        await holdBack(row, 'column_pending', owner);
        return;
      }
      const outcome = await send(row, target, platform, holdOf(row, owner));
      // Switched off while it was on its way: known for certain not to have left.
      if (outcome.kind === 'retry' && outcome.fault === 'suspended' && !outcome.unknown) await holdBack(row, 'suspended', owner);
      else await settle(row, outcome, owner, target.platformKid);
    } catch (error) {
      // The lease runs out and the sweep takes the row up; what the row must remember of this try is already written.
      if (!(error instanceof LeaseLost))
        log.warn({ scoreId: row.id, err: error instanceof Error ? error.name : 'unknown' }, 'score try broke off');
    }
  };

  const round = async (platformKid: string): Promise<void> => {
    const platform = await platformByKid(platformKid);
    const room = roomFor[platform ? familyOf(platform) : 'other'];
    const tried = new Set<string>();
    const take = async (ids: string[]): Promise<void> => {
      for (let id = ids.shift(); id !== undefined && !rounds.stopped; id = ids.shift()) {
        const paused = pauses.pausedUntil(platformKid, clock.now().getTime());
        if (paused === null) await tryOnce(id);
        else await model.postpone(db, [id, ...ids.splice(0)], toInstant(new Date(paused)), 'busy');
      }
    };
    for (;;) {
      const ids = (await model.findDue(db, platformKid, instantNow(clock), inOneGo)).filter((id) => !tried.has(id));
      if (ids.length === 0 || rounds.stopped) return;
      for (const id of ids) tried.add(id);
      await Promise.all(Array.from({ length: room }, () => take(ids)));
    }
  };
  const rounds = createRounds(async (platformKid) => {
    try {
      await round(platformKid);
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'a round of scores broke off');
    }
  });

  return {
    async wake(rowId) {
      const kid = await model.findPlatformOf(db, rowId);
      if (kid !== null) rounds.ask(kid);
    },
    async sweep() {
      for (const kid of await model.findPlatformsDue(db, instantNow(clock))) rounds.ask(kid);
    },
    idle: () => rounds.idle(),
    stop: () => rounds.stop(),
  };
}
