import { css } from 'lit';

export const observationPlanStyles = css`
  form {
    max-inline-size: var(--cf-measure);
  }
  .lesson {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: var(--cf-space-4);
  }
`;
