import { css } from 'lit';

export const codeEntryStyles = css`
  form {
    max-inline-size: 22rem;
  }
  .code {
    min-block-size: 3.5rem;
    font-family: ui-monospace, monospace;
    font-size: var(--cf-text-xl);
    letter-spacing: 0.12em;
    text-transform: uppercase;
  }
  button {
    inline-size: 100%;
  }
`;

export const codePageStyles = css`
  .page {
    max-inline-size: 36rem;
  }
  .role {
    font-size: var(--cf-text-l);
  }
`;
