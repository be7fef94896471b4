import { css } from 'lit';

export const privacyStyles = css`
  .narrow {
    max-inline-size: 40rem;
  }
  .number {
    inline-size: 6rem;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: var(--cf-space-4);
  }
  .figure {
    text-align: end;
    white-space: nowrap;
  }
  dl.facts {
    display: grid;
    grid-template-columns: minmax(8rem, max-content) 1fr;
    gap: var(--cf-space-1) var(--cf-space-4);
  }
  dl.facts dt {
    color: var(--cf-ink-quiet);
  }
  code {
    font-size: var(--cf-text-s);
    overflow-wrap: anywhere;
  }
  @media (max-width: 40rem) {
    dl.facts {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dl.facts dd {
      padding-block-end: var(--cf-space-2);
    }
  }
`;
