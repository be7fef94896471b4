import { css } from 'lit';

export const uploadStyles = css`
  .state {
    display: inline-flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .drop {
    padding: var(--cf-space-6) var(--cf-space-4);
    border: 2px dashed var(--cf-edge);
    border-radius: var(--cf-radius);
    background: var(--cf-sheet);
    text-align: center;
  }
  .drop.over {
    border-color: var(--cf-accent);
    background: var(--cf-accent-tint);
  }
  .drop label.button {
    display: inline-flex;
  }
  .drop input {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
  }
  .drop input:focus-visible + label {
    outline: 3px solid var(--cf-focus);
    outline-offset: 2px;
  }
  .measure {
    max-inline-size: var(--cf-measure);
  }
  .counts {
    display: grid;
    gap: var(--cf-space-2);
    padding: 0;
    list-style: none;
  }
  progress {
    inline-size: 100%;
    max-inline-size: 24rem;
    block-size: 1rem;
    accent-color: var(--cf-accent);
  }
`;

export const rowStyles = css`
  .rows > li {
    display: grid;
    gap: var(--cf-space-1) var(--cf-space-4);
  }
  .line {
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
    font-variant-numeric: tabular-nums;
  }
  .who {
    font-weight: 600;
  }
  .state {
    display: inline-flex;
    align-items: flex-start;
    gap: var(--cf-space-2);
  }
  .problem {
    color: var(--cf-problem);
  }
  .note {
    color: var(--cf-warning);
  }
  .what > * + * {
    margin-block-start: var(--cf-space-1);
  }
  del {
    color: var(--cf-ink-quiet);
  }
  ins {
    font-weight: 600;
    text-decoration: none;
  }
  @media (min-width: 48rem) {
    .rows > li {
      grid-template-columns: 4rem minmax(0, 4fr) minmax(0, 5fr) minmax(0, 6fr);
    }
  }
`;

export const lettersStyles = css`
  .letters > * + * {
    margin-block-start: var(--cf-space-4);
  }
  @media print {
    .letter {
      max-inline-size: none;
      padding: 2cm 1.5cm 0;
      border: 0;
      font-size: 12pt;
      break-after: page;
      break-inside: avoid;
    }
    .letter:last-child {
      break-after: auto;
    }
    .letters > * + * {
      margin-block-start: 0;
    }
  }
`;
