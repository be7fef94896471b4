import { css } from 'lit';

/** A letter with a code in it, on the screen; how it is printed is the page's own matter. */
export const letterStyles = css`
  .letter {
    max-inline-size: 40rem;
  }
  .code {
    font-family: ui-monospace, monospace;
    font-size: var(--cf-text-xl);
    font-weight: 600;
    letter-spacing: 0.08em;
    white-space: nowrap;
  }
  ol {
    padding-inline-start: 1.5rem;
  }
  ol li {
    padding-block: var(--cf-space-1);
  }
`;
