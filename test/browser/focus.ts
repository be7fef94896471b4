import type { Page } from 'playwright-core';

/** What has the focus, through shadow roots: its tag and what it is called, for example `button Add note`; `body` where it is lost. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    if (!one || one === document.body) return 'body';
    const label = one instanceof HTMLTextAreaElement || one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : null;
    const name = one.getAttribute('aria-label') ?? label ?? one.textContent;
    return `${one.localName} ${name.replaceAll(/\s+/g, ' ').trim()}`;
  });

/** Resolves when the focus is there. @throws Error that names where it is after five seconds */
export async function focusArrives(page: Page, wanted: string): Promise<void> {
  const until = Date.now() + 5_000;
  let found = await focused(page);
  while (found !== wanted) {
    if (Date.now() > until) throw new Error(`The focus is on “${found}”, not on “${wanted}”.`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    found = await focused(page);
  }
}
