/** What the server put into the page once. The node is removed, so that nothing on the page can read it again. */
export function takeLaunchData(): Record<string, unknown> {
  const node = document.getElementById('launch');
  const text = node?.textContent ?? '{}';
  node?.remove();
  return JSON.parse(text) as Record<string, unknown>;
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
