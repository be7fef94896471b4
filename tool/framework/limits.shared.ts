// Apart from the wire's schemas, so that the page gets these without a parser.

/** The part of every form that the two agree on before the lesson. */
export const focusKey = 'focus';

export const mostParts = 30;
export const mostOptions = 8;
/** Characters, as `maxlength` counts them. */
export const formNameLength = 80;
export const headingLength = 120;
export const hintLength = 300;
export const labelLength = 80;
/** Of an answer of one line. */
export const lineLength = 300;

export const mostAreas = 300;
export const codeLength = 20;
export const areaNameLength = 200;
export const frameworkNameLength = 120;
