import { css } from 'lit';

export const observationFormStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--cf-space-2) var(--cf-space-4);
  }
  .end {
    padding-block-start: var(--cf-space-4);
    border-block-start: 1px solid var(--cf-line);
  }
`;
