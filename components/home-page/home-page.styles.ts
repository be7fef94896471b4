import { css } from 'lit';

export const homePageStyles = css`
  .waiting {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--cf-target);
    margin-inline-end: var(--cf-space-2);
    font-weight: 600;
  }
  .rest {
    margin-block-start: var(--cf-space-3);
  }
  .steps {
    padding-inline-start: 1.5rem;
  }
  .steps li {
    padding-block: var(--cf-space-1);
  }
  .steps a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--cf-target);
  }
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .table-scroll {
    /* What is hidden inside a cell must not widen the page. */
    position: relative;
  }
  @media (width < 42rem) {
    /* The roles are written out in the markup: as blocks the browser would forget them. */
    table,
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
    tr {
      padding-block: var(--cf-space-3);
      border-block-end: 1px solid var(--cf-line);
    }
    th,
    td {
      padding: 0;
      border: 0;
    }
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    gap: var(--cf-space-4);
    padding: 0;
    list-style: none;
  }
`;
