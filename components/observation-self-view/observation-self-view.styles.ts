import { css } from 'lit';

export const observationSelfViewStyles = css`
  :host {
    max-inline-size: var(--cf-measure);
  }
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    font-weight: 600;
    cursor: pointer;
  }
  .written {
    white-space: pre-wrap;
  }
`;
