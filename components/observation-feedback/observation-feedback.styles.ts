import { css } from 'lit';

export const observationFeedbackStyles = css`
  :host {
    container-type: inline-size;
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
  @container (min-width: 56.25rem) {
    .desk {
      display: grid;
      grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr);
      gap: var(--cf-space-6);
      align-items: start;
    }
    .desk > * {
      margin: 0;
    }
    .desk > aside {
      position: sticky;
      inset-block-start: var(--cf-space-4);
      max-block-size: 90vh;
      overflow-y: auto;
    }
  }
`;
