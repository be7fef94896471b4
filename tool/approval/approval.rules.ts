import { addDays } from '../attention/day.rules.js';
import type { FieldProblem } from '../errors.js';
import {
  approvalAudiences, approvalDevices, approvalKinds, type ApprovalAudience, type ApprovalContent, type ApprovalDevice, type ApprovalKind,
  type ApprovalState, type RecordingRole,
} from './approval.shared.js'; // prettier-ignore

/** A school looks at it again after two years at the latest. */
const longestDays = 731;
/** Nothing is kept longer than this after the end of the placement, whatever a school agreed to. */
const keptAfterPlacementDays = 30;

const settled = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** As it is stored: lists in their one order and without doubles, texts without blanks round them. */
export const settledContent = (content: ApprovalContent): ApprovalContent => ({
  ...content,
  covers: approvalKinds.filter((one) => content.covers.includes(one)),
  devices: approvalDevices.filter((one) => content.devices.includes(one)),
  audience: approvalAudiences.filter((one) => content.audience.includes(one)),
  classes: [...new Map(content.classes.map((one) => [sameClass(one), settled(one)])).values()],
  approver: { name: settled(content.approver.name), role: settled(content.approver.role) },
  document: content.document === null ? null : content.document.trim(),
});

/** `10 y 2` and `10Y2` are one class. */
const sameClass = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

/** What a form's own fields cannot tell. @param today ISO day in the school's zone */
export function contentProblems(content: ApprovalContent, as: RecordingRole, today: string): FieldProblem[] {
  const { fromOn, untilOn, agreedOn, document } = content;
  const problems: FieldProblem[] = [];
  if (untilOn < fromOn) problems.push({ pointer: '/untilOn', detail: 'is before the first day' });
  else if (untilOn < today) problems.push({ pointer: '/untilOn', detail: 'has passed' });
  else if (untilOn > addDays(fromOn, longestDays))
    problems.push({ pointer: '/untilOn', detail: 'is more than two years after the first day' });
  if (agreedOn > today) problems.push({ pointer: '/agreedOn', detail: 'has not come yet' });
  if (as === 'coordinator' && document === null)
    problems.push({ pointer: '/document', detail: 'is missing: say where the school’s letter or form is kept' });
  return problems;
}

/** As much of a version as decides. */
export type Decisive = Pick<ApprovalContent, 'covers' | 'classes' | 'fromOn' | 'untilOn' | 'devices' | 'audience'> & {
  recordedById: string;
  withdrawnAt: string | null;
};

/** @param today ISO day in the school's zone */
export function stateOn(approval: Pick<Decisive, 'fromOn' | 'untilOn' | 'withdrawnAt'> | null, today: string): ApprovalState {
  if (!approval) return 'none';
  if (approval.withdrawnAt !== null) return 'withdrawn';
  if (today > approval.untilOn) return 'ended';
  return today < approval.fromOn ? 'not-yet' : 'in-force';
}

/** What somebody wants to bring in or to show. */
export interface Asked {
  kind: ApprovalKind;
  /** Of the lesson; null where it has none. */
  className: string | null;
  /** ISO day of the lesson in the school's zone. */
  day: string;
  /** Who is to see it; null while nobody but its owner does. */
  audience: ApprovalAudience | null;
  /** What it was recorded with; null where it is already here. */
  device: ApprovalDevice | null;
  /** Ids of those whom an approval of their own making must not help: the trainee, and whoever uploads. */
  helped: readonly string[];
}
export type RefusalReason = Exclude<ApprovalState, 'in-force'> | 'own' | 'kind' | 'day' | 'class' | 'device' | 'audience';

/** Null where the school has agreed to exactly this, today. @param today ISO day in the school's zone */
export function refusalOf(approval: Decisive | null, asked: Asked, today: string): RefusalReason | null {
  const state = stateOn(approval, today);
  if (state !== 'in-force' || !approval) return state === 'in-force' ? 'none' : state;
  const { className, day, audience, device } = asked;
  if (asked.helped.includes(approval.recordedById)) return 'own';
  if (!approval.covers.includes(asked.kind)) return 'kind';
  if (day < approval.fromOn || day > approval.untilOn) return 'day';
  const classes = approval.classes.map(sameClass);
  if (classes.length > 0 && (className === null || !classes.includes(sameClass(className)))) return 'class';
  if (device !== null && !approval.devices.includes(device)) return 'device';
  return audience !== null && !approval.audience.includes(audience) ? 'audience' : null;
}

/** @param endsOn last day of the placement @returns ISO day after which nothing of it is kept */
export const keptUntil = (endsOn: string): string => addDays(endsOn, keptAfterPlacementDays);
