import type { LitElement } from 'lit';
import { msg } from '../shared/localize.js';
import { ProblemError, type FieldProblem } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';

/** How the last thing that was asked of the server went, as a page says it. */
export interface Outcome {
  problem: string | null;
  errors: FieldProblem[];
  said: string;
}

export const untried: Outcome = { problem: null, errors: [], said: '' };

/** Nothing was stored; where somebody else was quicker, what they stored is on the page and the typed words stay in the form. */
export const failed = (error: unknown): Outcome => ({
  problem:
    error instanceof ProblemError && error.status === 409
      ? msg('Somebody else changed this while you wrote. Above is what is recorded now. Save once more to keep your own words.')
      : problemSentence(error),
  errors: error instanceof ProblemError ? error.errors : [],
  said: '',
});

/** What is recorded now, where somebody else was quicker. */
export const currentOf = (error: unknown): unknown =>
  error instanceof ProblemError && error.status === 409 ? error.extra['current'] : undefined;

/** The focus goes there, once it is on the page: what was pressed may be gone. */
export async function goTo(page: LitElement, selector: string): Promise<void> {
  await page.updateComplete;
  const place = page.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>(selector);
  await place?.updateComplete;
  place?.focus();
}
