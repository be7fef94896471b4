import { css } from 'lit';

export const connectionPageStyles = css`
  .narrow {
    max-inline-size: 44rem;
  }
  .line {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 var(--cf-space-3);
    align-items: baseline;
  }
  .line .icon {
    align-self: center;
    color: var(--cf-ink-quiet);
  }
  .line h3 {
    font-weight: 600;
  }
  .line .sentence {
    grid-column: 2 / -1;
    max-inline-size: 60ch;
  }
  .works .icon,
  .works .word {
    color: var(--cf-good);
  }
  .fault .icon,
  .fault .word {
    color: var(--cf-problem);
  }
  .word {
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  .fault .word {
    font-weight: 600;
  }
  @media (width < 30rem) {
    .line {
      grid-template-columns: auto 1fr;
    }
    .line .word,
    .line .sentence {
      grid-column: 2;
    }
  }
`;
