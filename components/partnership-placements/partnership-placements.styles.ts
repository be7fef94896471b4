import { css } from 'lit';

export const placementsStyles = css`
  .narrow {
    max-inline-size: 36rem;
  }
  .state {
    display: inline-flex;
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
  .days {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: var(--cf-space-4);
  }
`;

export const letterStyles = css`
  .letter {
    max-inline-size: 40rem;
  }
  .code {
    font-family: ui-monospace, monospace;
    font-size: var(--cf-text-xl);
    font-weight: 600;
    letter-spacing: 0.08em;
    white-space: nowrap;
  }
  ol {
    padding-inline-start: 1.5rem;
  }
  ol li {
    padding-block: var(--cf-space-1);
  }
  @media print {
    .letter {
      border: 0;
      padding: 0;
    }
  }
`;
