// Apart from the wire's schemas, so that the page gets it without a parser.

interface Asked {
  options?: readonly { key: string; label: string }[] | undefined;
}

/** An answer as people read it: the words of the chosen label, or what was written. Empty where nobody answered. */
export const answerInWords = (part: Asked | undefined, body: string): string =>
  part?.options ? (part.options.find(({ key }) => key === body)?.label ?? '') : body;
