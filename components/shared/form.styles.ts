import { css } from 'lit';

/** Labels, fields, choices and tables, after `baseStyles` in elements that have them. A field is the markup of `field()` in `field.ts`. */
export const formStyles = css`
  label,
  legend,
  .label {
    display: block;
    padding: 0;
    font-weight: 600;
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  .field {
    max-inline-size: var(--cf-measure);
  }
  .field > * + * {
    margin-block-start: var(--cf-space-1);
  }
  input,
  select,
  textarea {
    inline-size: 100%;
    max-inline-size: 100%;
    min-block-size: var(--cf-target);
    padding: var(--cf-space-2) var(--cf-space-3);
    border: 1px solid var(--cf-edge);
    border-radius: var(--cf-radius);
    background: var(--cf-sheet);
    color: var(--cf-ink);
    font: inherit;
  }
  textarea {
    display: block;
    min-block-size: 6rem;
    resize: vertical;
    field-sizing: content;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: 0;
  }
  [aria-invalid='true'] {
    border-color: var(--cf-problem);
    border-width: 2px;
  }
  .error {
    display: flex;
    gap: var(--cf-space-2);
    color: var(--cf-problem);
    font-weight: 600;
  }
  .short {
    inline-size: auto;
  }
  .choice {
    display: flex;
    align-items: flex-start;
    gap: var(--cf-space-3);
    min-block-size: var(--cf-target);
    padding-block: 0.625rem;
    font-weight: 400;
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--cf-accent);
  }
  .table-scroll {
    /* Also the frame of reference: hidden text inside a cell must not widen the page. */
    position: relative;
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  caption {
    padding-block-end: var(--cf-space-2);
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: var(--cf-space-2) var(--cf-space-3) var(--cf-space-2) 0;
    border-block-end: 1px solid var(--cf-line);
    text-align: start;
    vertical-align: top;
  }
  th {
    font-weight: 600;
  }
`;
