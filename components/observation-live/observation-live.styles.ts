import { css } from 'lit';

export const observationLiveStyles = css`
  :host {
    container-type: inline-size;
  }
  .bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--cf-space-2);
    padding-block: var(--cf-space-2);
    border-block-end: 1px solid var(--cf-line);
    background: var(--cf-ground);
  }
  .clock {
    font-size: var(--cf-text-xl);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  @container (min-width: 56.25rem) {
    .desk {
      display: grid;
      grid-template-columns: minmax(20rem, 26rem) 1fr;
      gap: var(--cf-space-6);
      align-items: start;
    }
    .desk > * {
      margin: 0;
    }
  }
`;
