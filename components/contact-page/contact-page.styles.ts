import { css } from 'lit';

export const contactPageStyles = css`
  .narrow {
    max-inline-size: 40rem;
  }
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  @media print {
    .card {
      padding-inline: 0;
      border: 0;
    }
  }
`;
