/** Where in the widget the page is. */
export type Place = { name: 'choose' } | { name: 'in' | 'plan' | 'write-up'; placementId: string } | { name: 'one'; id: string };

/** `observations/plan/0198…` → the page to make a plan. Anything unknown is the list to choose from. */
export function readPlace(path: string): Place {
  const [, first, second] = path.split('/');
  if ((first === 'in' || first === 'plan' || first === 'write-up') && second) return { name: first, placementId: second };
  return first ? { name: 'one', id: first } : { name: 'choose' };
}
