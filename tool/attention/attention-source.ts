import type { ScoreStatus } from '../passback/score-status.shared.js';

/** What is on record of one kind of work in a placement, as far as its tutor sees it: signed or read. */
export interface Activity {
  /** ISO day of the newest one. */
  lastOn: string | null;
  signed: number;
  read: number;
  /** Instant of the oldest signature under a record that the trainee has not read. */
  unreadSince: string | null;
  /** ISO days of those since `Asked.since`, one for each record. */
  days: string[];
}

export interface TargetFacts {
  current: number;
  /** Instant of the newest change of a current one. */
  changedAt: string | null;
}

/** A mentor code that still works. */
export interface OpenCode {
  nameGiven: string | null;
  madeAt: string;
  expiresAt: string;
}

/** What the table knows of a placement: each is filled by the slice that keeps it. */
export interface AttentionFacts {
  observation: Activity;
  meeting: Activity;
  targets: TargetFacts;
  gradebook: ScoreStatus[];
  codes: OpenCode[];
}
type Fact = keyof AttentionFacts;

export interface Asked {
  partnershipId: string;
  placementIds: readonly string[];
  /** ISO day: `Activity.days` begins here. */
  since: string;
}

/** Each slice fills its part of the tutor's table through this one interface, in as many statements for two placements as for two thousand. */
interface SourceOf<F extends Fact> {
  fact: F;
  /** The caller has decided that its viewer may know; placements without anything are left out. */
  factsOf(asked: Asked): Promise<ReadonlyMap<string, AttentionFacts[F]>>;
}
export type AttentionSource<F extends Fact = Fact> = { [One in F]: SourceOf<One> }[F];

/** Days and counts of what each mentor signed in these placements, for the coordinator: never a text. One statement. */
export interface MentorActivity {
  activityOfMentors(
    partnershipId: string,
    placementIds: readonly string[],
  ): Promise<{ placementId: string; personId: string; lastOn: string; signed: number }[]>;
}
