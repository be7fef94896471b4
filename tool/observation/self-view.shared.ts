// Apart from the wire's schemas, so that the page gets it without a parser.

/** What a trainee’s own view answers: in words, and not what was agreed before the lesson. */
export const asksOwnView = ({ part, options }: { part: 'plan' | 'feedback'; options?: unknown }): boolean =>
  part === 'feedback' && options === undefined;
