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
  .areas {
    display: block;
    color: var(--cf-accent);
    font-size: var(--cf-text-s);
  }
  .grip {
    display: none;
    flex: none;
    margin-inline-start: calc(-1 * var(--cf-space-3));
    padding: 0.625rem var(--cf-space-2);
    color: var(--cf-ink-quiet);
    cursor: grab;
  }
  @media (any-pointer: fine) {
    .grip {
      display: block;
    }
  }
  /* Inside the row: what is not on screen is not painted outside its box. */
  [data-drop='above'] {
    box-shadow: inset 0 3px 0 var(--cf-accent);
  }
  [data-drop='below'] {
    box-shadow: inset 0 -3px 0 var(--cf-accent);
  }
  @media print {
    .notes {
      columns: 2;
      column-gap: 14pt;
    }
    .notes > li {
      flex-wrap: nowrap;
      padding-block: 1.5pt;
      break-inside: avoid;
      content-visibility: visible;
    }
    .tag {
      display: inline;
      margin-inline-end: 0.5em;
    }
  }
`;
