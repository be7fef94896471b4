import canonicalizeModule from 'canonicalize';

// A CommonJS function whose types claim a default export.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** A value that JSON can carry: what a leaf or a document is made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** The RFC 8785 text of a value: one text for equal values, whatever the order of their members. */
export function canonicalText(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Only JSON values have a canonical text.');
  return text;
}
