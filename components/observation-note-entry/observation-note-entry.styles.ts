import { css } from 'lit';

export const observationNoteEntryStyles = css`
  textarea {
    min-block-size: 4.5rem;
  }
  .tags {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 7rem), 1fr));
    gap: var(--cf-space-2);
  }
  .tags button {
    padding-inline: var(--cf-space-2);
    min-block-size: 3rem;
  }
  .add {
    inline-size: 100%;
  }
  kbd {
    font: inherit;
  }
`;
