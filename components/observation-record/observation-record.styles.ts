import { css } from 'lit';

export const observationRecordStyles = css`
  :host {
    max-inline-size: var(--cf-measure);
  }
  .written {
    white-space: pre-wrap;
  }
  .beside {
    padding-inline-start: var(--cf-space-4);
    border-inline-start: 3px solid var(--cf-accent);
  }
  .signatures {
    padding: 0;
    list-style: none;
  }
  .cited {
    padding-inline-start: 1.25em;
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    cursor: pointer;
  }
`;
