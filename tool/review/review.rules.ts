import type { FieldProblem } from '../errors.js';
import type { ReviewPointBody, Outcome } from './review-point.shared.js';
import type { ReviewState, SignerRole } from './review.shared.js';

interface Signed {
  role: SignerRole;
  personId: string;
}

/** Whose signatures make it complete, in no order but that the school lead is last. */
export const signersOf = (leadSigns: boolean): SignerRole[] => [
  'trainee',
  'mentor',
  'tutor',
  ...(leadSigns ? ['school_lead' as const] : []),
];

export const missingRoles = (leadSigns: boolean, signed: readonly Pick<Signed, 'role'>[]): SignerRole[] =>
  signersOf(leadSigns).filter((role) => !signed.some((one) => one.role === role));

export type SignDecision =
  | { kind: 'sign'; role: SignerRole; completes: boolean }
  /** The same press again. */
  | { kind: 'done' }
  /** Somebody else signed as the only role they hold. */
  | { kind: 'taken' }
  /** The school lead, and not all of the three have signed. */
  | { kind: 'early' };

/**
 * What a press of *Sign* does.
 * @param roles as whom this person may sign, by the roles held now
 */
export function decideSigning(
  personId: string,
  roles: readonly SignerRole[],
  { leadSigns, signed }: { leadSigns: boolean; signed: readonly Signed[] },
): SignDecision {
  // One person is one signature, whatever number of roles they hold: it is agreed between people.
  if (signed.some((one) => one.personId === personId)) return { kind: 'done' };
  const missing = missingRoles(leadSigns, signed);
  const role = roles.find((one) => missing.includes(one));
  if (role === undefined) return { kind: 'taken' };
  if (role === 'school_lead' && missing.length > 1) return { kind: 'early' };
  return { kind: 'sign', role, completes: missing.length === 1 };
}

export const isWritten = (state: ReviewState): boolean => state !== 'open';

/** The number a complete review sends; null where its outcome has none. */
export function valueOf(outcomes: readonly Outcome[], maximum: number | null, chosen: string): { score: number; maximum: number } | null {
  const score = outcomes.find(({ key }) => key === chosen)?.score ?? null;
  return score === null || maximum === null ? null : { score, maximum };
}

/** The whole comment: the provider's own words and nothing of what people wrote. */
export const commentOf = (label: string, leadSigns: boolean): string =>
  `${label}. An outcome of a review, agreed by ${leadSigns ? 'four' : 'three'} people.`;

/** The column of a review point: one tag a point, 30 characters. @param pointId a UUID */
export const tagOf = (pointId: string): string => `review:${Buffer.from(pointId.replaceAll('-', ''), 'hex').toString('base64url')}`;

const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** The same set-up as it is stored: blanks at the ends and doubled ones say nothing. */
export const settledPoint = (body: ReviewPointBody): ReviewPointBody => ({
  ...body,
  name: tidy(body.name),
  outcomes: body.outcomes.map((one) => ({ ...one, label: tidy(one.label) })),
});

/** What keeps a review point from being stored; each names its place. @param body settled */
export function pointProblems({ name, outcomes, maximum }: ReviewPointBody): FieldProblem[] {
  const problems: FieldProblem[] = name === '' ? [{ pointer: '/name', detail: 'needs a name' }] : [];
  if (outcomes.length < 2) problems.push({ pointer: '/outcomes', detail: 'needs two outcomes at least' });
  for (const [at, { key, label, score }] of outcomes.entries()) {
    const before = outcomes.slice(0, at);
    if (label === '') problems.push({ pointer: `/outcomes/${at}/label`, detail: 'needs words' });
    else if (before.some((one) => one.key === key || one.label.toLowerCase() === label.toLowerCase()))
      problems.push({ pointer: `/outcomes/${at}/label`, detail: 'is there twice' });
    if (score !== null && maximum !== null && score > maximum)
      problems.push({ pointer: `/outcomes/${at}/score`, detail: `is above ${maximum}` });
  }
  if (maximum === null && outcomes.some(({ score }) => score !== null))
    problems.push({ pointer: '/maximum', detail: 'is needed, because an outcome has a number' });
  return problems;
}

/** What a support plan came to, in plain words; none of them is a number. */
export const planOutcomes: readonly Outcome[] = [
  { key: 'met', label: 'Targets met', score: null },
  { key: 'longer', label: 'Support goes on', score: null },
  { key: 'passed_on', label: 'Passed on to the course team', score: null },
];
