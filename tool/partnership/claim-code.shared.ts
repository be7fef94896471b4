import * as z from 'zod/mini';
import { writtenText } from '../text.shared.js';

/**
 * No vowel (no words), no 0 O 1 I L, and of each pair that looks alike in print or handwriting only one: 2 not Z, 5 not S, 6 not G,
 * 8 not B, V not U. The other one, typed, can only mean its twin. 24 letters, eight places: 1.1 × 10^11 codes.
 */
export const claimCodeAlphabet = '23456789CDFHJKMNPQRTVWXY';
export const claimCodeLength = 8;

const twins: Record<string, string> = { Z: '2', S: '5', G: '6', B: '8', U: 'V' };

// Spaces, every kind of dash (the letter prints an en dash), and what mail programs leave behind invisibly.
const between = /[\s\p{Pd}\u2212\u00ad\u200b-\u200f\u2060\ufeff._]/gu;

/** The letters of what somebody typed or pasted, in capitals, with nothing between them. */
export const lettersOfClaimCode = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(between, '');

/** What somebody typed or pasted as the eight letters that were meant; what cannot belong to a code stays and will not match. */
export const normaliseClaimCode = (typed: string): string =>
  lettersOfClaimCode(typed).replace(/[ZSGBU]/g, (letter) => twins[letter] ?? letter);

/** `K7PM3XQT` → `K7PM-3XQT`, also while it is being typed. */
export const showClaimCode = (letters: string): string =>
  letters.length > claimCodeLength / 2 ? `${letters.slice(0, claimCodeLength / 2)}-${letters.slice(claimCodeLength / 2)}` : letters;

export const useCodeBody = z.strictObject({ code: writtenText(64) });

export const codeRole = z.enum(['mentor', 'coach', 'tutor', 'coordinator', 'school_lead', 'lead_mentor']);
export type CodeRole = z.infer<typeof codeRole>;

/** What the person now is, and who can see that they joined. */
export const codeUsed = z.strictObject({
  role: codeRole,
  partnership: z.string(),
  /** Of a school's lead: which one. */
  school: z.nullable(z.string()),
  placement: z.nullable(
    z.strictObject({
      id: z.string(),
      traineeName: z.string(),
      traineeGivenName: z.string(),
      schoolName: z.string(),
      startsOn: z.string(),
      endsOn: z.string(),
    }),
  ),
  /** Names, in the order a sentence reads them. */
  seenBy: z.array(z.string()),
});
export type CodeUsed = z.infer<typeof codeUsed>;

export const makeCodeBody = z.strictObject({
  name: writtenText(200).check(z.trim(), z.minLength(1, 'Who is the letter to?')),
  /** A mentor's where none is named. */
  role: z.optional(z.enum(['mentor', 'coach'])),
});

/** The only answer that ever holds the code itself. */
export const codeMade = z.strictObject({ id: z.string(), code: z.string(), name: z.string(), expiresAt: z.string() });
export type CodeMade = z.infer<typeof codeMade>;

export const codeState = z.enum(['open', 'used', 'expired', 'withdrawn']);
export const codeListed = z.strictObject({
  id: z.string(),
  name: z.nullable(z.string()),
  role: codeRole,
  /** Of a school's lead: which one. */
  school: z.nullable(z.string()),
  state: codeState,
  createdAt: z.string(),
  expiresAt: z.string(),
  usedAt: z.nullable(z.string()),
  usedBy: z.nullable(z.string()),
  /** The platform it was typed in, by the name its operator gave it. */
  usedFrom: z.nullable(z.string()),
});
export type CodeListed = z.infer<typeof codeListed>;
export const codeList = z.strictObject({ codes: z.array(codeListed) });

/** A page of codes, newest first. */
export const roleCodeList = z.strictObject({
  codes: z.array(codeListed),
  /** Pass as `after` for the older ones; null at the end. */
  next: z.nullable(z.string()),
});
export type RoleCodeList = z.infer<typeof roleCodeList>;
