/** What a text field of a form holds, without the spaces round it; '' where it is empty or not there. */
export function formText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
