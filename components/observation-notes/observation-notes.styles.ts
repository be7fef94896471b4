import { css } from 'lit';

export const observationNotesStyles = css`
  .notes {
    padding: 0;
    list-style: none;
  }
  .notes > li {
    display: grid;
    grid-template-columns: 3.75rem 1fr auto;
    gap: var(--cf-space-1) var(--cf-space-3);
    align-items: start;
    padding-block: var(--cf-space-2);
    border-block-end: 1px solid var(--cf-line);
    content-visibility: auto;
    contain-intrinsic-size: auto 4rem;
  }
  .minute {
    color: var(--cf-ink-quiet);
    font-variant-numeric: tabular-nums;
  }
  .words {
    min-inline-size: 0;
    white-space: pre-wrap;
  }
  .tag {
    display: block;
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  .taken-back .words {
    color: var(--cf-ink-quiet);
    text-decoration: line-through;
  }
  .editing {
    grid-column: 1 / -1;
  }
  textarea {
    min-block-size: 4rem;
  }
`;
