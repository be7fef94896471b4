import type { ReviewState, ReviewView, SignerRole } from '../../tool/review/review.shared.js';
import type { IconName } from '../shared/icons.js';
import { msg, str } from '../shared/localize.js';
import { listOfNames } from '../shared/names.js';

export const stateWords = (state: ReviewState | null): { icon: IconName; words: string } =>
  state === null
    ? { icon: 'minus', words: msg('Not begun') }
    : {
        open: { icon: 'pen' as const, words: msg('Being written') },
        sealed: { icon: 'dots' as const, words: msg('Waiting for signatures') },
        complete: { icon: 'check' as const, words: msg('Signed by everybody') },
      }[state];

export const signerWords = (role: SignerRole): string =>
  ({ trainee: msg('trainee'), mentor: msg('mentor'), tutor: msg('tutor'), school_lead: msg('school lead') })[role];

/** Whose signature is missing, with names where somebody holds the role. */
export const missingSentence = ({ missing }: Pick<ReviewView, 'missing'>): string =>
  msg(
    str`Still to sign: ${listOfNames(
      missing.map(({ role, names }) => (names.length === 0 ? msg(str`a ${signerWords(role)} (nobody yet)`) : names.join(msg(' or ')))),
    )}.`,
  );
