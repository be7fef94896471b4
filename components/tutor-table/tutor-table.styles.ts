import { css } from 'lit';

export const tutorTableStyles = css`
  summary {
    padding-block: 0.625rem;
    color: var(--cf-accent);
    cursor: pointer;
  }
  .figures {
    inline-size: auto;
    font-size: var(--cf-text-s);
    font-variant-numeric: tabular-nums;
  }
  .figures :is(td, th) {
    white-space: nowrap;
  }
  @media print {
    details:not([open]),
    trainee-filters {
      display: none;
    }
  }
`;

export const filterStyles = css`
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--cf-space-2) var(--cf-space-5);
  }
  .first .field {
    flex: 0 1 20rem;
  }
  .more {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
    gap: var(--cf-space-2) var(--cf-space-3);
  }
  summary {
    padding-block: 0.625rem;
    color: var(--cf-accent);
    cursor: pointer;
  }
`;

export const traineeRowsStyles = css`
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .flags {
    padding: 0;
    list-style: none;
  }
  .flags li {
    font-weight: 600;
  }
  .flags .icon {
    margin-block-start: 0.15em;
    color: var(--cf-warning);
  }
  .label {
    display: none;
  }
  th p {
    font-weight: 400;
  }
  .group th {
    padding-block-start: var(--cf-space-4);
    background: var(--cf-ground);
    font-size: var(--cf-text-l);
  }
  .weeks {
    display: block;
    inline-size: 7.5rem;
    block-size: 1.375rem;
  }
  .weeks .some {
    fill: var(--cf-accent);
  }
  .weeks .none {
    fill: var(--cf-edge);
  }
  .strip {
    display: block;
    inline-size: fit-content;
    padding-block: var(--cf-space-1);
  }
  @media (width >= 42rem) {
    tr:not(.group) > th:first-child {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      min-inline-size: 11rem;
      background: var(--cf-ground);
    }
    .why {
      min-inline-size: 15rem;
      max-inline-size: 22rem;
    }
  }
  @media (width < 42rem) {
    /* The roles are written out in the markup: as blocks the browser would forget them. */
    table,
    tbody,
    tr,
    th,
    td {
      display: block;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      overflow: hidden;
    }
    tr:not(.group) {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 var(--cf-space-3);
      margin-block-end: var(--cf-space-3);
      padding: var(--cf-space-3);
      border: 1px solid var(--cf-line);
      border-radius: var(--cf-radius);
      background: var(--cf-sheet);
    }
    th,
    td {
      padding: var(--cf-space-1) 0;
      border: 0;
    }
    th,
    .why,
    .wide {
      grid-column: 1 / -1;
    }
    .why:not(:has(*)) {
      display: none;
    }
    .label {
      display: block;
      color: var(--cf-ink-quiet);
      font-size: var(--cf-text-s);
      font-weight: 600;
    }
  }
  @media (forced-colors: active) {
    .weeks .some,
    .weeks .none {
      fill: CanvasText;
    }
  }
  @media print {
    .table-scroll {
      overflow: visible;
    }
    tr {
      break-inside: avoid;
    }
    .weeks .some {
      fill: #000;
    }
  }
`;
