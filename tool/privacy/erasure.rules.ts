/** Why somebody is erased. `retention` is the tool's own: nothing needs the person any more. */
export const askedBecause = ['request', 'course-over', 'by-mistake'] as const;
export type AskedBecause = (typeof askedBecause)[number];
export type Because = AskedBecause | 'retention' | 'after-restore';

const words: Record<Because, string> = {
  request: 'Erased at the person’s request',
  'course-over': 'Erased after the course',
  'by-mistake': 'Erased because it should not have been kept',
  retention: 'Erased because the time to keep it is over',
  'after-restore': 'Erased again after a backup was restored',
};

/** What stands in place of an erased text. */
export const becauseWords = (because: Because): string => words[because];

const former: [string, string][] = [
  ['trainee', 'A former trainee'],
  ['mentor', 'A former mentor'],
  ['coach', 'A former coach'],
  ['tutor', 'A former tutor'],
];

/** What somebody is called once their name is gone, by the roles they ever had. */
export const formerName = (roles: readonly string[]): string => former.find(([role]) => roles.includes(role))?.[1] ?? 'A former colleague';
