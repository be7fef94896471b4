// Apart from the wire's schemas, so that the page gets these numbers without a parser.

export const mostNotes = 600;
/** Characters, as `maxlength` counts them. */
export const noteLength = 4_000;
export const sectionLength = 20_000;
export const remarkLength = 10_000;
