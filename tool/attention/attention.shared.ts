import * as z from 'zod/mini';
import { scoreStatus } from '../passback/score-status.shared.js';
import { rowId } from '../text.shared.js';

/** Days until something is told; null: never. */
const dayCount = (least: number) => z.nullable(z.int().check(z.gte(least, `is less than ${least}`), z.lte(180, 'is more than 180 days')));

/** When a trainee needs their tutor. Each is told in words when this many days have passed. */
export const attentionDays = z.strictObject({
  /** No lesson observation recorded. */
  observation: dayCount(1),
  /** No meeting recorded. */
  meeting: dayCount(1),
  /** A signed record not read by the trainee. */
  unread: dayCount(1),
  /** None of the current targets made or changed. */
  target: dayCount(1),
  /** What was to be sent to the gradebook was not sent. 0: at once. */
  grade: dayCount(0),
  /** No mentor since the placement began. 0: from its first day. */
  mentor: dayCount(0),
});
export type AttentionDays = z.infer<typeof attentionDays>;
export type AttentionRule = keyof AttentionDays;

/** One observation a week is usual in England; a fortnight without one is worth a call. */
export const usualDays: AttentionDays = { observation: 14, meeting: 14, unread: 7, target: 28, grade: 0, mentor: 0 };

const personNamed = z.strictObject({ personId: z.string(), name: z.string(), givenName: z.string() });
const schoolNamed = z.strictObject({ id: z.string(), name: z.string() });

/** Why a trainee needs their tutor: a rule that was met, in a sentence. */
export const flag = z.strictObject({
  rule: z.enum(['observation', 'meeting', 'unread', 'target', 'grade', 'mentor']),
  sentence: z.string(),
  /** ISO day from which it is counted. */
  since: z.string(),
});
export type Flag = z.infer<typeof flag>;

const activity = z.strictObject({
  /** ISO day of the newest signed one. */
  lastOn: z.nullable(z.string()),
  /** Signed, read by the trainee or not. */
  signed: z.number(),
  read: z.number(),
});

export const traineeRow = z.strictObject({
  placementId: z.string(),
  trainee: personNamed,
  school: schoolNamed,
  subject: z.nullable(z.string()),
  phase: z.nullable(z.string()),
  startsOn: z.string(),
  endsOn: z.string(),
  timeZone: z.string(),
  /** Where the placement stands today. */
  when: z.enum(['now', 'future', 'ended']),
  mentors: z.array(personNamed),
  observation: activity,
  /** Null where nothing tells of meetings. */
  meeting: z.nullable(activity),
  targets: z.strictObject({ current: z.number(), changedOn: z.nullable(z.string()) }),
  gradebook: z.array(scoreStatus),
  /** Whose turn it is and for what; null where nobody's. */
  waitingFor: z.nullable(z.string()),
  /** ISO day: nothing is on record since. */
  silentSince: z.string(),
  /** Days from then until today, or until the last day of the placement. */
  silentDays: z.number(),
  /** Observations in each week of `TraineeTable.weeks`; null outside the placement. */
  weeks: z.array(z.nullable(z.number())),
  flags: z.array(flag),
});
export type TraineeRow = z.infer<typeof traineeRow>;

export const traineeTable = z.strictObject({
  /** ISO day in the partnership's zone. */
  today: z.string(),
  /** Mondays, oldest first, ISO days. */
  weeks: z.array(z.string()),
  /** The rules that were applied, and whose they are. */
  days: attentionDays,
  daysOf: z.enum(['mine', 'partnership', 'usual']),
  /** Whether anything tells of meetings. */
  meetings: z.boolean(),
  /** The longest silence first. */
  trainees: z.array(traineeRow),
});
export type TraineeTable = z.infer<typeof traineeTable>;

/** A file to be saved, as text: pages cannot send their session with a plain link. */
export const tableFile = z.strictObject({ name: z.string(), content: z.string() });
export type TableFile = z.infer<typeof tableFile>;

const storedDays = z.strictObject({ days: attentionDays, revision: z.number() });
export const attentionRules = z.strictObject({
  /** The reader's own; null where they follow the partnership's. */
  mine: z.nullable(storedDays),
  /** Null where the usual ones apply. */
  partnership: z.nullable(storedDays),
  usual: attentionDays,
  /** Whether anything tells of meetings. */
  meetings: z.boolean(),
  may: z.strictObject({ mine: z.boolean(), partnership: z.boolean() }),
});
export type AttentionRules = z.infer<typeof attentionRules>;

/** Null: the partnership's again, or for the partnership the usual ones again. */
export const attentionRulesBody = z.strictObject({ days: z.nullable(attentionDays) });

const traineeNamed = z.strictObject({ placementId: z.string(), name: z.string() });

/** What a coordinator may know of a school: who, since when, how many; never what anybody wrote. */
export const schoolRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Placements that have not ended. */
  trainees: z.array(traineeNamed),
  /** ISO day of the newest signed observation. */
  lastOn: z.nullable(z.string()),
  /** By name, in the order of the alphabet. */
  mentors: z.array(
    z.strictObject({
      personId: z.string(),
      name: z.string(),
      /** ISO instant from which they are mentor here. */
      startedAt: z.string(),
      trainees: z.array(traineeNamed),
      lastOn: z.nullable(z.string()),
      signed: z.number(),
    }),
  ),
  withoutMentor: z.array(traineeNamed),
  openCodes: z.array(
    z.strictObject({ placementId: z.string(), trainee: z.string(), nameGiven: z.nullable(z.string()), expiresAt: z.string() }),
  ),
});
export type SchoolRow = z.infer<typeof schoolRow>;

export const schoolTable = z.strictObject({
  schools: z.array(schoolRow),
  /** Pass as `after` for the next ones; null at the end. */
  next: z.nullable(z.string()),
});
export type SchoolTable = z.infer<typeof schoolTable>;
export const schoolTableQuery = z.strictObject({ after: z.optional(rowId) });
