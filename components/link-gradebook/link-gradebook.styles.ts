import { css } from 'lit';

export const gradebookStyles = css`
  .narrow {
    max-inline-size: 36rem;
  }
  .number {
    inline-size: 6rem;
  }
  .days {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: var(--cf-space-4);
  }
`;
