import { css } from 'lit';

/** Passages that are to go, here and where somebody decides about them. */
export const observationRedactionStyles = css`
  :host {
    max-inline-size: var(--cf-measure);
  }
  .stack {
    padding-block: var(--cf-space-2);
  }
  .written {
    white-space: pre-wrap;
  }
  mark {
    padding-inline: 0.15em;
    border-block-end: 2px solid var(--cf-problem);
    background: var(--cf-problem-tint);
    color: inherit;
    text-decoration: line-through;
  }
`;
