// Apart from the wire's schemas, so that the page gets these numbers without a parser.

export const mostNotes = 600;
/** Characters, as `maxlength` counts them. */
export const noteLength = 4_000;
export const sectionLength = 20_000;
export const remarkLength = 10_000;
/** Curriculum areas that one note may carry. */
export const mostAreas = 5;
/** Prompts agreed for one lesson: no more than can be pressed without searching. */
export const mostPrompts = 8;
export const promptLength = 40;
/** Answers to one question: the first, and what was added beside it. */
export const mostAnswers = 5;
