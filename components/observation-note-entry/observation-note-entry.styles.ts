import { css } from 'lit';

export const observationNoteEntryStyles = css`
  textarea {
    min-block-size: 4.5rem;
  }
  .tags {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 5.75rem), 1fr));
    gap: var(--cf-space-2);
  }
  .tags button {
    gap: var(--cf-space-1);
    padding-inline: var(--cf-space-1);
    min-block-size: 3rem;
  }
  @media not all and (any-pointer: fine) {
    .keys {
      display: none;
    }
  }
  .add {
    inline-size: 100%;
  }
  kbd {
    font: inherit;
  }
`;
