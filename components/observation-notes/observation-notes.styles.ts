import { css } from 'lit';

export const observationNotesStyles = css`
  .notes {
    padding: 0;
    list-style: none;
  }
  .notes > li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cf-space-1) var(--cf-space-3);
    align-items: start;
    padding-block: var(--cf-space-2);
    border-block-end: 1px solid var(--cf-line);
    content-visibility: auto;
    contain-intrinsic-size: auto 4rem;
  }
  .minute {
    flex: none;
    min-inline-size: 3rem;
    color: var(--cf-ink-quiet);
    font-variant-numeric: tabular-nums;
  }
  .words {
    flex: 1 1 9rem;
    min-inline-size: min(100%, 9rem);
    white-space: pre-wrap;
  }
  .tag {
    display: block;
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  .taken-back .said {
    color: var(--cf-ink-quiet);
    text-decoration: line-through;
  }
  .editing {
    flex: 1 1 100%;
    min-inline-size: 0;
  }
  textarea {
    min-block-size: 4rem;
  }
`;
