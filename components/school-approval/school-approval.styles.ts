import { css } from 'lit';

export const schoolApprovalStyles = css`
  .narrow {
    max-inline-size: 40rem;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cf-space-4);
  }
  .few {
    inline-size: 7rem;
  }
  .choice .hint {
    display: block;
  }
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .schools {
    padding: 0;
    list-style: none;
  }
  .schools li {
    padding-block: var(--cf-space-3);
    border-block-end: 1px solid var(--cf-line);
  }
  details > * + * {
    margin-block-start: var(--cf-space-3);
  }
  summary {
    min-block-size: var(--cf-target);
    align-content: center;
    cursor: pointer;
  }
  @media print {
    .card {
      border: 0;
      padding-inline: 0;
    }
    .no-print {
      display: none;
    }
  }
`;
