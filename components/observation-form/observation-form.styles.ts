import { css } from 'lit';

export const observationFormStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--cf-space-4);
  }
  .lesson {
    flex-basis: 100%;
  }
  .lesson::first-letter {
    text-transform: uppercase;
  }
  .left {
    margin-block-start: var(--cf-space-2);
    user-select: text;
  }
  .left dt {
    font-weight: 600;
  }
  .left dd {
    margin-block-end: var(--cf-space-2);
    white-space: pre-wrap;
  }
  .end {
    padding-block-start: var(--cf-space-4);
    border-block-start: 1px solid var(--cf-line);
  }
`;
