// Apart from the wire's schemas, so that the page gets these without a parser.

/** What the trainee says in their own words, beside the questions of the form. */
export const ownWordsKey = 'trainee_words';
/** Which of the provider's own words it came to. */
export const outcomeKey = 'outcome';

export const mostOutcomes = 8;
export const pointNameLength = 80;
export const outcomeLength = 80;
export const reasonLength = 1_000;
