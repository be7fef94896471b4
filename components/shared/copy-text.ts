/**
 * Copies the words of an element. Inside a platform's frame the clipboard may be closed: then they are marked, and the person copies them.
 * @returns which of both
 */
export async function copyText(words: HTMLElement): Promise<'copied' | 'marked'> {
  try {
    await navigator.clipboard.writeText(words.innerText);
    return 'copied';
  } catch {
    getSelection()?.selectAllChildren(words);
    return 'marked';
  }
}
