/** What somebody sent, as text: strings and numbers as they are, nothing for the rest. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
