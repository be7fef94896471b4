import { css } from 'lit';

export const schoolTableStyles = css`
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .state .icon {
    color: var(--cf-warning);
  }
  th p {
    font-weight: 400;
  }
  th,
  td {
    inline-size: 33%;
  }
  tbody tr:last-child :is(th, td) {
    border-block-end: 0;
  }
  @media (width < 42rem) {
    /* The roles are written out in the markup: as blocks the browser would forget them. */
    table,
    tbody,
    tr,
    th,
    td {
      display: block;
      inline-size: auto;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      overflow: hidden;
    }
    tr {
      padding-block: var(--cf-space-2);
      border-block-start: 1px solid var(--cf-line);
    }
    th,
    td {
      padding: 0;
      border: 0;
    }
    .card {
      position: relative;
    }
  }
  @media print {
    .card {
      break-inside: avoid;
      border: 0;
      padding-inline: 0;
    }
  }
`;
