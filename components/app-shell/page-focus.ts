const patienceMs = 10_000;

/**
 * Gives a page's `h1` the title and, after a navigation, the focus, as soon as the page has rendered one (its data may still be on the way).
 * @returns stops waiting
 */
export function followHeading(page: Element, takesFocus: boolean): () => void {
  const root = page.shadowRoot ?? page;
  const focusBefore = document.activeElement;
  const arrive = (): boolean => {
    const heading = root.querySelector<HTMLElement>('h1');
    if (!heading) return false;
    document.title = `${heading.textContent.trim()} · Critical Friend`;
    // Whoever has moved on meanwhile keeps their place.
    if (takesFocus && document.activeElement === focusBefore) {
      heading.tabIndex = -1;
      heading.focus();
    }
    return true;
  };
  if (arrive()) return () => undefined;
  const observer = new MutationObserver(() => {
    if (arrive()) stop();
  });
  const timer = setTimeout(() => stop(), patienceMs);
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(root, { childList: true, subtree: true });
  return stop;
}
