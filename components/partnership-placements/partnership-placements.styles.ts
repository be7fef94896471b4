import { css } from 'lit';

export const placementsStyles = css`
  .narrow {
    max-inline-size: 36rem;
  }
  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .people {
    max-block-size: 20rem;
    overflow-y: auto;
    padding: 0 var(--cf-space-3);
    border: 1px solid var(--cf-line);
    border-radius: var(--cf-radius);
  }
  .written {
    max-inline-size: var(--cf-measure);
    white-space: pre-wrap;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: var(--cf-space-5) var(--cf-space-6);
  }
  .days {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: var(--cf-space-4);
  }
`;

export const letterPrintStyles = css`
  @media print {
    .letter {
      border: 0;
      padding: 0;
    }
  }
`;
