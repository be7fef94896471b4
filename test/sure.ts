/** A value a test knows to be there. @throws where it is not */
export function sure<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a value the test counts on is missing');
  return value;
}
