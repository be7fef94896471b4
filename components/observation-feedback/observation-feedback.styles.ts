import { css } from 'lit';

export const observationFeedbackStyles = css`
  .section textarea {
    min-block-size: 8rem;
  }
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    cursor: pointer;
  }
  summary h2 {
    display: inline;
  }
  .texts {
    max-inline-size: var(--cf-measure);
  }
  @media (min-width: 64rem) {
    .desk {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem);
      gap: var(--cf-space-6);
      align-items: start;
    }
    .desk > aside {
      position: sticky;
      inset-block-start: var(--cf-space-4);
      max-block-size: 90vh;
      margin: 0;
      overflow-y: auto;
    }
  }
`;
