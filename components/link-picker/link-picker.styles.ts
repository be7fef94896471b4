import { css } from 'lit';

/** The first screen fits the window Moodle gives it, 770 by 575, without scrolling. */
export const linkPickerStyles = css`
  :host {
    background: var(--cf-ground);
  }
  .page {
    max-inline-size: 46rem;
    margin-inline: auto;
    padding: var(--cf-space-4);
  }
  fieldset {
    display: grid;
    gap: var(--cf-space-3);
  }
  .choice {
    padding: var(--cf-space-3) var(--cf-space-4);
    border: 1px solid var(--cf-edge);
    border-radius: var(--cf-radius);
    background: var(--cf-sheet);
  }
  .choice:has(:checked) {
    border-color: var(--cf-accent);
    background: var(--cf-accent-tint);
  }
  .choice strong,
  .choice small {
    display: block;
  }
  .choice small {
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  .number {
    inline-size: 6rem;
  }
`;
