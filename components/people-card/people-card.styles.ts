import { css } from 'lit';

export const peopleCardStyles = css`
  :host {
    padding-block: var(--cf-space-2);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    gap: var(--cf-space-4) var(--cf-space-5);
  }
  dt {
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  dd {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
  }
  .open {
    display: inline-block;
    padding-block: 0.625rem;
  }
  .call {
    display: inline-flex;
    align-items: center;
    gap: var(--cf-space-2);
    min-block-size: var(--cf-target);
    font-size: var(--cf-text-xl);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 1.25;
  }
  .numbers {
    margin-block-start: var(--cf-space-4);
    padding-block-start: var(--cf-space-4);
    border-block-start: 1px solid var(--cf-line);
  }
  @media print {
    dl,
    dl > div {
      break-inside: avoid;
    }
    a {
      color: inherit;
      text-decoration: none;
    }
  }
`;
