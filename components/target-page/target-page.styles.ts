import { css } from 'lit';

export const targetPageStyles = css`
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    color: var(--cf-accent);
    cursor: pointer;
  }
  .plain {
    padding: 0;
    list-style: none;
  }
  .written {
    white-space: pre-wrap;
  }
  .state {
    display: flex;
    align-items: center;
    gap: var(--cf-space-2);
  }
  textarea {
    min-block-size: 4rem;
  }
  .target + .target {
    margin-block-start: var(--cf-space-5);
  }
  .ask {
    margin-block-start: var(--cf-space-3);
  }
`;
