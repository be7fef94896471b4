import { css } from 'lit';

export const observationRecordStyles = css`
  :host {
    container-type: inline-size;
  }
  .stack-wide {
    max-inline-size: var(--cf-measure);
  }
  .stack-wide.paired {
    max-inline-size: calc(1.5 * var(--cf-measure));
  }
  .pair {
    display: grid;
    gap: var(--cf-space-3);
  }
  .theirs {
    padding-inline-start: var(--cf-space-4);
    border-inline-start: 3px solid var(--cf-accent);
  }
  @container (min-width: 40rem) {
    .pair {
      grid-template-columns: 1fr 1fr;
      gap: var(--cf-space-5);
    }
  }
  @media print {
    .pair {
      grid-template-columns: 1fr 1fr;
      gap: var(--cf-space-4);
    }
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
  observation-notes + .cited {
    margin-block-start: var(--cf-space-3);
  }
  summary {
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    cursor: pointer;
  }
  .on-paper {
    display: none;
  }
  @media print {
    :host {
      max-inline-size: none;
      --cf-text-s: 8.5pt;
      --cf-text-m: 9.5pt;
      --cf-text-l: 11.5pt;
      --cf-leading: 1.35;
      --cf-space-2: 3pt;
      --cf-space-3: 4pt;
      --cf-space-4: 6pt;
      --cf-space-6: 10pt;
    }
    span.on-paper {
      display: inline;
    }
    .title {
      display: block;
      font-size: 15pt;
      font-weight: 600;
    }
    .facts {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 0 var(--cf-space-4);
    }
    .facts dt {
      font-weight: 600;
    }
    h2,
    summary {
      break-after: avoid;
    }
    summary {
      min-block-size: 0;
      padding-block: var(--cf-space-2);
      font-size: var(--cf-text-l);
      font-weight: 600;
      list-style: none;
    }
    observation-remark-form {
      display: none;
    }
    target-card,
    .beside,
    .signatures {
      break-inside: avoid;
    }
  }
`;
