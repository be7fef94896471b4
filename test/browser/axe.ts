import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds wrong against WCAG 2.2 AA, one line each: rule, help, the element. Shadow roots are looked into.
 * `evaluate` runs outside the page's own script policy, so the audit needs no exception from it.
 * @param only one rule, where the rest cannot have changed
 */
export async function accessibilityFaults(frame: Page | Frame, only?: 'color-contrast'): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(source);
  const runOnly = only ? { type: 'rule', values: [only] } : { type: 'tag', values: tags };
  const results = await frame.evaluate(async (wanted) => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { runOnly: wanted, resultTypes: ['violations'] });
  }, runOnly);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help} at ${node.target.flat().join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

/** How many pixels the page is wider than its window; a form is never scrolled sideways. */
export const sidewaysPixels = (frame: Page | Frame): Promise<number> =>
  frame.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
