import { instantNow, type Clock } from '../clock.js';
import type { Database } from '../db/database.js';
import { agsScope, usableScopes } from '../lti/ags.js';
import { familyOf } from '../lti/platform-family.js';
import type { PlatformRecord } from '../lti/launch.js';
import { readResult, scoreBody, sendScore, showsScore, type Result } from '../lti/scores.js';
import type { ServiceClient } from '../lti/service-call.js';
import { judgeResult, judgeScore, type ScoreFault, type Verdict } from './verdict.js';
import type { ScoreTarget } from './course.model.js';
import type { LineItemService } from './line-item.service.js';
import { findLastDelivered, findLostTimes, markCompared } from './restore-point.model.js';
import { mayBeNewer } from './restore.rules.js';
import { commentWentBefore } from './score.model.js';
import { commentGoesAlong } from './score.rules.js';
import type { ScoreRow } from './score.js';

/** How one try ended. `unknown` and `commentSent` are what the row must remember for the next. */
export type Outcome = { unknown: boolean; commentSent: boolean } & (
  | { kind: 'delivered' }
  | { kind: 'superseded' }
  | { kind: 'failed'; fault: ScoreFault; detail: string }
  | { kind: 'retry'; fault: ScoreFault; detail: string; waitMs: number | null; pause: boolean; perhapsLocked: boolean }
);

/** What the sender may do to its row while it holds the lease. Each throws LeaseLost where another process has it now. */
export interface Hold {
  keep(): Promise<void>;
  /** Remembers that the score is leaving, and whether its comment goes along. */
  leaving(commentSent: boolean): Promise<void>;
  /** Takes a later second; null where a newer score for the cell was written meanwhile. */
  restamp(atLeast: number): Promise<number | null>;
}

export class LeaseLost extends Error {}

/** One try to bring one score to its platform: the whole of lti-facts 4.1, without time and without the queue. */
export function createScoreSender(given: { db: Database; clock: Clock; client: ServiceClient; lineItems: LineItemService }) {
  const { db, clock, client, lineItems } = given;

  return async function send(row: ScoreRow, target: ScoreTarget, platform: PlatformRecord, hold: Hold): Promise<Outcome> {
    const family = familyOf(platform);
    const service = { platformKid: target.platformKid, scopes: usableScopes(target.scopes) };
    const memory = { unknown: row.outcomeUnknown === 1, commentSent: row.commentSent === 1 };
    const wanted = { partnershipId: row.partnershipId, linkRef: row.linkRef, maximum: row.maximum, target };

    const ended = (verdict: Exclude<Verdict, { kind: 'accepted' } | { kind: 'stale' }>): Outcome => {
      if (verdict.kind === 'column-gone') return { ...memory, kind: 'failed', fault: 'column_gone', detail: verdict.detail };
      if (verdict.kind === 'failed') return { ...memory, kind: 'failed', fault: verdict.fault, detail: verdict.detail };
      const { fault, detail } = verdict;
      if (verdict.kind === 'not-sent')
        return { ...memory, kind: 'retry', fault, detail, waitMs: verdict.waitMs, pause: verdict.pause, perhapsLocked: false };
      return { ...memory, kind: 'retry', fault, detail, waitMs: null, pause: false, perhapsLocked: verdict.perhapsLocked };
    };
    const aboutColumn = (verdict: Verdict): Outcome =>
      verdict.kind === 'accepted' || verdict.kind === 'stale'
        ? { ...memory, kind: 'retry', fault: 'internal', detail: 'line item', waitMs: null, pause: false, perhapsLocked: false }
        : ended(verdict);

    if (!target.scopes.includes(agsScope.score))
      return { ...memory, kind: 'failed', fault: 'no_column', detail: 'no right to send scores' };
    const found = await lineItems.resolve(wanted, hold.keep);
    if (!found.ok) return aboutColumn(found.verdict);
    let url = found.url;

    const canRead = target.scopes.includes(agsScope.result);
    /** What the cell shows; `unreadable` where this platform will not tell. */
    const look = async (): Promise<{ seen: Result | null } | { verdict: Verdict } | 'unreadable'> => {
      if (!canRead) return 'unreadable';
      await hold.keep();
      const read = await readResult(client, service, url, row.sub);
      if (read.ok) return { seen: read.result };
      const verdict = judgeResult(read.answer, clock.now());
      return verdict ? { verdict } : 'unreadable';
    };

    /** After a restore, once for a cell: what it shows may be newer than anything known here. Null where it may be sent to. */
    const compare = async (): Promise<Outcome | null> => {
      const lost = await findLostTimes(db, row);
      if (lost.length === 0) return null;
      const looked = await look();
      if (looked !== 'unreadable' && 'verdict' in looked) return aboutColumn(looked.verdict);
      if (looked !== 'unreadable' && showsScore(looked.seen, row.score, row.maximum)) return { ...memory, kind: 'delivered' };
      const last = await findLastDelivered(db, row);
      const seen = looked === 'unreadable' ? null : looked.seen;
      const known = last !== null && showsScore(seen, last.score, last.maximum);
      const newer = looked === 'unreadable' || mayBeNewer(seen, known, lost);
      if (newer) return { ...memory, kind: 'failed', fault: 'newer_there', detail: 'not known since a restore' };
      await markCompared(db, row, instantNow(clock));
      return null;
    };
    const held = await compare();
    if (held) return held;

    const commentSpent = memory.commentSent || (await commentWentBefore(db, row));
    let second = row.stampSecond;
    let mayResolveAgain = true;
    let mayRestamp = true;
    let mustLook = memory.unknown;

    for (;;) {
      let verdict: Verdict | null = null;
      if (mustLook) {
        const looked = await look();
        if (looked !== 'unreadable' && 'verdict' in looked) verdict = looked.verdict;
        else if (looked !== 'unreadable' && showsScore(looked.seen, row.score, row.maximum)) return { ...memory, kind: 'delivered' };
      }
      if (!verdict) {
        mustLook = false;
        const before = { ...memory };
        const withComment = commentGoesAlong(family, commentSpent || memory.commentSent);
        const body = scoreBody(
          {
            userId: row.sub,
            second,
            given: row.score,
            maximum: row.maximum,
            comment: withComment ? row.comment : null,
            submittedAt: row.submittedAt,
          },
          family,
        );
        const answer = await sendScore(client, service, url, body, async () => {
          memory.unknown = true;
          memory.commentSent = memory.commentSent || withComment;
          await hold.leaving(memory.commentSent);
        });
        verdict = judgeScore(answer, family, clock.now());
        // Refused for certain: nothing was stored, so the comment is still unsaid.
        if (verdict.kind !== 'unknown' && verdict.kind !== 'accepted') Object.assign(memory, before);
        else memory.unknown = verdict.kind === 'unknown';
      }
      if (verdict.kind === 'accepted') return { ...memory, kind: 'delivered' };
      if (verdict.kind === 'column-gone' && mayResolveAgain) {
        mayResolveAgain = false;
        const other = await lineItems.resolveAgain(wanted, url, hold.keep);
        if (!other.ok) return aboutColumn(other.verdict.kind === 'failed' ? verdict : other.verdict);
        url = other.url;
        continue;
      }
      if (verdict.kind !== 'stale') return ended(verdict);
      const looked = await look();
      if (looked !== 'unreadable' && 'verdict' in looked) return aboutColumn(looked.verdict);
      const seen = looked === 'unreadable' ? null : looked.seen;
      if (showsScore(seen, row.score, row.maximum)) return { ...memory, unknown: false, kind: 'delivered' };
      const later = await hold.restamp(Math.max(seen?.second ?? 0, verdict.platformSecond ?? 0) + 1);
      if (later === null) return { ...memory, kind: 'superseded' };
      second = later;
      if (!mayRestamp)
        return {
          ...memory,
          kind: 'retry',
          fault: 'later_there',
          detail: 'a later timestamp is there',
          waitMs: null,
          pause: false,
          perhapsLocked: false,
        };
      mayRestamp = false;
    }
  };
}
